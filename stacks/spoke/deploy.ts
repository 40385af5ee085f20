import type * as pulumi from "@pulumi/pulumi";
import { dynamodbEndpointPolicy } from "../../components/endpoints/dynamodb-endpoint-policy";
import { Spoke } from "../../components/network/spoke";
import { planSpoke } from "../../components/network/spoke-plan";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { type AccountLogs } from "./account-logs";
import { feedOn } from "./feed";
import { type WorkloadConnection, joinHub } from "./join";
import { shareNames } from "./names";
import { type EnvironmentParts, type Readiness } from "./parts";
import { type EnvironmentProviders } from "./providers";
import { type ServiceOutputs, deployService } from "./service";
import { deployViews } from "./views";

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

export interface SpokeContext {
  readonly parts: EnvironmentParts;
  readonly ready: Readiness;
  readonly logs: AccountLogs;
  readonly providers: EnvironmentProviders;
}

/** A workload's spoke in its account, joined with the hub. */
export function deployWorkload(
  settings: EnvironmentSettings,
  workload: WorkloadSettings,
  context: SpokeContext,
): WorkloadOutputs {
  const { parts, ready, logs, providers } = context;
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
  const flowLogGroup = spoke.flowLogs.logGroupName;
  feedOn(settings, { name: plan.name, flowLogGroup, hosts, provider }, parts, logs.slots);
  deployViews(settings, { name: plan.name, flowLogGroup, authGroup: hosts.groups.auth.name, provider });
  const connection = joinHub(settings, workload, { plan, spoke, parts, ready, providers });
  shareNames(settings, { name: plan.name, vpcId: spoke.network.vpc.id, provider }, context);
  const service =
    workload.service &&
    deployService(settings, workload, workload.service, { spoke, parts, logs, providers });
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
    flowLogGroup,
    hostLogs: {
      authGroup: hosts.groups.auth.name,
      applicationGroup: hosts.groups.application.name,
      agentParameter: hosts.agentParameter,
    },
    publicAddresses: spoke.publicAddresses,
    ...(service ? { service } : {}),
  };
}
