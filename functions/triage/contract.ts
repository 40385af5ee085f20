import { type FunctionContract, remembering } from "../lib/aws-contract";

/** Deploys functions/triage behind a queue: bus -> rule -> SQS -> function, with ReportBatchItemFailures and a dead-letter queue. */
export const TRIAGE: FunctionContract = {
  name: "triage",
  entry: "functions/triage/handler.ts",
  memoryMegabytes: 256,
  timeoutSeconds: 60,
  environment: [
    {
      name: "STATE_TABLE",
      required: true,
      meaning: "DynamoDB table: key `pk` (string), time to live `expires`",
    },
    { name: "DIRECTORY_PATH", required: true, meaning: "path of the parameters that list the accounts" },
    { name: "TOPIC_CRITICAL", required: true, meaning: "topic ARN" },
    { name: "TOPIC_HIGH", required: true, meaning: "topic ARN" },
    { name: "TOPIC_MEDIUM", required: true, meaning: "topic ARN" },
    { name: "TOPIC_LOW", required: true, meaning: "topic ARN" },
    { name: "POLICY", required: false, meaning: "JSON: logBuckets, allowedRegions, minimumRetentionDays" },
    {
      name: "DEPLOYMENT_ROLES",
      required: false,
      meaning: "names of roles whose changes are expected, comma-separated",
    },
  ],
  ownStatements: [
    remembering("signal#*", "count#*"),
    {
      Sid: "KnowTheAccounts",
      Effect: "Allow",
      Action: ["ssm:GetParametersByPath"],
      Resource: [
        "arn:<partition>:ssm:<region>:<account>:parameter<DIRECTORY_PATH>",
        "arn:<partition>:ssm:<region>:<account>:parameter<DIRECTORY_PATH>/*",
      ],
    },
    {
      Sid: "Tell",
      Effect: "Allow",
      Action: ["sns:Publish"],
      Resource: ["<severity topics>", "<owner topics>"],
    },
    {
      Sid: "TakeFromTheQueue",
      Effect: "Allow",
      Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      Resource: ["<queue>"],
    },
    {
      Sid: "UseTheKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: ["<key of topics and queue>"],
    },
  ],
  memberStatements: [],
  patterns: {
    // The bus receives only what the rules of the accounts send; everything of it is for triage.
    everything: { source: [{ prefix: "" }] },
  },
  schedule: undefined,
};
