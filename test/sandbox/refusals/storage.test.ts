import { HERE, policy, THERE } from "../support/accounts";
import { refuses } from "../support/refusals";

const BUCKET = "aws:s3/bucket:Bucket";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const LOGGING = "aws:s3/bucketLogging:BucketLogging";
const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";
const TOPIC = "aws:sns/topic:Topic";
const QUEUE = "aws:sqs/queue:Queue";

refuses("the sandbox refuses, of buckets,", [
  ["a name of two characters", "InvalidBucketName", (a) => a.make(BUCKET, { bucket: "ab" })],
  ["a name of 64 characters", "InvalidBucketName", (a) => a.make(BUCKET, { bucket: "b".repeat(64) })],
  ["a name with capitals", "InvalidBucketName", (a) => a.make(BUCKET, { bucket: "Logs" })],
  ["a name like an IP address", "InvalidBucketName", (a) => a.make(BUCKET, { bucket: "192.168.0.1" })],
  [
    "a made-up name that would be too long",
    /plus 7 random chars is longer than maximum length 63/,
    (a) => a.make(BUCKET, {}, "a-logical-name-of-more-than-fifty-six-characters-in-one-word"),
  ],
  [
    "a name that another account has",
    "BucketAlreadyExists",
    async (a, accounts) => {
      await (await accounts.in(THERE)).make(BUCKET, { bucket: "taken-by-another" });
      return a.make(BUCKET, { bucket: "taken-by-another" });
    },
  ],
  [
    "a name that the account has",
    "BucketAlreadyOwnedByYou",
    async (a) => {
      await a.make(BUCKET, { bucket: "taken-by-me" });
      return a.make(BUCKET, { bucket: "taken-by-me" });
    },
  ],
  [
    "access logs into another account's bucket",
    "InvalidTargetBucketForLogging",
    async (a, accounts) => {
      const targetBucket = await (await accounts.in(THERE)).id(BUCKET, {});
      return a.make(LOGGING, { bucket: await a.id(BUCKET, {}), targetBucket, targetPrefix: "s3/" });
    },
  ],
  [
    "access logs into a bucket of another Region",
    "CrossLocationLoggingProhibited",
    async (a, accounts) => {
      const targetBucket = await (await accounts.in(HERE, { region: "eu-west-1" })).id(BUCKET, {});
      return a.make(LOGGING, { bucket: await a.id(BUCKET, {}), targetBucket, targetPrefix: "s3/" });
    },
  ],
  [
    "a policy that is not JSON",
    "MalformedPolicy",
    async (a) => a.make(BUCKET_POLICY, { bucket: await a.id(BUCKET, {}), policy: "{" }),
  ],
  [
    "a policy without a principal",
    "MalformedPolicy",
    async (a) => a.make(BUCKET_POLICY, { bucket: await a.id(BUCKET, {}), policy: policy({ Resource: "*" }) }),
  ],
  [
    "a policy over 20 KB",
    "PolicyTooLarge",
    async (a) =>
      a.make(BUCKET_POLICY, {
        bucket: await a.id(BUCKET, {}),
        policy: policy({ Principal: "*", Resource: "x".repeat(20_480) }),
      }),
  ],
  [
    "settings of a bucket that is not there",
    "NoSuchBucket",
    (a) => a.make(VERSIONING, { bucket: "nowhere", versioningConfiguration: { status: "Enabled" } }),
  ],
  [
    "an object lock without versioning",
    "InvalidBucketState",
    async (a) => a.make(LOCK, { bucket: await a.id(BUCKET, {}) }),
  ],
  [
    "the suspension of a locked bucket's versioning",
    "InvalidBucketState",
    async (a) =>
      a.make(VERSIONING, {
        bucket: await a.id(BUCKET, { objectLockEnabled: true }),
        versioningConfiguration: { status: "Suspended" },
      }),
  ],
  [
    "an expiry before the transition",
    "InvalidArgument",
    async (a) =>
      a.make(LIFECYCLE, {
        bucket: await a.id(BUCKET, {}),
        rules: [
          {
            id: "r",
            status: "Enabled",
            expiration: { days: 30 },
            transitions: [{ days: 90, storageClass: "GLACIER" }],
          },
        ],
      }),
  ],
  [
    "the end of a bucket that holds an object",
    "BucketNotEmpty",
    async (a) => {
      const made = await a.make(BUCKET, {});
      await a.make(OBJECT, { bucket: made.id, key: "k", content: "c" });
      return a.remove(made);
    },
  ],
]);

refuses("the sandbox refuses, of keys, topics and queues,", [
  ["a key policy that is not JSON", "MalformedPolicyDocumentException", (a) => a.make(KEY, { policy: "{" })],
  [
    "a key policy over 32 KB",
    "LimitExceededException",
    (a) => a.make(KEY, { policy: policy({ Principal: "*", Resource: "x".repeat(32_768) }) }),
  ],
  ["a deletion window of 6 days", "ValidationException", (a) => a.make(KEY, { deletionWindowInDays: 6 })],
  [
    "an alias that AWS keeps for itself",
    "InvalidAliasNameException",
    async (a) => a.make(ALIAS, { name: "alias/aws/s3", targetKeyId: await a.id(KEY, {}) }),
  ],
  [
    "an alias of a key that is not there",
    "NotFoundException",
    (a) => a.make(ALIAS, { name: "alias/x", targetKeyId: "00000000-0000-4000-a000-000000000000" }),
  ],
  [
    "an alias that is taken",
    "AlreadyExistsException",
    async (a) => {
      await a.make(ALIAS, { name: "alias/x", targetKeyId: await a.id(KEY, {}) });
      return a.make(ALIAS, { name: "alias/x", targetKeyId: await a.id(KEY, {}) });
    },
  ],
  [
    "a key of another account that is not there",
    "NotFoundException",
    async (a, accounts) => {
      await (await accounts.in(THERE)).make(KEY, {});
      const kmsMasterKeyId = `arn:aws:kms:eu-west-2:${THERE}:key/00000000-0000-4000-a000-000000000000`;
      return a.make(TOPIC, { kmsMasterKeyId });
    },
  ],
  ["a topic policy that is not JSON", "InvalidParameter", (a) => a.make(TOPIC, { policy: "{" })],
  ["a FIFO topic without .fifo", "InvalidParameter", (a) => a.make(TOPIC, { name: "t", fifoTopic: true })],
  [
    "a subscription of a queue that is not there",
    "InvalidParameter",
    async (a) =>
      a.make("aws:sns/topicSubscription:TopicSubscription", {
        topic: await a.id(TOPIC, {}),
        protocol: "sqs",
        endpoint: "arn:aws:sqs:eu-west-2:210000000111:nowhere",
      }),
  ],
  ["a queue policy that is not JSON", "InvalidAttributeValue", (a) => a.make(QUEUE, { policy: "{" })],
  [
    "a queue's name of 81 characters",
    "InvalidParameterValue",
    (a) => a.make(QUEUE, { name: "q".repeat(81) }),
  ],
  [
    "a retention of 15 days",
    "InvalidAttributeValue",
    (a) => a.make(QUEUE, { messageRetentionSeconds: 1_296_000 }),
  ],
  [
    "a dead letter queue that is not there",
    "InvalidParameterValue",
    (a) =>
      a.make(QUEUE, {
        redrivePolicy: JSON.stringify({
          deadLetterTargetArn: "arn:aws:sqs:eu-west-2:210000000111:none",
          maxReceiveCount: 3,
        }),
      }),
  ],
]);
