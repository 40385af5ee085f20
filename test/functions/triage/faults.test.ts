import { CreateTableCommand, DynamoDBClient, ScanCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import assert from "node:assert/strict";
import path from "node:path";
import { call } from "../../../functions/detections/examples/example";
import { envelopeOf } from "../../../functions/lib/events-record";
import { TRIAGE } from "../../../functions/triage/contract";
import { type BatchAnswer } from "../../../functions/triage/handler";
import { bundle } from "../../../tools/functions/build";
import { loadBundle } from "../support/load-bundle";
import { deathsOf, deliver, dismiss } from "../support/dying";
import { PRODUCTION, REGION } from "../support/landing-zone";
import { type Moto, startMoto } from "../support/moto";
import { type Fault, type Proxy, startProxy } from "../support/proxy";

/** Services that say they are called too often, each in its own way. */
const THROTTLED: Readonly<Record<string, Fault>> = {
  UpdateItem: {
    status: 400,
    body: '{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"slow down"}',
    headers: { "content-type": "application/x-amz-json-1.0" },
  },
  GetParametersByPath: {
    status: 400,
    body: '{"__type":"ThrottlingException","message":"Rate exceeded"}',
    headers: { "content-type": "application/x-amz-json-1.1" },
  },
  Publish: {
    status: 429,
    body: '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>Throttled</Code><Message>slow down</Message></Error></ErrorResponse>',
    headers: { "content-type": "text/xml" },
  },
};

describe("triage, when things go wrong", function () {
  this.timeout(300_000);
  let moto: Moto;
  let proxy: Proxy;
  let file = "";
  let run: (event: unknown) => Promise<BatchAnswer>;
  let dynamo: DynamoDBClient;
  let serial = 0;

  before(async () => {
    moto = await startMoto();
    proxy = await startProxy(moto.endpoint);
    dynamo = new DynamoDBClient({ region: REGION });
    await dynamo.send(
      new CreateTableCommand({
        TableName: "state",
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
    const sns = new SNSClient({ region: REGION });
    const topic = async (Name: string): Promise<string> =>
      (await sns.send(new CreateTopicCommand({ Name }))).TopicArn ?? "";
    await new SSMClient({ region: REGION }).send(
      new PutParameterCommand({
        Name: `/landing-zone/accounts/${PRODUCTION}`,
        Type: "String",
        Value: JSON.stringify({ name: "booking-prod", ownerTopicArn: await topic("owner") }),
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
    const folder = path.join(__dirname, "..", "..", "..", ".engine", "bundles");
    ({ file } = await bundle(TRIAGE.name, TRIAGE.entry, folder));
    run = loadBundle<typeof run>(file);
  });

  after(async () => {
    dismiss();
    for (const { name } of TRIAGE.environment) delete process.env[name];
    await proxy.stop();
    await moto.stop();
  });

  beforeEach(() => {
    proxy.passed.length = 0;
    proxy.fault = () => undefined;
    proxy.after = () => undefined;
  });

  const stopped = (eventID: string, extra = {}) =>
    envelopeOf(
      call(
        "cloudtrail",
        "StopLogging",
        { name: "t" },
        // Each in an hour of its own, so that none is part of another's storm.
        {
          eventID,
          recipientAccountId: PRODUCTION,
          awsRegion: REGION,
          eventTime: new Date(Date.UTC(2026, 0, 1, ++serial)).toISOString(),
          ...extra,
        },
      ),
    );
  const batch = (...bodies: readonly unknown[]) => ({
    Records: bodies.map((body, index) => ({ messageId: `m${index}`, body: JSON.stringify(body) })),
  });
  /** Topics that were told, by name. A message whose answer was lost was told all the same. */
  const told = (): readonly string[] =>
    proxy.passed
      .filter(({ action }) => action === "Publish")
      .map(({ body }) => new URLSearchParams(body).get("TopicArn")?.split(":").pop() ?? "")
      .sort();
  const rows = async () => (await dynamo.send(new ScanCommand({ TableName: "state" }))).Items ?? [];
  /** Lets every claim lapse, as time does. */
  async function lapse(): Promise<void> {
    for (const { pk } of await rows())
      if (pk?.S?.startsWith("signal#"))
        await dynamo.send(
          new UpdateItemCommand({
            TableName: "state",
            Key: { pk },
            UpdateExpression: "SET lease = :zero",
            ExpressionAttributeValues: { ":zero": { N: "0" } },
          }),
        );
  }

  it("dies at any of its calls: nothing is lost, and told twice only what it had just told", async () => {
    const { calls } = await deliver(file, batch(stopped("alive")), proxy);
    assert.deepEqual(told(), ["critical", "owner"]);
    let doubled = 0;
    for (const { action, call: number, when } of deathsOf(calls)) {
      const what = `${when} ${number}. ${action}`;
      const id = `dies-${number}-${when}`;
      const event = batch(stopped(id));
      proxy.passed.length = 0;
      const first = await deliver(file, event, proxy, { call: number, when });
      assert.equal(first.answer, undefined, `did not die ${what}`);
      await lapse();
      // What the dying function asked for in vain has told nobody.
      const inVain = when === "before" ? proxy.passed.splice(number - 1, 1) : [];
      assert.equal(inVain.length, when === "before" ? 1 : 0);
      const second = await deliver(file, event, proxy);
      assert.deepEqual(second.answer?.value, { batchItemFailures: [] }, what);
      const previous = calls[number - 2];
      const justTold =
        (action === "Publish" && when === "after") || (previous === "Publish" && when === "before");
      const topics = told();
      assert.deepEqual([...new Set(topics)], ["critical", "owner"], `lost, ${what}`);
      assert.equal(topics.length, justTold ? 3 : 2, `${topics.join()} told, ${what}`);
      if (justTold) doubled++;
      const third = await deliver(file, event, proxy);
      assert.deepEqual(third.answer?.value, { batchItemFailures: [] });
      assert.equal(told().length, topics.length, `told again, ${what}`);
    }
    assert.equal(doubled, 4);
  });

  it("counts once, also when it dies after it has counted", async () => {
    const event = batch(stopped("counted"));
    const { calls } = await deliver(file, batch(stopped("calls")), proxy);
    const firstPublish = calls.indexOf("Publish") + 1;
    await deliver(file, event, proxy, { call: firstPublish, when: "before" });
    await lapse();
    await deliver(file, event, proxy);
    const counters = (await rows()).filter(({ pk }) => pk?.S?.startsWith("count#"));
    const hour = Math.floor(Date.UTC(2026, 0, 1, serial - 1) / 3_600_000);
    const own = counters.find(({ pk }) => pk?.S?.endsWith(`#${hour}`));
    assert.equal(own?.["seen"]?.N, "1");
  });

  it("waits out services that are called too often", async () => {
    for (const [action, fault] of Object.entries(THROTTLED)) {
      let refusals = 2;
      let refused = 0;
      proxy.passed.length = 0;
      proxy.fault = (passed) => {
        if (passed.action !== action || refusals-- <= 0) return undefined;
        refused++;
        return fault;
      };
      assert.deepEqual(await run(batch(stopped(`throttled-${action}`))), { batchItemFailures: [] }, action);
      proxy.fault = () => undefined;
      const published = told().length - (action === "Publish" ? refused : 0);
      assert.equal(published, 2, action);
      // The directory is read once in five minutes, so it may not be asked at all.
      assert.ok(refused === 2 || action === "GetParametersByPath", action);
    }
  });

  it("delivered again while it is at it, tells once", async () => {
    const event = batch(stopped("twins"));
    const answers: BatchAnswer[] = [];
    proxy.after = async ({ action }) => {
      if (action !== "Publish" || answers.length > 0) return;
      answers.push({ batchItemFailures: [] });
      answers[0] = await run(event);
    };
    assert.deepEqual(await run(event), { batchItemFailures: [] });
    // The second is to come again, and finds it done then.
    assert.deepEqual(answers, [{ batchItemFailures: [{ itemIdentifier: "m0" }] }]);
    assert.deepEqual(await run(event), { batchItemFailures: [] });
    assert.deepEqual(told(), ["critical", "owner"]);
  });

  it("takes events of the future and of the past once each, and says which are old", async () => {
    const ahead = stopped("ahead", { eventTime: new Date(Date.now() + 3 * 3_600_000).toISOString() });
    const behind = stopped("behind", { eventTime: new Date(Date.now() - 48 * 3_600_000).toISOString() });
    const odd = stopped("odd", { eventTime: "yesterday" });
    for (let delivery = 0; delivery < 2; delivery++)
      assert.deepEqual(await run(batch(ahead, behind, odd)), { batchItemFailures: [] });
    const texts = proxy.passed
      .filter(({ action }) => action === "Publish")
      .map(({ body }) => new URLSearchParams(body).get("Message") ?? "");
    assert.equal(texts.length, 6);
    const late = texts.filter((text) => text.includes("(told late)"));
    assert.ok(late.length === 2 && late.every((text) => text.includes("event behind")), late.join("\n"));
  });

  it("takes a batch as large as SQS gives within 128 MB, poison among it", async () => {
    const ballast = "x".repeat(220_000);
    const bodies = Array.from({ length: 9 }, (_, index) =>
      stopped(`large-${index}`, { requestParameters: { name: "t", ballast } }),
    );
    const event = batch(...bodies, 7);
    const { answer } = await deliver(file, event, proxy);
    assert.deepEqual(answer?.value, { batchItemFailures: [{ itemIdentifier: "m9" }] });
    assert.equal(told().length, 18);
    assert.ok((answer as { rss?: number }).rss! < TRIAGE.memoryMegabytes * 1024 * 1024);
  });
});
