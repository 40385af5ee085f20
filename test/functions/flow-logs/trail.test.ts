import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";
import { trailLogGroup } from "../../../components/logging/trail-plan";
import { panelQuery } from "../../../functions/dashboards/panel-query";
import { panelRows } from "../../../functions/dashboards/panel-rows";
import { TRAIL_PANELS } from "../../../functions/dashboards/trail-panels";
import { type LogEvent } from "../../../functions/flow-logs/subscription";
import { trailDocument } from "../../../functions/flow-logs/trail-document";
import { nodesAvailable } from "../../../tools/engine/nodes";
import { root } from "../../../tools/lib/paths";
import { ask, SEARCH_START_MS } from "../support/opensearch";
import { withTemplates } from "../support/sample-indices";
import { payload } from "../support/shipper";
import { type Answer } from "../support/invoke-bundle";
import { invokeShipper, queueService } from "../support/shipper-bundle";

/** A day that no other test writes to. */
const DAY = Date.UTC(2037, 4, 4);
const INDEX = "trail-2037.05.04";
const MANAGEMENT = "210000000001";
const ROOT_USER = { type: "Root", arn: "arn:aws:iam::210000000211:root", accountId: "210000000211" };

/** A record as CloudTrail writes it, of a change by a role unless told otherwise. */
function record(id: number, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      arn: "arn:aws:sts::210000000211:assumed-role/Deployer/session",
      accountId: "210000000211",
      sessionContext: { attributes: { mfaAuthenticated: "true" } },
    },
    eventTime: new Date(DAY + id * 1000).toISOString().replace(".000", ""),
    eventSource: "ec2.amazonaws.com",
    eventName: "RunInstances",
    awsRegion: "eu-west-2",
    sourceIPAddress: "172.20.0.9",
    userAgent: "aws-cli/2.27",
    requestParameters: null,
    responseElements: null,
    eventID: `00000000-0000-4000-8000-${String(id).padStart(12, "0")}`,
    readOnly: false,
    eventType: "AwsApiCall",
    recipientAccountId: "210000000211",
    ...more,
  };
}

/** What a guessing mapping breaks on: one name with three types, names with dots, thousands of names, a value of 200 KB. */
const freeForms: readonly unknown[] = [
  { filter: "text", "a.b.c": 1, tags: { items: [{ key: "owner", value: 1 }] } },
  {
    filter: { nested: { deeper: [1, "two", null, { three: true }] } },
    "a.b": { c: "object where a number was" },
  },
  { filter: 7, policyDocument: JSON.stringify({ Statement: [] }) },
  Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`parameter${index}`, index])),
  { userData: "<sensitiveDataRemoved>".repeat(9_000) },
];

const insight = {
  eventVersion: "1.08",
  eventTime: new Date(DAY + 100_000).toISOString(),
  awsRegion: "eu-west-2",
  eventID: "00000000-0000-4000-8000-0000000000ff",
  eventType: "AwsCloudTrailInsight",
  recipientAccountId: "210000000211",
  sharedEventID: "00000000-0000-4000-8000-0000000000fe",
  insightDetails: {
    state: "Start",
    eventSource: "iam.amazonaws.com",
    eventName: "CreateAccessKey",
    insightType: "ApiCallRateInsight",
    insightContext: { statistics: { baseline: { average: 0.01 }, insight: { average: 42 } } },
  },
  eventCategory: "Insight",
};

const records: ReadonlyArray<Record<string, unknown>> = [
  ...freeForms.map((requestParameters, index) => record(index, { requestParameters })),
  record(20, { eventName: "StopLogging", errorCode: "AccessDenied", errorMessage: "not authorized" }),
  record(21, {
    eventName: "ConsoleLogin",
    eventType: "AwsConsoleSignIn",
    userIdentity: ROOT_USER,
    sourceIPAddress: "203.0.113.66",
    additionalEventData: { MFAUsed: "No" },
  }),
  record(22, { eventName: "DescribeInstances", readOnly: true, sourceIPAddress: "config.amazonaws.com" }),
  // Longer than a term of the index may be.
  record(23, { errorCode: "E".repeat(40_000) }),
  insight,
];

describe("CloudTrail records through the shipper's bundle into a real OpenSearch", function () {
  this.timeout(120_000);
  let folder = "";
  let answers: Answer[] = [];
  let letters: { kind: string; reason: string; awslogs: { data: string } }[] = [];
  const poison: readonly string[] = [
    "{broken",
    "[]",
    '"text"',
    "null",
    JSON.stringify({ eventID: "no call" }),
  ];

  before(async function () {
    this.timeout(SEARCH_START_MS + 60_000);
    if (!nodesAvailable) this.skip();
    await withTemplates();
    fs.mkdirSync(path.join(root, ".search"), { recursive: true });
    folder = fs.mkdtempSync(path.join(root, ".search", "trail-"));
    const messages = [...records.map((one) => JSON.stringify(one)), ...poison];
    const batchOf = (stream: string, ids: string) => ({
      owner: MANAGEMENT,
      logGroup: trailLogGroup,
      logStream: stream,
      events: messages.map((message, index): LogEvent => ({
        id: `${ids}${index}`,
        timestamp: DAY + 200_000,
        message,
      })),
    });
    const fromStream = (data: string): object => ({
      Records: [{ eventSource: "aws:kinesis", kinesis: { data, sequenceNumber: "1" } }],
    });
    // Two trails, or one trail's two deliveries: other log events, the same records.
    const events = ["3", "4"].map((ids) =>
      fromStream(payload(batchOf(`o-a1b2c3d4e5_210000000211_CloudTrail_eu-west-2`, ids))),
    );
    const { endpoint, bodies, close } = await queueService();
    answers = await invokeShipper(folder, events, endpoint, [
      { logGroupPrefix: "prod-", kind: "flow" },
      { logGroupPrefix: trailLogGroup, kind: "trail" },
    ]);
    close();
    letters = bodies.map((body) => JSON.parse(body) as (typeof letters)[number]);
    await ask("POST", `/${INDEX}/_refresh`);
  });
  after(() => {
    if (folder !== "") fs.rmSync(folder, { recursive: true });
  });

  const rowsOf = async (id: string) => {
    const panel = TRAIL_PANELS.find((one) => one.id === id);
    assert.ok(panel, id);
    const range = { from: DAY, to: DAY + 86_400_000 };
    return panelRows(panel, await ask("POST", "/trail-*/_search", panelQuery(panel, range)));
  };

  it("fails no delivery", () => {
    assert.deepEqual(
      answers.map(({ value, error }) => value ?? error),
      [{ batchItemFailures: [] }, { batchItemFailures: [] }],
    );
  });

  it("stores each record once under its event id, whatever its parameters are", async () => {
    const { count } = await ask<{ count: number }>("GET", `/${INDEX}/_count`);
    assert.equal(count, records.length);
    for (const one of records) {
      const id = String(one["eventID"]);
      const found = await ask<{ _source: { record: string } }>("GET", `/${INDEX}/_doc/${id}`);
      assert.deepEqual(JSON.parse(found._source.record), one, "the whole record is kept");
    }
  });

  it("makes no field of a parameter's name", async () => {
    const { [INDEX]: index } = await ask<Record<string, { mappings: { properties: object } }>>(
      "GET",
      `/${INDEX}/_mapping`,
    );
    assert.ok(Object.keys(index?.mappings.properties ?? {}).length < 20);
  });

  it("puts what is no record on the poison queue with its reason, as it came", () => {
    assert.ok(letters.every(({ kind }) => kind === "poison"));
    const put = letters.flatMap(({ awslogs }) => {
      const text = gunzipSync(Buffer.from(awslogs.data, "base64")).toString("utf8");
      return (JSON.parse(text) as { logEvents: LogEvent[] }).logEvents.map(({ message }) => message);
    });
    assert.deepEqual([...put].sort(), [...poison, ...poison].sort());
    assert.ok(letters.some(({ reason }) => /^not JSON/.test(reason)));
    assert.ok(letters.some(({ reason }) => /no object/.test(reason)));
    assert.ok(letters.some(({ reason }) => /no eventName/.test(reason)));
  });

  it("answers the panels", async () => {
    const [root_] = await rowsOf("trail-root");
    assert.deepEqual(root_?.keys, ["210000000211", "ConsoleLogin", "203.0.113.66"]);
    assert.deepEqual(
      (await rowsOf("trail-errors")).map(({ keys }) => keys),
      [["arn:aws:sts::210000000211:assumed-role/Deployer/session", "StopLogging"]],
    );
    assert.deepEqual(
      (await rowsOf("trail-without-mfa")).map(({ keys }) => keys),
      [[ROOT_USER.arn, "ConsoleLogin"]],
    );
    const changes = (await rowsOf("trail-changes")).reduce((sum, { values }) => sum + (values[0] ?? 0), 0);
    assert.equal(changes, records.length - 2, "all but the read and the finding");
    const calls = new Map((await rowsOf("trail-calls")).map(({ keys, values }) => [keys[0], values[0]]));
    assert.equal(calls.get("RunInstances"), freeForms.length + 1);
  });

  it("names the call that a finding of Insights is about", () => {
    const shaped = trailDocument(JSON.stringify(insight), DAY, trailLogGroup);
    assert.ok("document" in shaped);
    const { event_name, event_source, event_type, read_only } = shaped.document;
    assert.deepEqual(
      [event_name, event_source, event_type, read_only],
      ["CreateAccessKey", "iam.amazonaws.com", "AwsCloudTrailInsight", undefined],
    );
  });
});
