import { type FunctionContract } from "../lib/aws-contract";
import { SHIPPER_ENV } from "./settings";

/** Deploys functions/flow-logs: the shipper of flow logs, auth.log and trails to the search domain. */
export const SHIPPER: FunctionContract = {
  name: "log-shipper",
  entry: "functions/flow-logs/handler.ts",
  /** Measured to hold the largest delivery there is, 1 MB packed. */
  memoryMegabytes: 128,
  /** Long enough to ride out a minute or two of rejections; the retry queue takes over from there. */
  timeoutSeconds: 120,
  environment: [
    { name: SHIPPER_ENV.endpoint, required: true, meaning: "https://… of the search domain" },
    {
      name: SHIPPER_ENV.poisonQueueUrl,
      required: true,
      meaning: "queue for what can never be stored as it is",
    },
    {
      name: SHIPPER_ENV.retryQueueUrl,
      required: true,
      meaning: "queue for what could not be stored in time",
    },
    {
      name: SHIPPER_ENV.sources,
      required: true,
      meaning: "JSON: [{logGroupPrefix, kind: flow | auth | trail, format?: a declared format or its name}]",
    },
    {
      name: SHIPPER_ENV.networks,
      required: true,
      meaning: "JSON: [{name, cidrs, logged?}]: hub, spokes, offices",
    },
    { name: "NODE_OPTIONS", required: false, meaning: "limits of the heap, see SHIPPER_NODE_OPTIONS" },
  ],
  ownStatements: [
    {
      // `_bulk` and nothing else: it can neither read nor delete what it stored.
      Sid: "WriteDocuments",
      Effect: "Allow",
      Action: ["es:ESHttpPost"],
      Resource: ["<domain ARN>/_bulk"],
    },
    {
      Sid: "PutAway",
      Effect: "Allow",
      Action: ["sqs:SendMessage"],
      Resource: ["<retry queue ARN>", "<poison queue ARN>"],
    },
    {
      Sid: "TryAgain",
      Effect: "Allow",
      Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      Resource: ["<retry queue ARN>"],
    },
    {
      Sid: "UseTheKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: ["<key ARN of queues and stream>"],
    },
    {
      Sid: "ReadTheStream",
      Effect: "Allow",
      Action: [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
      ],
      Resource: ["<stream ARN, where other accounts' subscriptions fill one>"],
    },
  ],
  memberStatements: [],
  patterns: {},
  schedule: undefined,
};

/**
 * `NODE_OPTIONS` of the function. Left to itself the engine lets garbage lie until the heap is nearly as large as the function's
 * memory, and what is outside the heap (the unpacked delivery, the request) then has no room.
 */
export const SHIPPER_NODE_OPTIONS = "--max-old-space-size=56 --max-semi-space-size=2";

/**
 * Most copies of the shipper at once. Uncapped, a burst of logs becomes a burst of bulk requests, and the domain answers all of
 * them with 429; its write queue holds few more than this a node.
 */
export const SHIPPER_CONCURRENCY = 10;

/** The shipper's two queues and what reads the first. */
export const SHIPPER_QUEUES = {
  retry: {
    /** Seconds before a letter is tried again: a domain that rejected for two minutes is not well a second later. */
    delaySeconds: 300,
    /** Six times the function's timeout, as AWS advises for a queue that feeds a function. */
    visibilityTimeoutSeconds: 720,
    /** 14 days, the longest there is. */
    messageRetentionSeconds: 1_209_600,
    /** Tries before a letter goes to the poison queue: with the visibility timeout between them, three days or so. */
    maxReceiveCount: 400,
    batchSize: 1,
    maximumConcurrency: 2,
    functionResponseTypes: ["ReportBatchItemFailures"],
  },
  poison: { messageRetentionSeconds: 1_209_600 },
} as const;

/** Alarms on the shipper, by metric of `METRIC_NAMESPACE` (sum over 5 minutes) and what it tells. */
export const SHIPPER_ALARMS = [
  {
    metric: "Poison",
    threshold: 0,
    meaning: "records that no declared format fits, or that the mapping refuses",
  },
  { metric: "Undelivered", threshold: 0, meaning: "the domain does not take what it is sent" },
] as const;
