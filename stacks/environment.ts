import * as pulumi from "@pulumi/pulumi";
import { accountProvider } from "../components/accounts/account-provider";
import { type FlowLogDestinations } from "../components/logging/flow-logs";
import { LogArchive } from "../components/logging/log-archive";
import { logWriters } from "../components/logging/log-archive-policies";
import { LogKey } from "../components/logging/log-key";
import { Hub } from "../components/network/hub";
import { hubBlocks, planHub, tiersTowardsSpokes } from "../components/network/hub-plan";
import { Peering } from "../components/network/peering";
import { Spoke } from "../components/network/spoke";
import { blocksTowardsHub, planSpoke, tiersTowardsHub } from "../components/network/spoke-plan";
import { partitionOf } from "../settings/facts/regions";
import { type EnvironmentSettings } from "../settings/schema/environment";
import { type WorkloadSettings } from "../settings/schema/workload";

/** What a workload's owner needs to build on its network. */
interface WorkloadOutputs {
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

/**
 * One environment: the log archive, the hub, and each workload's spoke peered with it.
 * @returns the stack's outputs
 */
export function environmentStack(settings: EnvironmentSettings): Record<string, unknown> {
  const { environment, region, organizationId, accounts, logs } = settings;
  const partition = partitionOf(region);

  const archive = new LogArchive(
    `${environment}-log-archive`,
    {
      accountId: accounts.logArchive,
      partition,
      organizationId,
      lifetime: logs.archive,
      breakGlassRole: logs.archive.breakGlassRole,
      writers: [logWriters.vpcFlowLogs],
    },
    { providers: [platformProvider(settings, "log-archive", accounts.logArchive)] },
  );
  const archiveArn = archive.bucketArn.apply((arn) => `${arn}/${logWriters.vpcFlowLogs.prefix}`);

  const flowLogs = (
    name: string,
    accountId: string,
    provider: pulumi.ProviderResource,
  ): FlowLogDestinations => {
    const key = new LogKey(`${name}-logs`, { accountId, region, partition }, { providers: [provider] });
    return { accountId, region, partition, archiveArn, keyArn: key.arn, retentionDays: logs.retentionDays };
  };

  const hubProvider = platformProvider(settings, "network", accounts.network);
  const hubPlan = planHub(settings);
  const hub = new Hub(
    hubPlan.name,
    {
      plan: hubPlan,
      region,
      organizationId,
      interfaceEndpoints: settings.network.hub.interfaceEndpoints,
      flowLogs: flowLogs(hubPlan.name, accounts.network, hubProvider),
    },
    { providers: [hubProvider] },
  );

  const deployWorkload = (workload: WorkloadSettings): WorkloadOutputs => {
    const plan = planSpoke(settings, workload);
    const provider = workloadProvider(settings, workload);
    const spoke = new Spoke(
      plan.name,
      {
        plan,
        region,
        organizationId,
        buckets: workload.buckets,
        flowLogs: flowLogs(plan.name, workload.accountId, provider),
      },
      { providers: [provider] },
    );
    const tablesOf = <T extends string>(
      tables: ReadonlyArray<{ readonly key: string; readonly tier: T }>,
      tiers: readonly T[],
      idOf: (key: string) => pulumi.Output<string>,
    ) => new Map(tables.filter(({ tier }) => tiers.includes(tier)).map(({ key }) => [key, idOf(key)]));
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
          provider: hubProvider,
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
      securityGroupIds: Object.fromEntries(
        [...spoke.network.groups].map(([name, group]) => [name, group.id]),
      ),
      s3EndpointId: spoke.network.s3Endpoint.endpointId,
      peeringConnectionId: peering.connectionId,
      flowLogGroup: spoke.flowLogs.logGroupName,
      publicAddresses: spoke.publicAddresses,
    };
  };

  return {
    environment,
    region,
    archive: { accountId: accounts.logArchive, bucket: archive.bucketName, keyArn: archive.keyArn },
    hub: {
      accountId: accounts.network,
      vpcId: hub.network.vpc.id,
      cidr: settings.network.hub.cidr,
      interfaceEndpoints: hub.interfaceEndpoints,
      s3EndpointId: hub.network.s3Endpoint.endpointId,
      flowLogGroup: hub.flowLogs.logGroupName,
    },
    workloads: Object.fromEntries(
      settings.workloads.map((workload) => [workload.name, deployWorkload(workload)]),
    ),
  };
}

/** Provider of an account that belongs to the platform. */
function platformProvider(
  settings: EnvironmentSettings,
  workload: string,
  accountId: string,
): pulumi.ProviderResource {
  return providerOf(settings, `${settings.environment}-${workload}`, accountId, {
    owner: settings.owner.email,
    workload,
    "data-classification": "internal",
  });
}

function workloadProvider(
  settings: EnvironmentSettings,
  workload: WorkloadSettings,
): pulumi.ProviderResource {
  return providerOf(settings, `${settings.environment}-${workload.name}`, workload.accountId, {
    ...workload.tags,
    owner: workload.owner.email,
    workload: workload.name,
    "data-classification": workload.dataClassification,
  });
}

function providerOf(
  settings: EnvironmentSettings,
  name: string,
  accountId: string,
  tags: Readonly<Record<string, string>>,
): pulumi.ProviderResource {
  const { roleName, externalId, sessionName } = settings.deployment;
  return accountProvider(name, {
    accountId,
    region: settings.region,
    partition: partitionOf(settings.region),
    roleName,
    externalId: externalId === undefined ? undefined : pulumi.secret(externalId),
    sessionName,
    tags: { ...tags, environment: settings.environment },
  });
}
