import type * as pulumi from "@pulumi/pulumi";
import { dynamodbEndpointPolicy } from "../../components/endpoints/dynamodb-endpoint-policy";
import { Spoke } from "../../components/network/spoke";
import { planSpoke } from "../../components/network/spoke-plan";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { type EnvironmentConnectivity, type WorkloadConnection } from "./connectivity";
import { type EnvironmentDns } from "./dns";
import { type EnvironmentFeed } from "./feed";
import { type EnvironmentLogs } from "./logs";
import { type EnvironmentProviders } from "./providers";
import { type EnvironmentSearch } from "./search";
import { type ServiceOutputs, deployService } from "./service";

/** What a workload's owner needs to build on its network. */
export interface WorkloadOutputs extends WorkloadConnection {
  readonly accountId: string;
  readonly vpcId: pulumi.Output<string>;
  readonly cidr: string;
  readonly subnetIds: Readonly<Record<string, ReadonlyArray<pulumi.Output<string>>>>;
  readonly securityGroupIds: Readonly<Record<string, pulumi.Output<string>>>;
  readonly s3EndpointId: pulumi.Output<string>;
  readonly flowLogGroup: pulumi.Output<string>;
  /** Log groups of hosts, and the parameter that their CloudWatch agent reads. */
  readonly hostLogs: Readonly<
    Record<"authGroup" | "applicationGroup" | "agentParameter", pulumi.Output<string>>
  >;
  readonly publicAddresses: ReadonlyArray<pulumi.Output<string>>;
  readonly service?: ServiceOutputs;
}

/** A workload's spoke in its account, joined with the hub. */
export function deployWorkload(
  settings: EnvironmentSettings,
  workload: WorkloadSettings,
  {
    connectivity,
    dns,
    feed,
    logs,
    providers,
    search,
  }: {
    connectivity: EnvironmentConnectivity;
    dns: EnvironmentDns;
    feed: EnvironmentFeed;
    logs: EnvironmentLogs;
    providers: EnvironmentProviders;
    search: EnvironmentSearch;
  },
): WorkloadOutputs {
  const { region, organizationId } = settings;
  const plan = planSpoke(settings, workload);
  const provider = providers.workload(workload);
  const spoke = new Spoke(
    plan.name,
    {
      plan,
      region,
      organizationId,
      buckets: workload.buckets,
      ...(workload.dynamodb
        ? {
            dynamodbEndpointPolicy: dynamodbEndpointPolicy({
              accountId: workload.accountId,
              region,
              partition: partitionOf(region),
              organizationId,
            }),
          }
        : {}),
      flowLogs: logs.flowLogs(plan.name, workload.accountId, provider),
      queryLogs: logs.queryLogs(),
    },
    { providers: [provider] },
  );
  const hosts = logs.hosts(plan.name, workload, provider);
  const fed = { name: plan.name, flowLogGroup: spoke.flowLogs.logGroupName, hosts, provider };
  feed.include(fed);
  search.include(fed);
  const connection = connectivity.join(workload, plan, spoke);
  dns.shareWith({ name: plan.name, vpcId: spoke.network.vpc.id, provider });
  const service =
    workload.service && deployService(settings, workload, workload.service, { spoke, dns, logs, providers });
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
    ...connection,
    flowLogGroup: spoke.flowLogs.logGroupName,
    hostLogs: {
      authGroup: hosts.groups.auth.name,
      applicationGroup: hosts.groups.application.name,
      agentParameter: hosts.agentParameter,
    },
    publicAddresses: spoke.publicAddresses,
    ...(service ? { service } : {}),
  };
}
