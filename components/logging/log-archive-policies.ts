import { type Statement, policyDocument } from "../policy-document";

/** A log service that writes to the archive, and the prefix that it may write below. */
export interface LogWriter {
  readonly name: string;
  /** Service principal. */
  readonly service: string;
  /** Prefix without slashes at its ends. */
  readonly prefix: string;
}

/**
 * Services that deliver logs to the archive. Source: S3 and VPC user guides, "Publish flow logs to Amazon S3":
 * flow logs come from `delivery.logs.amazonaws.com`, read 2026-11.
 */
export const logWriters = {
  vpcFlowLogs: { name: "VpcFlowLogs", service: "delivery.logs.amazonaws.com", prefix: "vpc-flow-logs" },
} as const satisfies Record<string, LogWriter>;

export interface ArchivePolicyArgs {
  readonly bucketArn: string;
  readonly organizationId: string;
  readonly writers: readonly LogWriter[];
  /** ARN of the one role that may change the archive's policy and lifecycle. */
  readonly breakGlassRoleArn: string;
}

/** Actions that delete logs, shorten their life, or clear the way for it. */
const harmfulToBucket = [
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:PutBucketAcl",
  "s3:PutBucketLogging",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutReplicationConfiguration",
] as const;
const harmfulToObjects = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:PutObjectAcl",
  "s3:PutObjectLegalHold",
  "s3:PutObjectRetention",
] as const;

/** What every bucket of logs has in common: TLS, and nobody but the break-glass role deletes or shortens. */
function guards(bucketArn: string, breakGlassRoleArn: string): Statement[] {
  return [
    {
      Sid: "OnlyOverTls",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "NobodyDeletesOrShortens",
      Effect: "Deny",
      Principal: "*",
      Action: [...harmfulToBucket, ...harmfulToObjects],
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: { ArnNotEquals: { "aws:PrincipalArn": breakGlassRoleArn } },
    },
  ];
}

/**
 * Policy of the archive: the log services of this organisation write, each below its own prefix; everything else is refused.
 * The bucket's policy itself is guarded too, so later changes of it go through the break-glass role.
 */
export function archiveBucketPolicy(args: ArchivePolicyArgs): string {
  const { bucketArn, organizationId, writers, breakGlassRoleArn } = args;
  const ofOrganisation = { "aws:SourceOrgID": organizationId };
  const services = [...new Set(writers.map(({ service }) => service))];
  return policyDocument([
    ...guards(bucketArn, breakGlassRoleArn),
    {
      Sid: "OnlyLogServicesWrite",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutObject",
      Resource: `${bucketArn}/*`,
      Condition: { StringNotEqualsIfExists: { "aws:PrincipalServiceName": services } },
    },
    ...writers.map(({ name, service, prefix }): Statement => ({
      Sid: `${name}Writes`,
      Effect: "Allow",
      Principal: { Service: service },
      Action: "s3:PutObject",
      Resource: `${bucketArn}/${prefix}/*`,
      Condition: { StringEquals: { ...ofOrganisation, "s3:x-amz-acl": "bucket-owner-full-control" } },
    })),
    ...services.map((service, index): Statement => ({
      Sid: `LogServiceChecks${index + 1}`,
      Effect: "Allow",
      Principal: { Service: service },
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: bucketArn,
      Condition: { StringEquals: ofOrganisation },
    })),
  ]);
}

/** Policy of the bucket that takes the archive's own access logs. Source: S3 user guide, "Enabling server access logging". */
export function accessLogBucketPolicy(args: {
  readonly bucketArn: string;
  readonly sourceArn: string;
  readonly accountId: string;
  readonly breakGlassRoleArn: string;
}): string {
  return policyDocument([
    ...guards(args.bucketArn, args.breakGlassRoleArn),
    {
      Sid: "S3AccessLogsWrite",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${args.bucketArn}/*`,
      Condition: {
        ArnLike: { "aws:SourceArn": args.sourceArn },
        StringEquals: { "aws:SourceAccount": args.accountId },
      },
    },
  ]);
}

/** Policy of the archive's key: log services of the organisation encrypt; reading goes through IAM of the archive's account. */
export function archiveKeyPolicy(args: {
  readonly accountId: string;
  readonly partition: string;
  readonly organizationId: string;
  readonly services: readonly string[];
  readonly breakGlassRoleArn: string;
}): string {
  return policyDocument([
    {
      // Without the key the logs cannot be read any more: losing it is deleting them.
      Sid: "NobodyLosesTheKey",
      Effect: "Deny",
      Principal: "*",
      Action: ["kms:DeleteImportedKeyMaterial", "kms:DisableKey", "kms:ScheduleKeyDeletion"],
      Resource: "*",
      Condition: { ArnNotEquals: { "aws:PrincipalArn": args.breakGlassRoleArn } },
    },
    {
      Sid: "AccountAdministersThroughIam",
      Effect: "Allow",
      Principal: { AWS: `arn:${args.partition}:iam::${args.accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "LogServicesEncrypt",
      Effect: "Allow",
      Principal: { Service: args.services },
      Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceOrgID": args.organizationId } },
    },
  ]);
}
