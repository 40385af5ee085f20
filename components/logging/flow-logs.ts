import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import { LANDING_ZONE_FORMAT } from "../../functions/flow-logs/format";
import { type LogRetentionDays } from "../../settings/facts/log-retention";
import { policyDocument } from "../policy-document";
import { serviceTrust } from "../policy-statements";

/** Seconds over which a record adds up a flow's packets: the shortest that VPC flow logs take. */
const aggregationSeconds = 60;

/** Where an account's flow logs go. Whoever makes a VPC must say so. */
export interface FlowLogDestinations {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** Bucket of the archive and the prefix below which flow logs are written: `arn:aws:s3:::bucket/vpc-flow-logs`. */
  readonly archiveArn: pulumi.Input<string>;
  /** Key of the log group. */
  readonly keyArn: pulumi.Input<string>;
  readonly retentionDays: LogRetentionDays;
}

export interface FlowLogsArgs extends FlowLogDestinations {
  readonly vpcId: pulumi.Input<string>;
}

/**
 * All traffic of a VPC, accepted and rejected, twice: to CloudWatch Logs for watching it, and to the archive, which nobody
 * can shorten.
 */
export class FlowLogs extends pulumi.ComponentResource {
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: FlowLogsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:logging:FlowLogs", name, {}, opts);
    const own = { parent: this };
    const group = new cloudwatch.LogGroup(
      `${name}-flow-logs`,
      {
        retentionInDays: args.retentionDays,
        kmsKeyId: args.keyArn,
        // Whoever removes it from a stack, by whatever way, does not remove the logs.
        skipDestroy: true,
        tags: { Name: `${name}-flow-logs` },
      },
      { ...own, retainOnDelete: true },
    );
    const role = new iam.Role(
      `${name}-flow-logs`,
      { description: "Writes VPC flow logs to their log group", assumeRolePolicy: trustPolicy(args) },
      own,
    );
    const write = new iam.RolePolicy(
      `${name}-flow-logs`,
      { role: role.id, policy: group.arn.apply(writePolicy) },
      own,
    );
    const common = {
      vpcId: args.vpcId,
      trafficType: "ALL",
      logFormat: LANDING_ZONE_FORMAT,
      maxAggregationInterval: aggregationSeconds,
    };
    new ec2.FlowLog(
      `${name}-watched`,
      {
        ...common,
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        tags: { Name: `${name}-watched` },
      },
      { ...own, dependsOn: [write] },
    );
    new ec2.FlowLog(
      `${name}-archived`,
      {
        ...common,
        logDestinationType: "s3",
        logDestination: args.archiveArn,
        destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: true, perHourPartition: true },
        tags: { Name: `${name}-archived` },
      },
      own,
    );
    this.logGroupName = group.name;
    this.registerOutputs({ logGroupName: this.logGroupName });
  }
}

/** Only the flow logs of this account and Region may use the role: no confused deputy. */
function trustPolicy({ accountId, region, partition }: FlowLogDestinations): string {
  return serviceTrust("VpcFlowLogs", "vpc-flow-logs.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/*` },
  });
}

function writePolicy(groupArn: string): string {
  return policyDocument([
    {
      Sid: "WriteToThisLogGroup",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [groupArn, `${groupArn}:*`],
    },
  ]);
}
