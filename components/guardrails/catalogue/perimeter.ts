import { type Guardrail } from "../statement";

/**
 * What keeps data from being carried to somebody else's account by way of AWS itself, which no network rule sees. Only calls that name one
 * resource by its ARN: `aws:ResourceOrgID` is there for those, and missing where the owner is in no organisation at all. Source: IAM user
 * guide, "AWS global condition context keys", aws:ResourceOrgID, read 2026-11.
 */
export function perimeterGuardrails(args: {
  /** Accounts of others that may be written to. */
  readonly trustedAccounts: readonly string[];
}): Guardrail[] {
  const { trustedAccounts } = args;
  return [
    {
      sid: "DataStaysIn",
      denies:
        "Write to buckets, queues, tables and streams outside the organisation and `guardrails.trustedAccounts`",
      why: "A stranger's bucket takes what anybody brings: its policy is his, so only ours can say no.",
      actions: [
        "dynamodb:BatchWriteItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "firehose:PutRecord",
        "firehose:PutRecordBatch",
        "kinesis:PutRecord",
        "kinesis:PutRecords",
        "s3:PutObject",
        "s3:ReplicateObject",
        "sqs:SendMessage",
      ],
      conditions: {
        StringNotEqualsIfExists: {
          // The caller's own organisation, so no id stands here.
          "aws:ResourceOrgID": "${aws:PrincipalOrgID}",
          ...(trustedAccounts.length === 0 ? {} : { "aws:ResourceAccount": trustedAccounts }),
        },
        // A service that acts with a caller's credentials may keep things in buckets of AWS.
        BoolIfExists: { "aws:ViaAWSService": "false" },
      },
      exempt: ["breakGlass"],
    },
  ];
}
