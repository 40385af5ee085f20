import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import assert from "node:assert/strict";
import path from "node:path";
import { call } from "../../../functions/detections/examples/example";
import { envelopeOf } from "../../../functions/lib/events-record";
import { TRIAGE } from "../../../functions/triage/contract";
import { type BatchAnswer } from "../../../functions/triage/handler";
import { bundle } from "../../../tools/functions/build";
import { loadBundle } from "../support/load-bundle";
import { PRODUCTION, REGION } from "../support/landing-zone";
import { type Moto, startMoto } from "../support/moto";
import { type Proxy, startProxy } from "../support/proxy";

/** Triage from its bundle, with its state and topics in moto. */
describe("the triage function", function () {
  this.timeout(120_000);
  let moto: Moto;
  let proxy: Proxy;
  let run: (event: unknown) => Promise<BatchAnswer>;
  let queue = "";
  const sqs = () => new SQSClient({ region: REGION, endpoint: moto.endpoint });

  before(async () => {
    moto = await startMoto();
    proxy = await startProxy(moto.endpoint);
    const sns = new SNSClient({ region: REGION });
    const topic = async (Name: string): Promise<string> => {
      const { TopicArn } = await sns.send(new CreateTopicCommand({ Name }));
      await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: arn }));
      return TopicArn ?? "";
    };
    queue = (await sqs().send(new CreateQueueCommand({ QueueName: "inbox" }))).QueueUrl ?? "";
    const { Attributes } = await sqs().send(
      new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ["QueueArn"] }),
    );
    const arn = Attributes?.["QueueArn"] ?? "";
    await new DynamoDBClient({ region: REGION }).send(
      new CreateTableCommand({
        TableName: "state",
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
    const owner = await topic("owner");
    await new SSMClient({ region: REGION }).send(
      new PutParameterCommand({
        Name: `/landing-zone/accounts/${PRODUCTION}`,
        Type: "String",
        Value: JSON.stringify({ name: "booking-prod", environment: "production", ownerTopicArn: owner }),
      }),
    );
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: proxy.endpoint,
      STATE_TABLE: "state",
      DIRECTORY_PATH: "/landing-zone/accounts",
      TOPIC_CRITICAL: await topic("critical"),
      TOPIC_HIGH: await topic("high"),
      TOPIC_MEDIUM: await topic("medium"),
      TOPIC_LOW: await topic("low"),
    });
    const { file } = await bundle(
      TRIAGE.name,
      TRIAGE.entry,
      path.join(__dirname, "..", "..", "..", ".engine", "bundles"),
    );
    run = loadBundle<typeof run>(file);
  });

  after(async () => {
    for (const { name } of TRIAGE.environment) delete process.env[name];
    await proxy.stop();
    await moto.stop();
  });

  beforeEach(() => {
    proxy.fault = () => undefined;
  });

  async function inbox(): Promise<readonly string[]> {
    const found: string[] = [];
    for (;;) {
      const { Messages } = await sqs().send(
        new ReceiveMessageCommand({ QueueUrl: queue, MaxNumberOfMessages: 10 }),
      );
      if (!Messages?.length) return found.sort();
      for (const { Body, ReceiptHandle } of Messages) {
        const { TopicArn, Subject } = JSON.parse(Body ?? "{}") as { TopicArn: string; Subject: string };
        found.push(`${TopicArn.split(":").pop()} ${Subject}`);
        await sqs().send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
      }
    }
  }

  const event = (eventID: string, name = "StopLogging", extra = {}) =>
    envelopeOf(
      call(
        "cloudtrail",
        name,
        { name: "t" },
        { eventID, recipientAccountId: PRODUCTION, awsRegion: REGION, ...extra },
      ),
    );
  const batch = (...bodies: readonly unknown[]) => ({
    Records: bodies.map((body, index) => ({
      messageId: `m${index}`,
      body: typeof body === "string" ? body : JSON.stringify(body),
    })),
  });
  const subject = "[critical] booking-prod: A trail was told to stop logging";

  it("tells the severity's topic and the owner's, once for many deliveries", async () => {
    assert.deepEqual(await run(batch(event("a"), event("a"))), { batchItemFailures: [] });
    await run(event("a"));
    assert.deepEqual(await inbox(), [`critical ${subject}`, `owner ${subject}`]);
  });

  it("says attempt, one step milder, of a failed call", async () => {
    await run(event("attempt", "StopLogging", { errorCode: "AccessDenied" }));
    const line = "[high] booking-prod: Attempt: A trail was told to stop logging";
    assert.deepEqual(await inbox(), [`high ${line}`, `owner ${line}`]);
  });

  it("fails a poison message alone", async () => {
    const answer = await run(batch("{no json", event("beside-poison"), "7"));
    assert.deepEqual(
      answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
      ["m0", "m2"],
    );
    assert.equal((await inbox()).length, 2);
  });

  it("loses nothing and doubles nothing when a topic fails between two", async () => {
    proxy.fault = ({ action, body }) =>
      action === "Publish" && body.includes("owner")
        ? {
            status: 403,
            body: '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>',
            headers: { "content-type": "text/xml" },
          }
        : undefined;
    assert.equal((await run(batch(event("half")))).batchItemFailures.length, 1);
    await assert.rejects(run(event("half")));
    assert.deepEqual(await inbox(), [`critical ${subject}`]);
    proxy.fault = () => undefined;
    assert.deepEqual(await run(batch(event("half"))), { batchItemFailures: [] });
    assert.deepEqual(await inbox(), [`owner ${subject}`]);
  });

  it("turns a storm into few messages", async () => {
    for (let index = 0; index < 40; index++) await run(event(`storm-${index}`, "PutInsightSelectors"));
    const messages = await inbox();
    // Three one by one and the tenth, each to two topics.
    assert.equal(messages.length, 8);
  });
});
