import * as pulumi from "@pulumi/pulumi";
import * as kms from "@pulumi/aws/kms";
import { type DeliveryScope } from "./delivery-statements";
import { archiveKeyPolicy, logBucketPolicy } from "./log-archive-policies";
import { type Lifetime, LogBucket } from "./log-bucket";
import { type LogServiceKey, logServices } from "./log-services";

export interface LogArchiveArgs extends Omit<DeliveryScope, "bucketArn"> {
  readonly lifetime: Lifetime;
  /** Name of the one role, in the archive's account, that may change its policies and lifecycle. */
  readonly breakGlassRole: string;
  /** Services that write to the locked bucket, and to the one beside it that cannot be locked. */
  readonly contents: readonly LogServiceKey[];
  readonly delivered: readonly LogServiceKey[];
  /** ARNs of roles that write to the locked bucket besides. */
  readonly roleArns?: ReadonlyArray<pulumi.Input<string>>;
}

/**
 * An archive of logs, in an account of its own. Nobody deletes or shortens what is in it: objects are locked where their
 * writers can bear it, the policies forbid it to everyone but a named break-glass role, and the stack can neither delete the buckets nor lose
 * the key. Two buckets, as some services write to none that is locked or encrypted with a key of ours.
 */
export class LogArchive extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;
  /** The bucket without lock and key. */
  readonly delivery: LogBucket;
  private readonly breakGlassRoleArn: string;

  constructor(
    name: string,
    private readonly args: LogArchiveArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("landing-zone:logging:LogArchive", name, {}, opts);
    const { accountId, partition, organizationId } = args;
    this.breakGlassRoleArn = `arn:${partition}:iam::${accountId}:role/${args.breakGlassRole}`;

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
          services: args.contents.map((service) => logServices[service]),
          breakGlassRoleArn: this.breakGlassRoleArn,
          trailArn: args.trailArn,
        }),
        tags: { Name: name },
      },
      { parent: this, protect: true, retainOnDelete: true },
    );
    this.keyArn = key.arn;
    this.delivery = new LogBucket(
      `${name}-delivery`,
      {
        lifetime: args.lifetime,
        locked: false,
        policy: (bucketArn) => this.policy(bucketArn, args.delivered),
      },
      { parent: this },
    );
    const archive = this.locked(name, args.contents, args.roleArns ?? []);
    this.bucketName = archive.bucketName;
    this.bucketArn = archive.arn;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn, keyArn: this.keyArn });
  }

  /** One more locked bucket of this archive, for a service that wants one to itself. @param name of the bucket */
  locked(
    name: string,
    services: readonly LogServiceKey[],
    roleArns: ReadonlyArray<pulumi.Input<string>> = [],
  ): LogBucket {
    return new LogBucket(
      name,
      {
        lifetime: this.args.lifetime,
        keyArn: this.keyArn,
        locked: true,
        accessLogs: { bucket: this.delivery.bucketName, prefix: `${logServices.buckets.prefix}/` },
        policy: (bucketArn) =>
          pulumi
            .all(roleArns.map((arn) => pulumi.output(arn)))
            .apply((arns) => this.policy(bucketArn, services, arns)),
      },
      { parent: this },
    );
  }

  private policy(
    bucketArn: string,
    services: readonly LogServiceKey[],
    roleArns: readonly string[] = [],
  ): string {
    return logBucketPolicy({
      ...this.args,
      bucketArn,
      services: services.map((service) => logServices[service]),
      roleArns,
      breakGlassRoleArn: this.breakGlassRoleArn,
    });
  }
}
