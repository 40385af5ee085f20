/**
 * What a component needs to deploy the shipper: its limits and what its role may do. Plain data; the component fills in ARNs.
 */

/** Limits of the function. */
export const SHIPPER_LIMITS = {
  /** MB. Measured to hold the largest delivery, which opens to about 10 MB. */
  memorySize: 128,
  /** Seconds. Long enough to ride out a few minutes' rejections; the retry queue takes over from there. */
  timeout: 120,
  /**
   * Most copies at once. Uncapped, a burst of logs becomes a burst of bulk requests, and the domain answers all of them with
   * 429; its write queue holds few more than this per node.
   */
  reservedConcurrentExecutions: 10,
} as const;

/** Settings of the two queues and of what reads them. */
export const SHIPPER_QUEUES = {
  retry: {
    /** Seconds before a letter is tried again: a domain that rejected for two minutes is not well a second later. */
    delaySeconds: 300,
    /** At least the function's timeout, six times over, as AWS advises for a queue that feeds a function. */
    visibilityTimeoutSeconds: 720,
    /** 14 days, the longest there is. */
    messageRetentionSeconds: 1_209_600,
    /** Tries before a letter goes to the poison queue: with the delay, about a day. */
    maxReceiveCount: 200,
    batchSize: 1,
    maximumConcurrency: 2,
    functionResponseTypes: ["ReportBatchItemFailures"],
  },
  poison: { messageRetentionSeconds: 1_209_600 },
} as const;

/** One statement of an IAM policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** ARNs of what the shipper touches. */
export interface ShipperArns {
  readonly domain: string;
  readonly retryQueue: string;
  readonly poisonQueue: string;
  /** Of the key that encrypts the queues and the stream. */
  readonly key: string;
  /** Of the stream that other accounts' subscriptions fill, where there is one. */
  readonly stream?: string;
}

/**
 * What the shipper's role may do beyond writing its own log and joining the VPC. It may write through `_bulk` and nothing else:
 * it can neither read nor delete what it stored.
 */
export function shipperStatements(arns: ShipperArns): Statement[] {
  return [
    {
      Sid: "WriteDocuments",
      Effect: "Allow",
      Action: ["es:ESHttpPost"],
      Resource: [`${arns.domain}/_bulk`],
    },
    {
      Sid: "PutAway",
      Effect: "Allow",
      Action: ["sqs:SendMessage"],
      Resource: [arns.retryQueue, arns.poisonQueue],
    },
    {
      Sid: "TryAgain",
      Effect: "Allow",
      Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      Resource: [arns.retryQueue],
    },
    {
      Sid: "UseTheKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: [arns.key],
    },
    ...(arns.stream === undefined
      ? []
      : [
          {
            Sid: "ReadTheStream",
            Effect: "Allow" as const,
            Action: [
              "kinesis:DescribeStream",
              "kinesis:DescribeStreamSummary",
              "kinesis:GetRecords",
              "kinesis:GetShardIterator",
              "kinesis:ListShards",
            ],
            Resource: [arns.stream],
          },
        ]),
  ];
}
