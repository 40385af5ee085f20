import { z } from "zod";

const id = z.string({ error: "an id or ARN" }).min(1, "an id or ARN");
const ids = z.record(z.string(), id).readonly();

/** What an environment gives the stacks of its workloads: ids, ARNs and names of what they join. */
export const environmentParts = z
  .strictObject({
    archive: z
      .strictObject({
        /** The locked bucket. */
        bucketArn: id,
        /** The bucket beside it, for services that write to none that is locked. */
        deliveryBucket: id,
        /** What log groups of hosts are subscribed to. */
        logStreamArn: id,
        /** WAF's bucket and CloudFront's destination: where a workload has an edge. */
        webAclBucketArn: id.optional(),
        distributionDestinationArn: id.optional(),
      })
      .readonly(),
    hub: z
      .strictObject({
        vpcId: id,
        /** Route tables of the tiers that spokes call, by key. */
        tables: ids,
      })
      .readonly(),
    transitGateway: z
      .strictObject({
        gatewayId: id,
        /** Its route tables by name. */
        tables: ids,
      })
      .readonly()
      .optional(),
    directConnectGatewayId: id.optional(),
    names: z
      .strictObject({
        /** Private zones of the hub's endpoints, by key. */
        zones: ids,
        /** Forwarding rules, by key. */
        rules: ids,
        firewallGroupId: id.optional(),
        publicZoneId: id.optional(),
      })
      .readonly(),
    /** Destination of log groups whose events the environment's functions read. */
    logFeedArn: id.optional(),
    /** Where questions to the archive are asked, in its account. */
    query: z.strictObject({ database: id, workgroup: id }).readonly().optional(),
  })
  .readonly();

export type DeployedParts = z.infer<typeof environmentParts>;
