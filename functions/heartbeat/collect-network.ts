import { EC2Client, paginateDescribeFlowLogs, paginateDescribeVpcs } from "@aws-sdk/client-ec2";
import {
  DescribeLoadBalancerAttributesCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeLoadBalancers,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import {
  paginateListResolverQueryLogConfigAssociations,
  Route53ResolverClient,
} from "@aws-sdk/client-route53resolver";
import { type AccountConfig } from "../lib/aws-accounts";
import { type Facts } from "./facts";

/** VPCs of the account; default VPCs count, for traffic in them is traffic. */
export async function seeVpcs(config: AccountConfig): Promise<Facts["vpcs"]> {
  const found: string[] = [];
  for await (const { Vpcs } of paginateDescribeVpcs({ client: new EC2Client(config) }, {}))
    found.push(...(Vpcs ?? []).flatMap(({ VpcId }) => (VpcId === undefined ? [] : [VpcId])));
  return found;
}

/** Flow logs, and whether they deliver. */
export async function seeFlowLogs(config: AccountConfig): Promise<Facts["flowLogs"]> {
  const found: Facts["flowLogs"][number][] = [];
  for await (const { FlowLogs } of paginateDescribeFlowLogs({ client: new EC2Client(config) }, {}))
    for (const log of FlowLogs ?? [])
      found.push({
        resourceId: log.ResourceId ?? "",
        active: log.FlowLogStatus === "ACTIVE",
        delivering: log.DeliverLogsStatus !== "FAILED",
        trafficType: log.TrafficType ?? "",
      });
  return found;
}

/** VPCs whose DNS queries are logged. */
export async function seeResolverLogs(config: AccountConfig): Promise<Facts["resolverLogged"]> {
  const client = new Route53ResolverClient(config);
  const found: string[] = [];
  for await (const page of paginateListResolverQueryLogConfigAssociations({ client }, {}))
    for (const { ResourceId, Status } of page.ResolverQueryLogConfigAssociations ?? [])
      if (ResourceId !== undefined && Status === "ACTIVE") found.push(ResourceId);
  return found;
}

/** Application and network load balancers, and whether they log access. Gateway ones have nothing to log. */
export async function seeAccessLogs(config: AccountConfig): Promise<Facts["loadBalancers"]> {
  const client = new ElasticLoadBalancingV2Client(config);
  const found: Facts["loadBalancers"][number][] = [];
  for await (const { LoadBalancers } of paginateDescribeLoadBalancers({ client }, {}))
    for (const { LoadBalancerArn, Type } of LoadBalancers ?? []) {
      if (Type === "gateway" || LoadBalancerArn === undefined) continue;
      const { Attributes } = await client.send(
        new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }),
      );
      const setting = Attributes?.find(({ Key }) => Key === "access_logs.s3.enabled")?.Value;
      found.push({ arn: LoadBalancerArn, accessLogs: setting === "true" });
    }
  return found;
}
