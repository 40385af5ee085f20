import * as pulumi from "@pulumi/pulumi";
import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import { type LogRetentionDays } from "../../settings/facts/log-retention";
import { LogKey } from "./log-key";
import { logServices } from "./log-services";
import {
  type TrailIdentity,
  eventSelectors,
  insightTypes,
  trailArn,
  trailLogGroup,
  trailTrustPolicy,
  trailWritePolicy,
} from "./trail-plan";

export interface OrganizationTrailArgs extends TrailIdentity {
  readonly organizationId: pulumi.Input<string>;
  /** Bucket of the archive, which must let the trail write, and its key. */
  readonly archive: { readonly bucketName: pulumi.Input<string>; readonly keyArn: pulumi.Input<string> };
  /** How the names of the log buckets begin whose data events are recorded. */
  readonly bucketPrefixes: readonly string[];
  readonly retentionDays: LogRetentionDays;
}

/**
 * The organisation's trail: every account and Region, validated, encrypted, to the archive and to a log group in the management
 * account, where it is watched.
 */
export class OrganizationTrail extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: OrganizationTrailArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:logging:OrganizationTrail", name, {}, opts);
    const own = { parent: this };
    const { partition, region, managementAccountId } = args;
    const key = new LogKey(`${name}-logs`, { accountId: managementAccountId, region, partition }, own);
    const group = new cloudwatch.LogGroup(
      name,
      {
        name: trailLogGroup,
        retentionInDays: args.retentionDays,
        kmsKeyId: key.arn,
        skipDestroy: true,
        tags: { Name: name },
      },
      { ...own, protect: true, retainOnDelete: true },
    );
    const role = new iam.Role(
      name,
      {
        namePrefix: "LandingZoneTrail-",
        description: "Writes the organisation's trail to its log group",
        assumeRolePolicy: trailTrustPolicy(trailArn(args)),
      },
      own,
    );
    const write = new iam.RolePolicy(
      name,
      {
        role: role.id,
        policy: pulumi
          .all([group.arn, args.organizationId])
          .apply(([arn, organizationId]) => trailWritePolicy(args, arn, organizationId)),
      },
      own,
    );
    const trail = new cloudtrail.Trail(
      name,
      {
        name: args.name,
        isOrganizationTrail: true,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogging: true,
        enableLogFileValidation: true,
        s3BucketName: args.archive.bucketName,
        s3KeyPrefix: logServices.organizationTrail.prefix,
        kmsKeyId: args.archive.keyArn,
        cloudWatchLogsGroupArn: pulumi.interpolate`${group.arn}:*`,
        cloudWatchLogsRoleArn: role.arn,
        advancedEventSelectors: eventSelectors(partition, args.bucketPrefixes),
        insightSelectors: insightTypes.map((insightType) => ({ insightType })),
        tags: { Name: name },
      },
      { ...own, protect: true, retainOnDelete: true, dependsOn: [write] },
    );
    this.arn = trail.arn;
    this.logGroupName = group.name;
    this.registerOutputs({ arn: this.arn, logGroupName: this.logGroupName });
  }
}
