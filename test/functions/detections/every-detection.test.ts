import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import assert from "node:assert/strict";
import { CATALOGUE } from "../../../functions/detections/catalogue";
import { EXAMPLES } from "../../../functions/detections/examples";
import { type Case } from "../../../functions/detections/examples/example";
import { lower } from "../../../functions/detections/types";
import { type TrailRecord } from "../../../functions/lib/events";
import { accountOf, envelopeOf, isAttempt } from "../../../functions/lib/events-record";
import { type BatchAnswer } from "../../../functions/triage/handler";
import { DeployedResponse, type Place } from "../support/deployed";
import { as, REGION } from "../support/landing-zone";
import { type Moto, startMoto } from "../support/moto";
import { type Proxy, startProxy } from "../support/proxy";
import { prepareRuler } from "../support/ruler";

/** Services that report in one Region, wherever the caller works. */
const GLOBAL = /^(account|cloudfront|iam|organizations|waf)\.amazonaws\.com$/;

/** The accounts that the examples are made in. */
const EXAMPLE_ACCOUNT = "111122223333";

interface Told {
  readonly topic: string;
  readonly detection: string | undefined;
  readonly severity: string | undefined;
}

/**
 * Every example of the catalogue goes the whole way as deployed: the rules of a workload's account, the bus, its rule, the queue, and the
 * bundle of triage with its own variables, in the security account.
 */
describe("every detection, through what is deployed", function () {
  this.timeout(300_000);
  let deployed: DeployedResponse;
  let moto: Moto;
  let proxy: Proxy;
  let run: (event: unknown) => Promise<BatchAnswer>;
  let variables: Readonly<Record<string, string>>;
  let dynamo: DynamoDBClient;
  let reached: ReadonlyMap<TrailRecord, readonly string[]>;
  const former = { ...process.env };

  before("deploys the stacks, unless that has been done", async function () {
    this.timeout(900_000);
    deployed = await DeployedResponse.read();
    prepareRuler();
    reached = waysOf(deployed);
    moto = await startMoto();
    proxy = await startProxy(moto.endpoint);
    // The function's own account, so that ARNs are those deployed.
    const own = await as(deployed.account("security"));
    dynamo = new DynamoDBClient(own);
    variables = deployed.variables("triage");
    const sns = new SNSClient(own);
    for (const { outputs } of deployed.ofType("sns/topic:Topic"))
      await sns.send(new CreateTopicCommand({ Name: String(outputs.name) }));
    await new SSMClient(own).send(
      new PutParameterCommand({
        Name: `${variables.DIRECTORY_PATH}/${EXAMPLE_ACCOUNT}`,
        Type: "String",
        Value: JSON.stringify({ name: "booking", environment: "prod", workload: "booking" }),
      }),
    );
    Object.assign(process.env, variables, {
      AWS_ENDPOINT_URL: proxy.endpoint,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: own.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: own.credentials.secretAccessKey,
      AWS_SESSION_TOKEN: own.credentials.sessionToken,
    });
    run = ((await import(await deployed.bundleOf("triage"))) as { handler: typeof run }).handler;
  });

  after(async () => {
    for (const name of [...Object.keys(variables ?? {}), "AWS_SESSION_TOKEN"]) {
      if (former[name] === undefined) delete process.env[name];
      else process.env[name] = former[name];
    }
    await proxy?.stop();
    await moto?.stop();
  });

  beforeEach(forget);

  /** Hands events to the function as its queue does, and says what it told whom. */
  async function told(records: readonly TrailRecord[]): Promise<readonly Told[]> {
    proxy.passed.length = 0;
    const answer = await run({
      Records: records.map((record, index) => ({
        messageId: `m${index}`,
        body: JSON.stringify(envelopeOf(record)),
      })),
    });
    assert.deepEqual(answer, { batchItemFailures: [] });
    return proxy.passed
      .filter(({ action }) => action === "Publish")
      .map(({ body }) => {
        const form = new URLSearchParams(body);
        const attributes = new Map(
          [...form.entries()].flatMap(([key, value]) => {
            const [, entry] = /^MessageAttributes\.entry\.(\d+)\.Name$/.exec(key) ?? [];
            return entry === undefined
              ? []
              : [[value, form.get(`MessageAttributes.entry.${entry}.Value.StringValue`) ?? ""] as const];
          }),
        );
        return {
          topic: form.get("TopicArn") ?? "",
          detection: attributes.get("detection"),
          severity: attributes.get("severity"),
        };
      });
  }

  for (const { id, title, severity, burst, failureIsTheEvent } of CATALOGUE) {
    it(`${id}: ${title}`, async () => {
      const { hits, misses } = casesOf(id);
      for (const { what, record } of hits) {
        if (id === "unexpected-region") {
          // Where nothing is deployed there is no rule either: the organisation's trail sees those Regions, and its alarm tells.
          assert.deepEqual(reached.get(record), []);
          const filters = deployed.ofType("cloudwatch/logMetricFilter:LogMetricFilter");
          assert.ok(filters.some(({ outputs }) => /\$\.awsRegion *!=/.test(String(outputs.pattern))));
        } else assert.ok(reached.get(record)?.includes("triage"), `does not arrive: ${what}`);
        const count = burst?.count ?? 1;
        const times = Array.from({ length: count }, (_, index) => ({ ...record, eventID: `${id}-${index}` }));
        const expected =
          burst?.severity ?? (isAttempt(record) && !failureIsTheEvent ? lower(severity) : severity);
        assert.deepEqual(
          (await told(times)).filter(({ detection }) => detection === id),
          [{ topic: variables[`TOPIC_${expected.toUpperCase()}`], detection: id, severity: expected }],
          what,
        );
        await forget();
      }
      for (const { what, record } of misses) {
        // Some a rule keeps at home, the others triage lets pass.
        if (!reached.get(record)?.includes("triage")) continue;
        const count = burst?.count ?? 1;
        const times = Array.from({ length: count }, (_, index) => ({ ...record, eventID: `${id}-${index}` }));
        const found = (await told(times)).filter(({ detection }) => detection === id);
        assert.deepEqual(found, [], `is told: ${what}`);
        await forget();
      }
    });
  }

  /** Forgets what has been seen, so that no example is part of another's storm. */
  async function forget(): Promise<void> {
    const TableName = variables.STATE_TABLE;
    await dynamo.send(new DeleteTableCommand({ TableName })).catch(() => undefined);
    await dynamo.send(
      new CreateTableCommand({
        TableName,
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
  }

  it("is told apart from its near miss on both ways: by a rule, and by triage", () => {
    const misses = CATALOGUE.flatMap(({ id }) => casesOf(id).misses);
    const arrived = misses.filter(({ record }) => reached.get(record)?.includes("triage"));
    assert.ok(arrived.length > 20 && arrived.length < misses.length, `${arrived.length} of ${misses.length}`);
  });
});

function casesOf(id: string): { readonly hits: readonly Case[]; readonly misses: readonly Case[] } {
  const example = EXAMPLES[id];
  assert.ok(example, `${id} has no example`);
  return {
    hits: [example.fires, ...(example.alsoFires ?? [])],
    misses: [example.nearMiss, ...(example.alsoMisses ?? [])],
  };
}

/** The functions that each example reaches when it is made in a workload's account. */
function waysOf(deployed: DeployedResponse): ReadonlyMap<TrailRecord, readonly string[]> {
  const records = CATALOGUE.flatMap(({ id }) => {
    const { hits, misses } = casesOf(id);
    return [...hits, ...misses].map(({ record }) => record);
  });
  const account = deployed.account("prod-booking");
  const placeOf = (record: TrailRecord): Place => ({
    account,
    region: GLOBAL.test(String(record["eventSource"])) ? "us-east-1" : String(record["awsRegion"]),
  });
  const ways = deployed.reached(
    records.map((record) => ({ place: placeOf(record), event: envelopeOf(record) })),
  );
  for (const record of records) assert.equal(accountOf(record), EXAMPLE_ACCOUNT);
  return new Map(records.map((record, index) => [record, ways[index] ?? []]));
}
