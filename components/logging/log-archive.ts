import * as pulumi from "@pulumi/pulumi";
import * as kms from "@pulumi/aws/kms";
import {
  type LogWriter,
  accessLogBucketPolicy,
  archiveBucketPolicy,
  archiveKeyPolicy,
} from "./log-archive-policies";
import { type Lifetime, LogBucket } from "./log-bucket";

export interface LogArchiveArgs {
  /** The log archive's account. */
  readonly accountId: string;
  readonly partition: string;
  readonly organizationId: string;
  readonly lifetime: Lifetime;
  /** Name of the one role, in the archive's account, that may change its policy and lifecycle. */
  readonly breakGlassRole: string;
  /** Log services that may write, each below its prefix. */
  readonly writers: readonly LogWriter[];
}

/**
 * The archive of an environment's logs, in an account of its own. Nobody deletes or shortens what is in it: objects are locked,
 * the policy forbids it to everyone but a named break-glass role, and the stack can neither delete it nor lose it.
 */
export class LogArchive extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: LogArchiveArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:logging:LogArchive", name, {}, opts);
    const { accountId, partition, organizationId, writers } = args;
    const breakGlassRoleArn = `arn:${partition}:iam::${accountId}:role/${args.breakGlassRole}`;
    const own = { parent: this };

    const key = new kms.Key(
      name,
      {
        description: "Log archive",
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: archiveKeyPolicy({
          accountId,
          partition,
          organizationId,
          services: [...new Set(writers.map(({ service }) => service))],
          breakGlassRoleArn,
        }),
        tags: { Name: name },
      },
      { ...own, protect: true, retainOnDelete: true },
    );
    const accessLogs = new LogBucket(
      `${name}-access`,
      {
        lifetime: args.lifetime,
        lockByDefault: false,
        policy: (bucketArn) =>
          accessLogBucketPolicy({
            bucketArn,
            // The archive's own name is not known here without a circle; account and service narrow it enough.
            sourceArn: `arn:${partition}:s3:::*`,
            accountId,
            breakGlassRoleArn,
          }),
      },
      own,
    );
    const archive = new LogBucket(
      name,
      {
        lifetime: args.lifetime,
        keyArn: key.arn,
        lockByDefault: true,
        accessLogs: { bucket: accessLogs.bucketName, prefix: "log-archive/" },
        policy: (bucketArn) => archiveBucketPolicy({ bucketArn, organizationId, writers, breakGlassRoleArn }),
      },
      own,
    );
    this.bucketName = archive.bucketName;
    this.bucketArn = archive.arn;
    this.keyArn = key.arn;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn, keyArn: this.keyArn });
  }
}
