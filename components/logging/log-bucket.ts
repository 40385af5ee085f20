import * as pulumi from "@pulumi/pulumi";
import * as s3 from "@pulumi/aws/s3";
import { privateBucketSettings } from "../storage/private-bucket";
import { type LogLocation } from "./access-logs";

/** How long objects are kept, in days. */
export interface Lifetime {
  readonly lockMode: "COMPLIANCE" | "GOVERNANCE";
  readonly lockDays: number;
  readonly expireDays: number;
}

export interface LogBucketArgs {
  readonly lifetime: Lifetime;
  /** KMS key; S3's own keys when left out, which is all that server access logs can be written under. */
  readonly keyArn?: pulumi.Input<string>;
  /** Whether each new object is locked at once. Some services write to no such bucket; there policy and versioning keep the objects. */
  readonly locked: boolean;
  /** Bucket for this one's access logs. */
  readonly accessLogs?: LogLocation;
  /** Made from the bucket's ARN; put on last, because it forbids the changes that come before. */
  readonly policy: (bucketArn: string) => pulumi.Input<string>;
}

/** Objects younger than this stay in S3 Standard: they are the ones that are read. */
const coldAfterDays = 90;

/** A bucket of logs: versioned, encrypted, private, locked where its writers can bear it, and kept when the stack goes. */
export class LogBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: LogBucketArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:logging:LogBucket", name, {}, opts);
    const kept = { parent: this, protect: true, retainOnDelete: true };
    const bucket = new s3.Bucket(
      name,
      {
        objectLockEnabled: args.locked,
        forceDestroy: false,
        tags: { Name: name, "data-classification": "log" },
      },
      kept,
    );
    const id = { bucket: bucket.id };
    const versioning = new s3.BucketVersioning(
      name,
      { ...id, versioningConfiguration: { status: "Enabled" } },
      kept,
    );
    const settings: pulumi.Resource[] = [
      versioning,
      ...Object.values(privateBucketSettings(name, bucket, args.keyArn, kept)),
      new s3.BucketLifecycleConfiguration(
        name,
        { ...id, rules: [lifecycleRule(args.lifetime)] },
        { ...kept, dependsOn: [versioning] },
      ),
    ];
    if (args.locked) {
      const { lockMode: mode, lockDays: days } = args.lifetime;
      settings.push(
        new s3.BucketObjectLockConfiguration(
          name,
          { ...id, rule: { defaultRetention: { mode, days } } },
          { ...kept, dependsOn: [versioning] },
        ),
      );
    }
    if (args.accessLogs) {
      settings.push(
        new s3.BucketLogging(
          name,
          {
            ...id,
            targetBucket: args.accessLogs.bucket,
            targetPrefix: args.accessLogs.prefix,
            targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
          },
          kept,
        ),
      );
    }
    const policy = new s3.BucketPolicy(
      name,
      { ...id, policy: bucket.arn.apply((arn) => pulumi.output(args.policy(arn))) },
      { ...kept, dependsOn: settings },
    );
    // Services try a write when they are told where: whoever takes these values waits for the policy that lets them.
    this.bucketName = pulumi.all([bucket.id, policy.id]).apply(([id]) => id);
    this.arn = pulumi.all([bucket.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

function lifecycleRule({ expireDays }: Lifetime) {
  return {
    id: "logs",
    status: "Enabled",
    filter: { prefix: "" },
    ...(expireDays > coldAfterDays
      ? { transitions: [{ days: coldAfterDays, storageClass: "GLACIER_IR" }] }
      : {}),
    expiration: { days: expireDays },
    noncurrentVersionExpiration: { noncurrentDays: expireDays },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  };
}
