import * as pulumi from "@pulumi/pulumi";
import * as organizations from "@pulumi/aws/organizations";
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
import { partitionOf } from "../../settings/facts/regions";
import { type OrganizationSettings } from "../../settings/schema/organization";
import { type OrganizationBase } from "./accounts";
import { type OrganizationLogs } from "./logs";

/** Services of AWS Config that the security account does the organisation's work for: aggregating, and making rules. */
const delegated = ["config.amazonaws.com", "config-multiaccountsetup.amazonaws.com"] as const;

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
  logs: OrganizationLogs,
  plan: OrganizationConfigPlan,
): void {
  const { settings, providers, organization, accounts } = base;
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
  const delegations = delegated.map(
    (servicePrincipal) =>
      new organizations.DelegatedAdministrator(
        servicePrincipal.replace(".amazonaws.com", "-security"),
        { accountId: security, servicePrincipal },
        { provider: providers.management, dependsOn: [organization] },
      ),
  );
  const inSecurity = { providers: [providers.platform("security")], dependsOn: delegations };
  new ConfigAggregator("organization-config", { partition }, inSecurity);
  new OrganizationConfigRules(
    "organization-config",
    { plan, excludedAccounts: unrecordedAccounts(settings).map((name) => accounts.idOf(name)) },
    { ...inSecurity, dependsOn: [...delegations, ...recorders.flatMap(({ recording }) => recording)] },
  );
}
