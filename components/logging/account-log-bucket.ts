import * as pulumi from "@pulumi/pulumi";
import { type LogLocation } from "./access-logs";
import { logBucketPolicy } from "./log-archive-policies";
import { type Lifetime, LogBucket } from "./log-bucket";
import { archiveContents, logServices } from "./log-services";

export interface AccountLogBucketArgs {
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
  readonly organizationId: string;
  readonly lifetime: Lifetime;
  /** Name of the one role, in this account, that may change the bucket's policy and lifecycle. */
  readonly breakGlassRole: string;
}

/**
 * Server access logs of the buckets of one account. S3 writes them only to a bucket of the same account and Region, and to none
 * with object lock: so they lie beside what they log, under the same guards as the archive.
 */
export class AccountLogBucket extends pulumi.ComponentResource {
  readonly location: LogLocation;

  constructor(name: string, args: AccountLogBucketArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:logging:AccountLogBucket", name, {}, opts);
    const { lifetime, breakGlassRole, ...scope } = args;
    const bucket = new LogBucket(
      name,
      {
        lifetime,
        locked: false,
        policy: (bucketArn) =>
          logBucketPolicy({
            ...scope,
            bucketArn,
            accounts: [],
            services: archiveContents.account.map((service) => logServices[service]),
            roleArns: [],
            breakGlassRoleArn: `arn:${args.partition}:iam::${args.accountId}:role/${breakGlassRole}`,
          }),
      },
      { parent: this },
    );
    this.location = { bucket: bucket.bucketName, prefix: `${logServices.buckets.prefix}/` };
    this.registerOutputs({ bucket: bucket.bucketName });
  }
}
