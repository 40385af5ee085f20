import { type OneOrMore, type Statement, policyDocument } from "../policy-document";
import { type DeliveryScope, deliveryStatements, writingAccount } from "./delivery-statements";
import { type LogService } from "./log-services";
import { bucketOnlyOverTls } from "../policy-statements";

export interface LogBucketPolicyArgs extends DeliveryScope {
  /** Services that write, each below its prefix. */
  readonly services: readonly LogService[];
  /** ARNs of roles that write besides: what they may write where, their own policies say. */
  readonly roleArns: readonly string[];
  /** ARN of the one role that may change the bucket's policy and lifecycle. */
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

/** What no one but the break-glass role does to a bucket of logs and what is in it. */
export const archiveBucketHarm: readonly string[] = [...harmfulToBucket, ...harmfulToObjects];

/** What every bucket of logs has in common: TLS, and nobody but the break-glass role deletes or shortens. */
export function logBucketGuards(bucketArn: string, breakGlassRoleArn: string): Statement[] {
  return [
    bucketOnlyOverTls(bucketArn),
    {
      Sid: "NobodyDeletesOrShortens",
      Effect: "Deny",
      Principal: "*",
      Action: archiveBucketHarm,
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: { ArnNotEquals: { "aws:PrincipalArn": breakGlassRoleArn } },
    },
  ];
}

/** Nobody else writes, whatever its own policies allow: a forged log is as bad as a lost one. */
function onlyWriters(args: LogBucketPolicyArgs): Statement {
  const { bucketArn, services, roleArns } = args;
  const principals = unique(services.map(({ principal }) => principal));
  const accounts = unique(services.flatMap((service) => writingAccount(service, args) ?? []));
  return {
    Sid: "OnlyLogServicesWrite",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `${bucketArn}/*`,
    Condition: {
      StringNotEqualsIfExists: {
        "aws:PrincipalServiceName": principals,
        ...(accounts.length > 0 ? { "aws:PrincipalAccount": accounts } : {}),
      },
      ...(roleArns.length > 0 ? { ArnNotEquals: { "aws:PrincipalArn": roleArns } } : {}),
    },
  };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/**
 * Policy of a bucket of logs: the log services of this organisation write, each below its own prefix; everything else is refused.
 * The policy itself is guarded too, so later changes of it go through the break-glass role.
 */
export function logBucketPolicy(args: LogBucketPolicyArgs): string {
  return policyDocument([
    ...logBucketGuards(args.bucketArn, args.breakGlassRoleArn),
    onlyWriters(args),
    ...deliveryStatements(args.services, args),
  ]);
}

export interface ArchiveKeyPolicyArgs {
  readonly accountId: string;
  readonly partition: string;
  readonly organizationId: string;
  readonly services: readonly LogService[];
  readonly breakGlassRoleArn: string;
  /** The organisation's trail, when it writes to the archive. */
  readonly trailArn?: string;
}

/** Policy of the archive's key: log services of the organisation encrypt; reading goes through IAM of the archive's account. */
export function archiveKeyPolicy(args: ArchiveKeyPolicyArgs): string {
  const principals = unique(
    args.services.filter(({ heldBy }) => heldBy === "aws:SourceOrgID").map(({ principal }) => principal),
  );
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
    ...(principals.length > 0
      ? [encrypting("LogServicesEncrypt", principals, { "aws:SourceOrgID": args.organizationId })]
      : []),
    ...(args.trailArn === undefined
      ? []
      : [encrypting("TrailEncrypts", "cloudtrail.amazonaws.com", { "aws:SourceArn": args.trailArn })]),
  ]);
}

/** Decryption belongs to it: a bucket key is made from the last, and parts of an upload are put together. */
function encrypting(
  Sid: string,
  Service: OneOrMore,
  StringEquals: Readonly<Record<string, string>>,
): Statement {
  return {
    Sid,
    Effect: "Allow",
    Principal: { Service },
    Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    Resource: "*",
    Condition: { StringEquals },
  };
}
