import * as pulumi from "@pulumi/pulumi";
import { ConfigAggregator } from "../../components/config/aggregator";
import { ConformancePackError } from "../../components/config/conformance-pack";
import { OrganizationConfigRules } from "../../components/config/organization-config";
import {
  type OrganizationConfigPlan,
  planOrganizationConfig,
  UnknownRuleError,
} from "../../components/config/organization-plan";
import { ConfigRecorder } from "../../components/config/recorder";
import { planRecorders } from "../../components/config/recorder-plan";
import { organizationRules, packRules } from "../../components/config/rules";
import { type DelegatedAdministrators } from "../../components/organization/delegated-administrators";
import { partitionOf } from "../../settings/facts/regions";
import { type OrganizationSettings } from "../../settings/schema/organization";
import { type OrganizationBase } from "./accounts";
import { type OrganizationLogs } from "./logs";

/** Plans the rules before anything is registered. @throws RunError, without a stack trace, when AWS would not take them */
export function planOfConfig({ region, regions, awsConfig }: OrganizationSettings): OrganizationConfigPlan {
  try {
    return planOrganizationConfig({
      name: "landing-zone",
      home: region,
      others: regions,
      rules: organizationRules,
      pack: packRules,
      without: awsConfig.withoutRules,
      with: awsConfig.withRules,
    });
  } catch (error) {
    if (error instanceof UnknownRuleError || error instanceof ConformancePackError)
      throw new pulumi.RunError(error.message);
    throw error;
  }
}

/** Names of the accounts that no stack records yet: those of environments that are not said to be recorded, and those out of use. */
export function unrecordedAccounts({ accounts, awsConfig }: OrganizationSettings): string[] {
  const platform = ["log-archive", "security"];
  return accounts
    .filter(({ name, unit, environment }) => {
      const recorded =
        environment === undefined
          ? platform.includes(name)
          : awsConfig.recordedEnvironments.includes(environment);
      return !recorded || unit.split("/")[0] === "Suspended";
    })
    .map(({ name }) => name);
}

/**
 * AWS Config for the organisation: recorders in the platform's own accounts, and from the security account the aggregator and the rules of
 * every account that has a recorder.
 */
export function deployOrganizationConfig(
  base: OrganizationBase,
  { logs, delegated }: { readonly logs: OrganizationLogs; readonly delegated: DelegatedAdministrators },
  plan: OrganizationConfigPlan,
): void {
  const { settings, providers, accounts } = base;
  const { region, regions, awsConfig } = settings;
  const partition = partitionOf(region);
  const security = providers.platformId("security");
  const entered = [
    {
      name: "management",
      id: pulumi.output(settings.organization.managementAccountId),
      provider: providers.management,
    },
    {
      name: "log-archive",
      id: providers.platformId("logArchive"),
      provider: providers.platform("logArchive"),
    },
    { name: "security", id: security, provider: providers.platform("security") },
  ];
  const recorders = entered.map(
    ({ name, id, provider }) =>
      new ConfigRecorder(
        `organization-${name}-config`,
        {
          accountId: id,
          partition,
          recorders: planRecorders(region, regions),
          role: awsConfig.role,
          delivery: logs.configDelivery,
          retentionDays: awsConfig.retentionDays,
        },
        { providers: [provider] },
      ),
  );
  const inSecurity = { providers: [providers.platform("security")], dependsOn: [...delegated.registrations] };
  new ConfigAggregator("organization-config", { partition }, inSecurity);
  new OrganizationConfigRules(
    "organization-config",
    { plan, excludedAccounts: unrecordedAccounts(settings).map((name) => accounts.idOf(name)) },
    {
      ...inSecurity,
      dependsOn: [...delegated.registrations, ...recorders.flatMap(({ recording }) => recording)],
    },
  );
}
