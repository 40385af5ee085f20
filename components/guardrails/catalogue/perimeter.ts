import { type OneOrMore } from "../../policy-document";
import { type Guardrail } from "../statement";

/** Whose resources are meant: those that are neither of the caller's own organisation, so that no id stands here, nor trusted. */
function outsiders(trustedAccounts: readonly string[]): Readonly<Record<string, OneOrMore>> {
  return {
    "aws:ResourceOrgID": "${aws:PrincipalOrgID}",
    ...(trustedAccounts.length === 0 ? {} : { "aws:ResourceAccount": trustedAccounts }),
  };
}

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
        StringNotEqualsIfExists: outsiders(trustedAccounts),
        // A service that acts with a caller's credentials may keep things in buckets of AWS.
        BoolIfExists: { "aws:ViaAWSService": "false" },
      },
      exempt: ["breakGlass"],
    },
    {
      sid: "MessagesStayIn",
      denies:
        "Send to topics, buses, functions and image repositories outside the organisation and `guardrails.trustedAccounts`",
      why: "They carry data as well as a bucket does. A text message to a telephone names no topic and passes.",
      actions: [
        "ecr:PutImage",
        "ecr:UploadLayerPart",
        "events:PutEvents",
        "lambda:InvokeFunction",
        "sns:Publish",
      ],
      resources: [
        "arn:*:ecr:*:*:repository/*",
        "arn:*:events:*:*:event-bus/*",
        "arn:*:lambda:*:*:function:*",
        "arn:*:sns:*:*:*",
      ],
      conditions: {
        StringNotEqualsIfExists: outsiders(trustedAccounts),
        BoolIfExists: { "aws:ViaAWSService": "false" },
      },
      exempt: ["breakGlass"],
    },
    {
      // Here a service's call on the caller's behalf counts too: it is how objects and disks are encrypted by a key.
      sid: "OwnKeysOnly",
      denies: "Encrypt by keys outside the organisation and `guardrails.trustedAccounts`",
      why: "Data under a stranger's key is the stranger's to give back: that is how it is held to ransom.",
      actions: ["kms:CreateGrant", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncryptTo"],
      conditions: { StringNotEqualsIfExists: outsiders(trustedAccounts) },
      exempt: ["breakGlass"],
    },
  ];
}
