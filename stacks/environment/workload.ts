import type * as pulumi from "@pulumi/pulumi";
import { type Hub } from "../../components/network/hub";
import { hubBlocks, planHub, tiersTowardsSpokes } from "../../components/network/hub-plan";
import { Peering } from "../../components/network/peering";
import { Spoke } from "../../components/network/spoke";
import { blocksTowardsHub, planSpoke, tiersTowardsHub } from "../../components/network/spoke-plan";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { type EnvironmentLogs } from "./logs";
import { type EnvironmentProviders } from "./providers";

/** What a workload's owner needs to build on its network. */
export interface WorkloadOutputs {
  readonly accountId: string;
  readonly vpcId: pulumi.Output<string>;
  readonly cidr: string;
  readonly subnetIds: Readonly<Record<string, ReadonlyArray<pulumi.Output<string>>>>;
  readonly securityGroupIds: Readonly<Record<string, pulumi.Output<string>>>;
  readonly s3EndpointId: pulumi.Output<string>;
  readonly peeringConnectionId: pulumi.Output<string>;
  readonly flowLogGroup: pulumi.Output<string>;
  readonly publicAddresses: ReadonlyArray<pulumi.Output<string>>;
}

/** A workload's spoke in its account, peered with the hub. */
export function deployWorkload(
  settings: EnvironmentSettings,
  workload: WorkloadSettings,
  { hub, logs, providers }: { hub: Hub; logs: EnvironmentLogs; providers: EnvironmentProviders },
): WorkloadOutputs {
  const { region, organizationId, accounts } = settings;
  const plan = planSpoke(settings, workload);
  const hubPlan = planHub(settings);
  const provider = providers.workload(workload);
  const spoke = new Spoke(
    plan.name,
    {
      plan,
      region,
      organizationId,
      buckets: workload.buckets,
      flowLogs: logs.flowLogs(plan.name, workload.accountId, provider),
    },
    { providers: [provider] },
  );
  const peering = new Peering(
    plan.name,
    {
      spoke: {
        accountId: workload.accountId,
        provider,
        vpcId: spoke.network.vpc.id,
        tables: tablesOf(plan.tables, tiersTowardsHub, (key) => spoke.network.table(key).id),
        destinations: hubBlocks(settings),
      },
      hub: {
        accountId: accounts.network,
        provider: providers.platform("network"),
        vpcId: hub.network.vpc.id,
        tables: tablesOf(hubPlan.tables, tiersTowardsSpokes, (key) => hub.network.table(key).id),
        destinations: blocksTowardsHub(plan),
      },
    },
    { providers: [provider] },
  );
  const usedTiers = [...new Set(plan.addresses.subnets.map(({ tier }) => tier))];
  return {
    accountId: workload.accountId,
    vpcId: spoke.network.vpc.id,
    cidr: workload.cidr,
    subnetIds: Object.fromEntries(
      usedTiers.map((tier) => [tier, spoke.network.subnetsOf(tier).map((subnet) => subnet.id)]),
    ),
    securityGroupIds: Object.fromEntries([...spoke.network.groups].map(([name, group]) => [name, group.id])),
    s3EndpointId: spoke.network.s3Endpoint.endpointId,
    peeringConnectionId: peering.connectionId,
    flowLogGroup: spoke.flowLogs.logGroupName,
    publicAddresses: spoke.publicAddresses,
  };
}

/** Ids of the route tables of some tiers, by key. */
function tablesOf<T extends string>(
  tables: ReadonlyArray<{ readonly key: string; readonly tier: T }>,
  tiers: readonly T[],
  idOf: (key: string) => pulumi.Output<string>,
): Map<string, pulumi.Output<string>> {
  return new Map(tables.filter(({ tier }) => tiers.includes(tier)).map(({ key }) => [key, idOf(key)]));
}
