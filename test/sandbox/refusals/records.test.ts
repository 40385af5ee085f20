import { type Account, policy, THERE, TRUST_POLICY } from "../support/accounts";
import { refuses } from "../support/refusals";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const SUBSCRIPTION = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const TRAIL = "aws:cloudtrail/trail:Trail";
const BUCKET = "aws:s3/bucket:Bucket";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const RECORDER = "aws:cfg/recorder:Recorder";
const STATUS = "aws:cfg/recorderStatus:RecorderStatus";
const CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel";
const CONFIG_RULE = "aws:cfg/rule:Rule";
const DETECTOR = "aws:guardduty/detector:Detector";
const HUB = "aws:securityhub/account:Account";

const pattern = '{"source":["aws.ec2"]}';

async function bucketFor(a: Account, service: string): Promise<string> {
  const bucket = await a.id(BUCKET, {});
  await a.make(BUCKET_POLICY, { bucket, policy: policy({ Principal: { Service: service }, Resource: "*" }) });
  return bucket;
}

async function recorder(a: Account): Promise<void> {
  const roleArn = String(
    (await a.make("aws:iam/role:Role", { assumeRolePolicy: TRUST_POLICY })).properties.arn,
  );
  await a.make(RECORDER, { name: "default", roleArn });
}

refuses("the sandbox refuses, of logs and events,", [
  [
    "a delivery destination's policy that names a principal by ARN",
    "ValidationException",
    async (a) => {
      const destination = "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination";
      const bucket = await a.id(BUCKET, {});
      const name = await a.id(destination, {
        deliveryDestinationConfiguration: { destinationResourceArn: `arn:aws:s3:::${bucket}` },
      });
      return a.make("aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy", {
        deliveryDestinationName: name,
        deliveryDestinationPolicy: policy({
          Principal: { AWS: `arn:aws:iam::${THERE}:root` },
          Action: "logs:CreateDelivery",
          Resource: "*",
        }),
      });
    },
  ],
  [
    "a retention of 31 days, naming those there are",
    /InvalidParameterException.*1 3 5 7 14 30 60/,
    (a) => a.make(GROUP, { retentionInDays: 31 }),
  ],
  [
    "a log group's name of 513 characters",
    "InvalidParameterException",
    (a) => a.make(GROUP, { name: "g".repeat(513) }),
  ],
  [
    "a log group's name that is taken",
    "ResourceAlreadyExistsException",
    async (a) => {
      await a.make(GROUP, { name: "/once" });
      return a.make(GROUP, { name: "/once" });
    },
  ],
  [
    "a filter of a group that is not there",
    "ResourceNotFoundException",
    (a) => a.make(FILTER, { logGroupName: "/none", pattern: "", metricTransformation: {} }),
  ],
  [
    "a third subscription of a log group",
    "LimitExceededException",
    async (a) => {
      const logGroup = await a.id(GROUP, {});
      for (let at = 0; at < 3; at++)
        await a.make(SUBSCRIPTION, {
          logGroup,
          filterPattern: "",
          destinationArn: `arn:aws:lambda:eu-west-2:${THERE}:function:f`,
        });
    },
  ],
  [
    "a destination of another account that is not there",
    "ResourceNotFoundException",
    async (a, accounts) => {
      await (await accounts.in(THERE)).make(GROUP, {});
      const destinationArn = `arn:aws:logs:eu-west-2:${THERE}:destination:none`;
      return a.make(SUBSCRIPTION, { logGroup: await a.id(GROUP, {}), filterPattern: "", destinationArn });
    },
  ],
  [
    "an event pattern that is not JSON",
    "InvalidEventPatternException",
    (a) => a.make(RULE, { eventPattern: "{" }),
  ],
  [
    "an event pattern whose leaf is no array",
    "InvalidEventPatternException",
    (a) => a.make(RULE, { eventPattern: '{"source":"aws.ec2"}' }),
  ],
  [
    "an event pattern over 4,096 characters",
    "ValidationException",
    (a) => a.make(RULE, { eventPattern: JSON.stringify({ source: ["x".repeat(4_096)] }) }),
  ],
  ["a rule with neither pattern nor schedule", "ValidationException", (a) => a.make(RULE, {})],
  [
    "a schedule that is none",
    "ValidationException",
    (a) => a.make(RULE, { scheduleExpression: "every(5 minutes)" }),
  ],
  [
    "a rule's name of 65 characters",
    "ValidationException",
    (a) => a.make(RULE, { name: "r".repeat(65), eventPattern: pattern }),
  ],
  [
    "a sixth target of a rule",
    "LimitExceededException",
    async (a) => {
      const rule = await a.id(RULE, { eventPattern: pattern });
      for (let at = 0; at <= 5; at++) await a.make(TARGET, { rule, arn: `arn:aws:sns:eu-west-2:${THERE}:t` });
    },
  ],
  [
    "the end of a rule with targets",
    /ValidationException: Rule can't be deleted since it has targets/,
    async (a) => {
      const made = await a.make(RULE, { eventPattern: pattern });
      await a.make(TARGET, { rule: made.id, arn: `arn:aws:sns:eu-west-2:${THERE}:t` });
      return a.remove(made);
    },
  ],
  [
    "a topic that is not there as an alarm's action",
    "ValidationError",
    (a, accounts) =>
      accounts.in().then(async (own) => {
        await own.make(GROUP, {});
        return a.make(ALARM, {
          comparisonOperator: "GreaterThanThreshold",
          evaluationPeriods: 1,
          alarmActions: ["arn:aws:sns:eu-west-2:210000000111:none"],
        });
      }),
  ],
  [
    "an alarm's period of 45 seconds",
    "ValidationError",
    (a) => a.make(ALARM, { comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1, period: 45 }),
  ],
]);

refuses("the sandbox refuses, of trails, Config and detection,", [
  [
    "a trail into a bucket that is not there",
    "S3BucketDoesNotExistException",
    (a) => a.make(TRAIL, { s3BucketName: "none" }),
  ],
  [
    "a trail into a bucket whose policy does not name CloudTrail",
    "InsufficientS3BucketPolicyException",
    async (a) => a.make(TRAIL, { s3BucketName: await a.id(BUCKET, {}) }),
  ],
  [
    "a trail with a key whose policy does not name CloudTrail",
    "InsufficientEncryptionPolicyException",
    async (a) =>
      a.make(TRAIL, {
        s3BucketName: await bucketFor(a, "cloudtrail.amazonaws.com"),
        kmsKeyId: String((await a.make("aws:kms/key:Key", {})).properties.arn),
      }),
  ],
  [
    "a log group's ARN without :*",
    "InvalidCloudWatchLogsLogGroupArnException",
    (a) =>
      a.make(TRAIL, {
        s3BucketName: "none",
        cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-2:210000000111:log-group:g",
      }),
  ],
  [
    "an organisation trail from a member",
    "NotOrganizationMasterAccountException",
    async (a, accounts) => {
      await (await accounts.in(THERE)).make("aws:organizations/organization:Organization", {});
      return a.make(TRAIL, {
        s3BucketName: await bucketFor(a, "cloudtrail.amazonaws.com"),
        isOrganizationTrail: true,
      });
    },
  ],
  [
    "a Config rule without a recorder",
    "NoAvailableConfigurationRecorderException",
    (a) => a.make(CONFIG_RULE, { source: { owner: "AWS", sourceIdentifier: "X" } }),
  ],
  [
    "a second recorder",
    "MaxNumberOfConfigurationRecordersExceededException",
    async (a) => {
      await recorder(a);
      return a.make(RECORDER, { name: "second", roleArn: `arn:aws:iam::${THERE}:role/r` });
    },
  ],
  [
    "a recorder started without a channel",
    "NoAvailableDeliveryChannelException",
    async (a) => {
      await recorder(a);
      return a.make(STATUS, { name: "default", isEnabled: true });
    },
  ],
  [
    "a channel into a bucket whose policy does not name Config",
    "InsufficientDeliveryPolicyException",
    async (a) => {
      await recorder(a);
      return a.make(CHANNEL, { name: "default", s3BucketName: await a.id(BUCKET, {}) });
    },
  ],
  [
    "a channel into a bucket that locks each new object",
    /InsufficientDeliveryPolicyException.*default retention/,
    async (a) => {
      await recorder(a);
      const bucket = await bucketFor(a, "config.amazonaws.com");
      await a.make("aws:s3/bucketVersioning:BucketVersioning", {
        bucket,
        versioningConfiguration: { status: "Enabled" },
      });
      await a.make("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", {
        bucket,
        rule: { defaultRetention: { mode: "GOVERNANCE", days: 1 } },
      });
      return a.make(CHANNEL, { name: "default", s3BucketName: bucket });
    },
  ],
  [
    "the end of the channel while the recorder runs",
    "LastDeliveryChannelDeleteFailedException",
    async (a) => {
      await recorder(a);
      const made = await a.make(CHANNEL, {
        name: "default",
        s3BucketName: await bucketFor(a, "config.amazonaws.com"),
      });
      await a.make(STATUS, { name: "default", isEnabled: true });
      return a.remove(made);
    },
  ],
  [
    "an organisation rule while a member has no recorder",
    /NoAvailableConfigurationRecorderException.*in account \d{12}\./,
    async (a) => {
      await a.make("aws:organizations/organization:Organization", {});
      await recorder(a);
      await a.make("aws:organizations/account:Account", {
        name: "member",
        email: "member@example.com",
      });
      return a.make("aws:cfg/organizationManagedRule:OrganizationManagedRule", {
        ruleIdentifier: "VPC_FLOW_LOGS_ENABLED",
      });
    },
  ],
  [
    "an organisation rule from a member",
    "OrganizationAccessDeniedException",
    async (a, accounts) => {
      await (await accounts.in(THERE)).make("aws:organizations/organization:Organization", {});
      return a.make("aws:cfg/organizationManagedRule:OrganizationManagedRule", {
        ruleIdentifier: "VPC_FLOW_LOGS_ENABLED",
      });
    },
  ],
  [
    "a second detector",
    "BadRequestException",
    async (a) => {
      await a.make(DETECTOR, {});
      return a.make(DETECTOR, {});
    },
  ],
  [
    "Security Hub twice",
    "ResourceConflictException",
    async (a) => {
      await a.make(HUB, {});
      return a.make(HUB, {});
    },
  ],
  [
    "an invocation whose input is no JSON",
    "InvalidRequestContentException",
    (a) => a.make("aws:lambda/invocation:Invocation", { functionName: "f", input: "{" }),
  ],
  [
    "an insight before Security Hub is on",
    "InvalidAccessException",
    (a) => a.make("aws:securityhub/insight:Insight", { filters: {}, groupByAttribute: "x" }),
  ],
]);
