import { type OrganizationSettings } from "../../settings/schema/organization";
import { deployAccounts } from "./accounts";
import { deployBreakGlass } from "./break-glass";
import { deployOrganizationConfig, planOfConfig } from "./config";
import { deployDetection } from "./detection";
import { deployGuardrails, planOfGuardrails } from "./guardrails";
import { deployOrganizationLogs } from "./logs";
import { deployOrganizationQuery } from "./query";
import { deployServices } from "./services";

/**
 * The organisation: its units and accounts, and what is decided once for all of them.
 * @returns the stack's outputs, which environment stacks read
 */
export function organizationStack(settings: OrganizationSettings): Record<string, unknown> {
  const plan = planOfGuardrails(settings);
  const config = planOfConfig(settings);
  const base = deployAccounts(settings);
  deployGuardrails(base, plan);
  const breakGlass = deployBreakGlass(base);
  const delegated = deployServices(base);
  const logs = deployOrganizationLogs(base);
  const detection = deployDetection(base, logs);
  deployOrganizationConfig(base, { logs, delegated }, config);
  const query = deployOrganizationQuery(base, logs);
  return {
    organizationId: base.organization.organizationId,
    managementAccountId: settings.organization.managementAccountId,
    region: settings.region,
    accounts: Object.fromEntries(base.accounts.ids),
    units: Object.fromEntries(base.units.ids),
    breakGlassRoleArn: breakGlass.arn,
    archive: { bucket: logs.archive.bucketName, keyArn: logs.archive.keyArn },
    trail: { arn: logs.trail.arn, logGroup: logs.trail.logGroupName },
    query,
    eventBusArn: detection.eventBusArn,
    topics: detection.topicArns,
  };
}
