import * as pulumi from "@pulumi/pulumi";
import * as cloudfront from "@pulumi/aws/cloudfront";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import { type AccessLogDestinations } from "../logging/access-logs";
import { policyDocument } from "../policy-document";
import { privateBucketSettings } from "../storage/private-bucket";
import { bucketOnlyOverTls } from "../policy-statements";

export interface StaticFilesArgs {
  readonly accountId: string;
  readonly partition: string;
  readonly accessLogs: AccessLogDestinations["buckets"];
}

/** Days after which versions that were replaced are deleted. */
const oldVersionDays = 30;

/** Only this account's distributions: the distribution's own ARN is not known before its origin is. */
function distributionsOf({ accountId, partition }: StaticFilesArgs) {
  return {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:cloudfront::${accountId}:distribution/*` },
  } as const;
}

/**
 * Policy of the bucket: CloudFront reads for distributions of this account, over TLS. Source: CloudFront developer guide,
 * "Restrict access to an Amazon S3 origin", read 2026-11.
 */
export function staticBucketPolicy(args: StaticFilesArgs, bucketArn: string): string {
  return policyDocument([
    bucketOnlyOverTls(bucketArn),
    {
      Sid: "DistributionsOfThisAccountRead",
      Effect: "Allow",
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "s3:GetObject",
      Resource: `${bucketArn}/*`,
      Condition: distributionsOf(args),
    },
  ]);
}

/** Policy of the bucket's key, for the same readers. */
export function staticKeyPolicy(args: StaticFilesArgs): string {
  return policyDocument([
    {
      Sid: "AccountAdministersThroughIam",
      Effect: "Allow",
      Principal: { AWS: `arn:${args.partition}:iam::${args.accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "DistributionsOfThisAccountDecrypt",
      Effect: "Allow",
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: distributionsOf(args),
    },
  ]);
}

/** A private bucket that CloudFront reads by origin access control, and nobody else from outside the account. */
export class StaticFiles extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly domainName: pulumi.Output<string>;
  readonly accessControlId: pulumi.Output<string>;

  constructor(name: string, args: StaticFilesArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:edge:StaticFiles", name, {}, opts);
    const own = { parent: this };
    const key = new kms.Key(
      name,
      {
        description: "Static files",
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: staticKeyPolicy(args),
        tags: { Name: name },
      },
      own,
    );
    const bucket = new s3.Bucket(name, { forceDestroy: false, tags: { Name: name } }, own);
    const id = { bucket: bucket.id };
    const versioning = new s3.BucketVersioning(
      name,
      { ...id, versioningConfiguration: { status: "Enabled" } },
      own,
    );
    const { access } = privateBucketSettings(name, bucket, key.arn, own);
    new s3.BucketLifecycleConfiguration(
      name,
      {
        ...id,
        rules: [
          {
            id: "old-versions",
            status: "Enabled",
            filter: { prefix: "" },
            noncurrentVersionExpiration: { noncurrentDays: oldVersionDays },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      { ...own, dependsOn: [versioning] },
    );
    new s3.BucketLogging(
      name,
      {
        ...id,
        targetBucket: args.accessLogs.bucket,
        targetPrefix: pulumi.interpolate`${args.accessLogs.prefix}${bucket.id}/`,
      },
      own,
    );
    new s3.BucketPolicy(
      name,
      { ...id, policy: bucket.arn.apply((arn) => staticBucketPolicy(args, arn)) },
      { ...own, dependsOn: [access] },
    );
    const control = new cloudfront.OriginAccessControl(
      name,
      {
        description: "Static files",
        originAccessControlOriginType: "s3",
        signingBehavior: "always",
        signingProtocol: "sigv4",
      },
      own,
    );
    this.bucketName = bucket.id;
    this.domainName = bucket.bucketRegionalDomainName;
    this.accessControlId = control.id;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}
