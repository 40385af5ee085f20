import { EventRules } from "../../components/detection/event-rules";
import { MemberRoles } from "../../components/detection/member-roles";
import { type Responder } from "../../components/detection/names";
import { DEFAULT_POLICY } from "../../functions/detections/policy";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnteredAccount } from "./config";

/**
 * What an environment's account needs to be watched: rules that send events of concern to the security account, and the roles by which its
 * functions look and repair. The functions themselves are the organisation stack's, one set for all environments.
 */
export function deployDetection(
  settings: EnvironmentSettings,
  { accountId, name, provider }: EnteredAccount,
): void {
  const { environment, region, organizationId, accounts, awsConfig, production } = settings;
  const { eventBusArn } = settings.organization;
  // The checks of the settings leave no third case: watched, or plainly not.
  if (!settings.detection || eventBusArn === undefined) return;
  const responders: readonly Responder[] = [
    "heartbeat",
    "repair-recorder",
    "repair-flow-logs",
    ...(production ? (["repair-security-groups"] as const) : []),
  ];
  const opts = { providers: [provider] };
  const component = `${environment}-${name}-detection`;
  new EventRules(
    component,
    { accountId, regions: [region, ...awsConfig.regions], policy: DEFAULT_POLICY, eventBusArn },
    opts,
  );
  new MemberRoles(
    component,
    {
      accountId,
      partition: partitionOf(region),
      organizationId,
      securityAccountId: accounts.security,
      responders,
    },
    opts,
  );
}
