import * as pulumi from "@pulumi/pulumi";
import * as kms from "@pulumi/aws/kms";
import { type LogBucketPolicyArgs, archiveKeyPolicy, logBucketPolicy } from "./log-archive-policies";
import { type Lifetime, LogBucket } from "./log-bucket";
import { type LogServiceKey, logServices } from "./log-services";

export interface LogArchiveArgs {
  /** The archive's account; its id and the organisation's may only be known while deploying. */
  readonly accountId: pulumi.Input<string>;
  readonly organizationId: pulumi.Input<string>;
  readonly partition: string;
  /** Region of the archive, and of whatever logs to it. */
  readonly region: string;
  /** Accounts that may have load balancers: their logs are told apart by path alone. */
  readonly accounts: readonly string[];
  /** The organisation's trail, when it writes to the archive. */
  readonly trailArn?: string;
  readonly lifetime: Lifetime;
  /** Name of the one role, in the archive's account, that may change its policies and lifecycle. */
  readonly breakGlassRole: string;
  /** Services that write to the locked bucket, and to the one beside it that cannot be locked. */
  readonly contents: readonly LogServiceKey[];
  readonly delivered: readonly LogServiceKey[];
  /** ARNs of roles that write to the bucket that cannot be locked besides. */
  readonly roleArns?: readonly string[];
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
  private readonly scope: pulumi.Output<Omit<LogBucketPolicyArgs, "bucketArn" | "services" | "roleArns">>;

  constructor(
    name: string,
    private readonly args: LogArchiveArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("landing-zone:logging:LogArchive", name, {}, opts);
    const { partition, region, accounts, trailArn, breakGlassRole, contents } = args;
    this.scope = pulumi.all([args.accountId, args.organizationId]).apply(([accountId, organizationId]) => ({
      accountId,
      organizationId,
      partition,
      region,
      accounts,
      trailArn,
      breakGlassRoleArn: `arn:${partition}:iam::${accountId}:role/${breakGlassRole}`,
    }));

    const key = new kms.Key(
      name,
      {
        description: "Log archive",
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: this.scope.apply((scope) =>
          archiveKeyPolicy({ ...scope, services: contents.map((service) => logServices[service]) }),
        ),
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
        policy: (bucketArn) => this.policy(bucketArn, args.delivered, args.roleArns),
      },
      { parent: this },
    );
    const archive = this.locked(name, args.contents);
    this.bucketName = archive.bucketName;
    this.bucketArn = archive.arn;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn, keyArn: this.keyArn });
  }

  /** One more locked bucket of this archive, for a service that wants one to itself. @param name of the bucket */
  locked(name: string, services: readonly LogServiceKey[]): LogBucket {
    return new LogBucket(
      name,
      {
        lifetime: this.args.lifetime,
        keyArn: this.keyArn,
        locked: true,
        accessLogs: { bucket: this.delivery.bucketName, prefix: `${logServices.buckets.prefix}/` },
        policy: (bucketArn) => this.policy(bucketArn, services),
      },
      { parent: this },
    );
  }

  private policy(
    bucketArn: string,
    services: readonly LogServiceKey[],
    roleArns: readonly string[] = [],
  ): pulumi.Output<string> {
    return this.scope.apply((scope) =>
      logBucketPolicy({
        ...scope,
        bucketArn,
        services: services.map((service) => logServices[service]),
        roleArns,
      }),
    );
  }
}
