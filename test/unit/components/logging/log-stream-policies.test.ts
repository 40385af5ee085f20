import * as assert from "node:assert/strict";
import { distributionDestinationPolicy } from "../../../../components/logging/distribution-destination";
import {
  destinationPolicy,
  destinationTrustPolicy,
  destinationWritePolicy,
  feedWritePolicy,
  streamPrefix,
  streamPrefixes,
  streamTrustPolicy,
  streamWritePolicy,
  subscriberPolicy,
  subscriberTrustPolicy,
} from "../../../../components/logging/log-stream-policies";

const scope = {
  accountId: "210000000002",
  organizationId: "o-a1b2c3d4e5",
  partition: "aws",
  region: "eu-west-2",
};

/** Each policy's statements without their ids, word for word. */
const cases: ReadonlyArray<readonly [title: string, policy: string, statements: readonly object[]]> = [
  [
    "Firehose alone takes the role that writes, for streams of the archive's account",
    streamTrustPolicy(scope),
    [
      {
        Effect: "Allow",
        Principal: { Service: "firehose.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "210000000002" } },
      },
    ],
  ],
  [
    "the stream writes below its prefix, and reads no log",
    streamWritePolicy("arn:aws:s3:::b"),
    [
      {
        Effect: "Allow",
        Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
        Resource: "arn:aws:s3:::b/cloudwatch-logs/*",
      },
      {
        Effect: "Allow",
        Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
        Resource: "arn:aws:s3:::b",
      },
    ],
  ],
  [
    "CloudWatch Logs puts into the stream that functions read, and reads nothing from it",
    feedWritePolicy("arn:stream", "arn:key"),
    [
      { Effect: "Allow", Action: ["kinesis:PutRecord", "kinesis:PutRecords"], Resource: "arn:stream" },
      { Effect: "Allow", Action: "kms:GenerateDataKey", Resource: "arn:key" },
    ],
  ],
  [
    "CloudWatch Logs takes the destination's role for log groups of the organisation in the Region",
    destinationTrustPolicy(scope),
    [
      {
        Effect: "Allow",
        Principal: { Service: "logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceOrgID": "o-a1b2c3d4e5" },
          ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-west-2:*:*" },
        },
      },
    ],
  ],
  [
    "and may put into that stream alone",
    destinationWritePolicy("arn:aws:firehose:eu-west-2:210000000002:deliverystream/s"),
    [
      {
        Effect: "Allow",
        Action: ["firehose:PutRecord", "firehose:PutRecordBatch"],
        Resource: "arn:aws:firehose:eu-west-2:210000000002:deliverystream/s",
      },
    ],
  ],
  [
    "accounts of the organisation subscribe, and nobody else",
    destinationPolicy("arn:aws:logs:eu-west-2:210000000002:destination:d", "o-a1b2c3d4e5"),
    [
      {
        Effect: "Allow",
        Principal: "*",
        Action: "logs:PutSubscriptionFilter",
        Resource: "arn:aws:logs:eu-west-2:210000000002:destination:d",
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      },
    ],
  ],
  [
    "CloudWatch Logs takes a subscriber's role for that account only",
    subscriberTrustPolicy("210000000111"),
    [
      {
        Effect: "Allow",
        Principal: { Service: "logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "210000000111" } },
      },
    ],
  ],
  [
    "a subscriber's role sends events of its account and Region",
    subscriberPolicy({ ...scope, accountId: "210000000111" }),
    [
      {
        Effect: "Allow",
        Action: "logs:PutLogEvents",
        Resource: "arn:aws:logs:eu-west-2:210000000111:*",
      },
    ],
  ],
  [
    "the environment's accounts connect CloudFront's sources, named by bare ids",
    distributionDestinationPolicy("arn:aws:logs:us-east-1:210000000002:delivery-destination:d", [
      "210000000111",
    ]),
    [
      {
        Effect: "Allow",
        Principal: { AWS: ["210000000111"] },
        Action: "logs:CreateDelivery",
        Resource: "arn:aws:logs:us-east-1:210000000002:delivery-destination:d",
      },
    ],
  ],
];

describe("the stream of log groups' events to the archive", () => {
  for (const [title, policy, statements] of cases) {
    it(title, () => {
      const { Statement } = JSON.parse(policy) as { Statement: Array<{ Sid?: string }> };
      assert.deepEqual(
        Statement.map(({ Sid, ...rest }) => {
          assert.match(String(Sid), /^[A-Za-z0-9]+$/);
          return rest;
        }),
        statements,
      );
    });
  }

  it("writes what arrived and what failed below the prefix that its role may write, apart", () => {
    for (const prefix of Object.values(streamPrefixes)) assert.ok(prefix.startsWith(`${streamPrefix}/`));
    assert.ok(!streamPrefixes.failed.startsWith(`${streamPrefix}/data/`));
    assert.match(streamPrefixes.failed, /!\{firehose:error-output-type\}/, "Firehose asks for it");
  });
});
