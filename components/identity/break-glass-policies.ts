import { policyDocument, trustDocument } from "../policy-document";

/** Longest age of the MFA with which the role is taken, in seconds. */
export const freshMfaSeconds = 15 * 60;

/** Longest session: IAM takes no shorter maximum. Source: IAM API reference, `CreateRole`, read 2026-11. In seconds. */
export const sessionSeconds = 60 * 60;

/**
 * Who may take the role: named users and roles, each with MFA of a moment ago. The key of the age is missing where there was no MFA, so
 * each condition alone refuses then. Source: IAM user guide, "Configuring MFA-protected API access", read 2026-11.
 */
export function breakGlassTrust(principals: readonly string[]): string {
  return trustDocument([
    {
      Sid: "NamedPeopleWithFreshMfa",
      Effect: "Allow",
      Principal: { AWS: principals },
      Action: "sts:AssumeRole",
      Condition: {
        Bool: { "aws:MultiFactorAuthPresent": "true" },
        NumericLessThan: { "aws:MultiFactorAuthAge": String(freshMfaSeconds) },
      },
    },
  ]);
}

/**
 * What the role may do: mend the settings of log buckets and the keys of the archive, in its own account. It may not read what is logged, nor
 * delete a bucket or a key.
 */
export function breakGlassPolicy({
  partition,
  accountId,
}: {
  readonly partition: string;
  /** Account of the log archive. */
  readonly accountId: string;
}): string {
  const buckets = [`arn:${partition}:s3:::*-log-archive*`, `arn:${partition}:s3:::aws-waf-logs-*`];
  const ownAccount = { "aws:ResourceAccount": accountId };
  return policyDocument([
    {
      Sid: "FindBucketsAndKeys",
      Effect: "Allow",
      Action: ["kms:ListAliases", "kms:ListKeys", "s3:ListAllMyBuckets"],
      Resource: "*",
    },
    {
      Sid: "MendLogBuckets",
      Effect: "Allow",
      Action: [
        "s3:DeleteBucketPolicy",
        "s3:GetBucketLogging",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketOwnershipControls",
        "s3:GetBucketPolicy",
        "s3:GetBucketPublicAccessBlock",
        "s3:GetBucketVersioning",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:ListBucket",
        "s3:PutBucketLogging",
        "s3:PutBucketObjectLockConfiguration",
        "s3:PutBucketOwnershipControls",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
      ],
      Resource: buckets,
      Condition: { StringEquals: ownAccount },
    },
    {
      Sid: "MendLocks",
      Effect: "Allow",
      Action: [
        "s3:BypassGovernanceRetention",
        "s3:DeleteObjectVersion",
        "s3:GetObjectLegalHold",
        "s3:GetObjectRetention",
        "s3:PutObjectLegalHold",
        "s3:PutObjectRetention",
      ],
      Resource: buckets.map((bucket) => `${bucket}/*`),
      Condition: { StringEquals: ownAccount },
    },
    {
      Sid: "MendKeysOfTheArchive",
      Effect: "Allow",
      Action: [
        "kms:CancelKeyDeletion",
        "kms:DescribeKey",
        "kms:EnableKey",
        "kms:GetKeyPolicy",
        "kms:PutKeyPolicy",
      ],
      Resource: `arn:${partition}:kms:*:${accountId}:key/*`,
      Condition: { StringLike: { "aws:ResourceTag/Name": "*-log-archive*" } },
    },
  ]);
}
