import { policyDocument } from "../policy-document";
import { onlyOverTls } from "../policy-statements";

/** The security account. */
export interface HubPlace {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

/**
 * Key of everything in the pipeline: queues, topics, table, logs and environments of the functions. The services use it for this
 * account only. Sources: user guides of EventBridge ("Encrypting Amazon SQS targets"), CloudWatch ("Alarms and encrypted topics") and
 * CloudWatch Logs ("Encrypt log data using AWS KMS"), read 2026-11.
 */
export function hubKeyPolicy({ accountId, region, partition }: HubPlace): string {
  const ofThisAccount = { StringEquals: { "aws:SourceAccount": accountId } };
  return policyDocument([
    {
      Sid: "AccountAdministersThroughIam",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "EventsAndAlarmsOfThisAccount",
      Effect: "Allow",
      Principal: { Service: ["events.amazonaws.com", "cloudwatch.amazonaws.com"] },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: ofThisAccount,
    },
    {
      Sid: "LogGroupsOfThisAccount",
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: "*",
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${accountId}:log-group:*`,
        },
      },
    },
  ]);
}

/** The bus takes events from roles of the landing zone, in any account of the organisation, and from nobody else: no forged findings. */
export function busPolicy(busArn: string, organizationId: string, partition: string): string {
  return policyDocument([
    {
      Sid: "RolesOfTheLandingZone",
      Effect: "Allow",
      Principal: "*",
      Action: "events:PutEvents",
      Resource: busArn,
      Condition: {
        StringEquals: { "aws:PrincipalOrgID": organizationId },
        ArnLike: { "aws:PrincipalArn": `arn:${partition}:iam::*:role/LandingZone*` },
      },
    },
  ]);
}

/** A queue takes messages from some rules of this account. @param ruleArns ARNs, or patterns of them */
export function queuePolicy(queueArn: string, accountId: string, ruleArns: readonly string[]): string {
  return policyDocument([
    onlyOverTls("sqs:*", queueArn),
    {
      Sid: "RulesOfThisAccount",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: queueArn,
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": ruleArns },
      },
    },
  ]);
}

/** A topic takes messages from the alarms of its account; the functions' own roles say what they may. */
export function topicPolicy(topicArn: string, { accountId, region, partition }: HubPlace): string {
  return policyDocument([
    onlyOverTls("sns:Publish", topicArn),
    {
      Sid: "AlarmsOfThisAccount",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:*` },
      },
    },
  ]);
}
