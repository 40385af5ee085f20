import {
  CloudTrailClient,
  CreateTrailCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, PutMetricAlarmCommand, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateFlowLogsCommand, DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import assert from "node:assert/strict";
import path from "node:path";
import { METRIC_NAMESPACE } from "../../../functions/flow-logs/metrics";
import { HEARTBEAT } from "../../../functions/heartbeat/contract";
import { type HeartbeatResult } from "../../../functions/heartbeat/handler";
import { bundle } from "../../../tools/functions/build";
import { loadBundle } from "../support/load-bundle";
import {
  as,
  ec2In,
  DEVELOPMENT,
  prepareSecurityAccount,
  PRODUCTION,
  REGION,
  ROLE,
} from "../support/landing-zone";
import { type Moto, startMoto } from "../support/moto";
import { type Proxy, startProxy } from "../support/proxy";

/** The heartbeat from its bundle, over two accounts of moto. */
describe("the heartbeat function", function () {
  this.timeout(120_000);
  let moto: Moto;
  let proxy: Proxy;
  let file = "";
  let run: () => Promise<HeartbeatResult>;

  async function prepare(account: string): Promise<void> {
    const config = await as(account);
    const bucket = `trail-${account}`;
    await new S3Client({ ...config, forcePathStyle: true }).send(
      new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }),
    );
    const trails = new CloudTrailClient(config);
    await trails.send(
      new CreateTrailCommand({ Name: "main", S3BucketName: bucket, IsMultiRegionTrail: true }),
    );
    await trails.send(new StartLoggingCommand({ Name: "main" }));
    const ec2 = await ec2In(account);
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
    await ec2.send(
      new CreateFlowLogsCommand({
        ResourceIds: (Vpcs ?? []).map(({ VpcId }) => VpcId ?? ""),
        ResourceType: "VPC",
        TrafficType: "ALL",
        LogDestinationType: "s3",
        LogDestination: `arn:aws:s3:::${bucket}`,
      }),
    );
    await new CloudWatchClient(config).send(
      new PutMetricAlarmCommand({
        AlarmName: "root",
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
        EvaluationPeriods: 1,
        Threshold: 1,
        MetricName: "m",
        Namespace: "n",
        Period: 300,
        Statistic: "Sum",
        AlarmActions: [`arn:aws:sns:${REGION}:${account}:t`],
      }),
    );
    const events = new EventBridgeClient(config);
    await events.send(new PutRuleCommand({ Name: "concern-ec2", EventPattern: '{"source":["aws.ec2"]}' }));
    await events.send(
      new PutTargetsCommand({
        Rule: "concern-ec2",
        Targets: [{ Id: "bus", Arn: `arn:aws:events:${REGION}:${account}:event-bus/b` }],
      }),
    );
  }

  /** Records are stored, as the shipper's log lines say. */
  async function arrive(minutesAgo: number, group = "trail"): Promise<void> {
    await new CloudWatchClient(await as(PRODUCTION)).send(
      new PutMetricDataCommand({
        Namespace: METRIC_NAMESPACE,
        MetricData: [
          {
            MetricName: "Stored",
            Dimensions: [{ Name: "LogGroup", Value: group }],
            Timestamp: new Date(Date.now() - minutesAgo * 60_000),
            Value: 7,
          },
        ],
      }),
    );
  }

  before(async () => {
    moto = await startMoto();
    proxy = await startProxy(moto.endpoint);
    await prepareSecurityAccount();
    await prepare(PRODUCTION);
    await prepare(DEVELOPMENT);
    await new DynamoDBClient({ region: REGION }).send(
      new CreateTableCommand({
        TableName: "state",
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
    const { TopicArn } = await new SNSClient({ region: REGION }).send(
      new CreateTopicCommand({ Name: "critical" }),
    );
    await arrive(1);
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: proxy.endpoint,
      MEMBER_ROLE_NAME: ROLE,
      DIRECTORY_PATH: "/landing-zone/accounts",
      STATE_TABLE: "state",
      TOPIC_CRITICAL: TopicArn,
      EXPECTATIONS: JSON.stringify({
        checks: ["trail", "flow-logs", "access-logs", "arrivals", "alarms", "rules"],
        alarms: ["root"],
        rules: ["concern-ec2"],
        places: [
          {
            account: PRODUCTION,
            region: REGION,
            arrivals: [
              {
                what: "records",
                namespace: METRIC_NAMESPACE,
                metric: "Stored",
                dimensions: { LogGroup: "trail" },
                minutes: 60,
              },
            ],
          },
        ],
      }),
    });
    ({ file } = await bundle(
      HEARTBEAT.name,
      HEARTBEAT.entry,
      path.join(__dirname, "..", "..", "..", ".engine", "bundles"),
    ));
    run = loadBundle<typeof run>(file);
  });

  after(async () => {
    for (const { name } of HEARTBEAT.environment) delete process.env[name];
    await proxy.stop();
    await moto.stop();
  });

  beforeEach(() => {
    proxy.passed.length = 0;
    proxy.fault = () => undefined;
  });
  const messages = () => proxy.passed.filter(({ action }) => action === "Publish").length;
  const found = ({ problems }: HeartbeatResult) =>
    problems.map(({ account, check, problem }) => `${account} ${check} ${problem}`);

  it("finds the stopped trail of one account, tells it once, and tells when all is well", async () => {
    assert.deepEqual(found(await run()), []);
    assert.equal(messages(), 0);
    const trails = new CloudTrailClient(await as(DEVELOPMENT));
    await trails.send(new StopLoggingCommand({ Name: "main" }));
    const first = await run();
    assert.deepEqual(found(first), [`${DEVELOPMENT} trail is not logging`]);
    assert.equal(first.places, 2);
    assert.equal((await run()).told, false);
    assert.equal(messages(), 1);
    await trails.send(new StartLoggingCommand({ Name: "main" }));
    assert.equal((await run()).told, true);
    assert.equal((await run()).told, false);
  });

  it("misses what has not arrived for an hour, in the account where it is expected, and takes no other group's for it", async () => {
    const all = process.env["EXPECTATIONS"];
    process.env["EXPECTATIONS"] = all?.replace('"LogGroup":"trail"', '"LogGroup":"late"');
    const another = loadBundle<typeof run>(file);
    await arrive(62, "late");
    assert.deepEqual(found(await another()), [`${PRODUCTION} arrivals have not arrived for 60 minutes`]);
    assert.equal(messages(), 1);
    await arrive(5, "late");
    assert.deepEqual(found(await another()), []);
    assert.equal(messages(), 2);
    process.env["EXPECTATIONS"] = all;
  });

  it("counts what it may not see as a problem, and sees the rest", async () => {
    proxy.fault = ({ action }) =>
      action === "DescribeFlowLogs"
        ? {
            status: 403,
            body: "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors></Response>",
          }
        : undefined;
    const problems = found(await run());
    assert.equal(problems.length, 2);
    assert.match(problems[0] ?? "", /flow-logs could not look: UnauthorizedOperation/);
  });
});
