import { policyDocument } from "../policy-document";

/** Accounts and Region of a stream of logs. */
export interface LogStreamScope {
  /** Account of the archive, where the stream is. */
  readonly accountId: string;
  readonly organizationId: string;
  readonly partition: string;
  readonly region: string;
}

/** Prefix of the archive below which the stream writes; beside what arrived lies what could not be read. */
export const streamPrefix = "cloudwatch-logs";

/** Prefixes of Firehose, which a catalogue reads as partitions. Source: Firehose developer guide, Custom prefixes, read 2026-11. */
export const streamPrefixes = {
  data: `${streamPrefix}/data/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/`,
  failed: `${streamPrefix}/failed/!{firehose:error-output-type}/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/`,
} as const;

/** Only Firehose, and only for streams of the archive's account, takes the role that writes. */
export function streamTrustPolicy({ accountId }: LogStreamScope): string {
  return trust("Firehose", "firehose.amazonaws.com", { StringEquals: { "aws:SourceAccount": accountId } });
}

/** What a stream may do: put objects below its prefix. Source: Firehose developer guide, Controlling access, read 2026-11. */
export function streamWritePolicy(bucketArn: string): string {
  return policyDocument([
    {
      Sid: "WriteBelowItsPrefix",
      Effect: "Allow",
      Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
      Resource: `${bucketArn}/${streamPrefix}/*`,
    },
    {
      Sid: "KnowTheBucket",
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      Resource: bucketArn,
    },
  ]);
}

/**
 * CloudWatch Logs takes the destination's role for log groups of the organisation in this Region, and tests it at once for the
 * archive's account. Source: CloudWatch Logs user guide, Cross-account subscriptions using Firehose, read 2026-11.
 */
export function destinationTrustPolicy({ organizationId, partition, region }: LogStreamScope): string {
  return trust("LogGroupsOfTheOrganisation", "logs.amazonaws.com", {
    StringEquals: { "aws:SourceOrgID": organizationId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:*:*` },
  });
}

export function destinationWritePolicy(streamArn: string): string {
  return policyDocument([
    {
      Sid: "PutIntoTheStream",
      Effect: "Allow",
      Action: ["firehose:PutRecord", "firehose:PutRecordBatch"],
      Resource: streamArn,
    },
  ]);
}

/** What CloudWatch Logs may do with the stream that functions read, see LogFeed. */
export function feedWritePolicy(streamArn: string, keyArn: string): string {
  return policyDocument([
    {
      Sid: "PutIntoTheStream",
      Effect: "Allow",
      Action: ["kinesis:PutRecord", "kinesis:PutRecords"],
      Resource: streamArn,
    },
    { Sid: "EncryptForTheStream", Effect: "Allow", Action: "kms:GenerateDataKey", Resource: keyArn },
  ]);
}

/** Accounts of the organisation may subscribe their log groups to the destination, and nobody else. */
export function destinationPolicy(destinationArn: string, organizationId: string): string {
  return policyDocument([
    {
      Sid: "AccountsOfTheOrganisationSubscribe",
      Effect: "Allow",
      Principal: "*",
      Action: "logs:PutSubscriptionFilter",
      Resource: destinationArn,
      Condition: { StringEquals: { "aws:PrincipalOrgID": organizationId } },
    },
  ]);
}

/** CloudWatch Logs takes the role of a subscribing account, to see that the account may send. */
export function subscriberTrustPolicy(accountId: string): string {
  return trust("LogGroupsOfThisAccount", "logs.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": accountId },
  });
}

/**
 * What that role must hold where the destination admits an organisation and not an account.
 * Source: CloudWatch Logs user guide, "Step 2: (Only if using an organization) Create an IAM role", read 2026-11.
 */
export function subscriberPolicy(scope: {
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
}): string {
  return policyDocument([
    {
      Sid: "SendEvents",
      Effect: "Allow",
      Action: "logs:PutLogEvents",
      Resource: `arn:${scope.partition}:logs:${scope.region}:${scope.accountId}:*`,
    },
  ]);
}

function trust(
  Sid: string,
  Service: string,
  Condition: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid, Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole", Condition }],
  });
}
