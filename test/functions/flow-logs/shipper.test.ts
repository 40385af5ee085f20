import * as assert from "node:assert/strict";
import { type LogBatch, type LogEvent } from "../../../functions/flow-logs/subscription";
import { randomFrom } from "../../../tools/flows/sample/random";
import { faultProxy, type Fault } from "../support/fault-proxy";
import { ask, SEARCH_START_MS, searchNode } from "../support/opensearch";
import { withTemplates } from "../support/sample-indices";
import { context, payload, subscription, testShipper } from "../support/shipper";

/** Each test has a day of its own, far from the sample week, so that its index holds what it sent and nothing else. */
let day = Date.UTC(2031, 0, 1);

function batchOf(count: number, edit: (line: string, index: number) => string = (line) => line): LogBatch {
  day += 24 * 3600 * 1000;
  const seconds = day / 1000;
  const random = randomFrom(seconds);
  const events: LogEvent[] = Array.from({ length: count }, (_, index) => ({
    id: `${seconds}${String(index).padStart(46, "0")}`,
    timestamp: day + index,
    message: edit(
      `2 222222222222 eni-0a 10.10.1.${random.between(1, 254)} 203.0.113.9 ${random.between(1024, 65535)} 443 6 3 ${index} ` +
        `${seconds + 60} ${seconds + 119} ACCEPT OK`,
      index,
    ),
  }));
  return { owner: "222222222222", logGroup: "/old/flow-logs/vpc", logStream: "eni-0a", events };
}

function indexOf(batch: LogBatch): string {
  const date = new Date((batch.events[0] as LogEvent).timestamp).toISOString().slice(0, 10);
  return `flow-${date.replaceAll("-", ".")}`;
}

/** Number of documents, and sum of their bytes: records are numbered by `bytes`, so both right means none lost or doubled. */
async function stored(batch: LogBatch): Promise<{ count: number; sum: number }> {
  const index = indexOf(batch);
  await ask("POST", `/${index}/_refresh`);
  const answer = await ask<{ hits: { total: { value: number } }; aggregations: { sum: { value: number } } }>(
    "POST",
    `/${index}/_search`,
    { size: 0, track_total_hits: true, aggs: { sum: { sum: { field: "bytes" } } } },
  );
  return { count: answer.hits.total.value, sum: answer.aggregations.sum.value };
}

function whole(count: number): { count: number; sum: number } {
  return { count, sum: (count * (count - 1)) / 2 };
}

describe("log shipper and a real OpenSearch", function () {
  this.timeout(60_000);

  before(async function () {
    this.timeout(SEARCH_START_MS);
    await withTemplates();
  });

  it("stores each record in the index of its day under the event's id", async () => {
    const { endpoint } = await searchNode();
    const { handle, traces } = testShipper(endpoint);
    const batch = batchOf(3);
    await handle(subscription(batch), context(60_000));
    const found = await ask<{ _source: object }>(
      "GET",
      `/${indexOf(batch)}/_doc/${batch.events[2]?.id ?? ""}`,
    );
    const source = found._source as Record<string, unknown>;
    assert.equal(source["@timestamp"], day + 60_000);
    assert.equal(source["src_network"], "booking");
    assert.equal(source["dst_network"], "internet");
    assert.equal(source["service_port"], 443);
    assert.equal(source["log_group"], "/old/flow-logs/vpc");
    assert.equal(traces.lines[0]?.["Stored"], 3);
  });

  it("answers a control message by doing nothing", async () => {
    const { handle, traces } = testShipper("http://127.0.0.1:1");
    const data = payload({ ...batchOf(1), events: [] }, "CONTROL_MESSAGE");
    assert.deepEqual(await handle({ awslogs: { data } }, context(60_000)), { batchItemFailures: [] });
    assert.deepEqual(traces, { letters: [], lines: [], waits: [] });
  });

  it("delivered twice, stores once", async () => {
    const { endpoint } = await searchNode();
    const { handle, traces } = testShipper(endpoint);
    const batch = batchOf(50);
    await handle(subscription(batch), context(60_000));
    await handle(subscription(batch), context(60_000));
    assert.deepEqual(await stored(batch), whole(50));
    assert.equal(traces.lines[1]?.["Duplicates"], 50);
    assert.deepEqual(traces.letters, []);
  });

  const faults: [string, Fault[]][] = [
    ["429 for the request", [{ status: 429 }, { status: 429 }]],
    ["503 and 504", [{ status: 503 }, { status: 504 }]],
    ["429 for single items", [{ everyNth: 3 }, { everyNth: 2 }]],
    ["a connection that breaks after storing", ["stored-but-broken"]],
    ["a request too large for the node", [{ status: 413 }]],
    ["a role that lacks its right for a while", [{ status: 403 }]],
  ];
  for (const [name, list] of faults) {
    it(`loses and doubles nothing under ${name}`, async () => {
      const proxy = await faultProxy((await searchNode()).endpoint, list);
      const { handle, traces } = testShipper(proxy.endpoint);
      const batch = batchOf(200);
      await handle(subscription(batch), context(60_000));
      await proxy.close();
      assert.deepEqual(await stored(batch), whole(200));
      assert.deepEqual(traces.letters, []);
      assert.ok(proxy.sizes.length > 1, "the fault was met");
      assert.ok(traces.waits.length >= 1, "it backed off");
    });
  }

  it("sends again only what was rejected", async () => {
    const proxy = await faultProxy((await searchNode()).endpoint, [{ everyNth: 2 }]);
    const { handle } = testShipper(proxy.endpoint);
    await handle(subscription(batchOf(100)), context(60_000));
    await proxy.close();
    const [first, second] = proxy.sizes as [number, number];
    assert.ok(second < first * 0.55, `${second} of ${first} bytes`);
  });

  it("backs off longer each time, with jitter, never beyond its cap", async () => {
    const proxy = await faultProxy((await searchNode()).endpoint, Array<Fault>(9).fill({ status: 503 }));
    const { handle, traces } = testShipper(proxy.endpoint, { random: () => 0.999 });
    await handle(subscription(batchOf(1)), context(600_000));
    await proxy.close();
    const rounded = traces.waits.map((wait) => Math.round(wait / 10) * 10);
    assert.deepEqual(rounded, [200, 400, 800, 1600, 3200, 6390, 9990, 9990, 9990]);
  });

  it("keeps each bulk request within 5 MB", async () => {
    const proxy = await faultProxy((await searchNode()).endpoint, []);
    const { handle } = testShipper(proxy.endpoint);
    const batch = batchOf(20_000);
    await handle(subscription(batch), context(60_000));
    await proxy.close();
    assert.ok(proxy.sizes.length >= 2, `${proxy.sizes.length} requests`);
    assert.ok(Math.max(...proxy.sizes) <= 5 * 1024 * 1024);
    assert.deepEqual(await stored(batch), whole(20_000));
  });

  it("puts poison away with its reason and stores the rest", async () => {
    const { endpoint } = await searchNode();
    const { handle, traces } = testShipper(endpoint);
    const batch = batchOf(20, (line, index) =>
      index === 3 ? "garbage" : index === 7 ? line.replace("203.0.113.9", "203.0.113.999") : line,
    );
    await handle(subscription(batch), context(60_000));
    const sum = whole(20).sum - 3 - 7;
    assert.deepEqual(await stored(batch), { count: 18, sum });
    assert.deepEqual(
      traces.letters.map(({ kind, reason, eventIds }) => ({ kind, reason, eventIds })),
      [
        {
          kind: "poison",
          reason: "1 field where the format declares 14",
          eventIds: [batch.events[3]?.id],
        },
        {
          kind: "poison",
          reason: 'dstaddr is not an IP address: "203.0.113.999"',
          eventIds: [batch.events[7]?.id],
        },
      ],
    );
  });

  it("puts away, with OpenSearch's reason, what the mapping refuses", async () => {
    const { endpoint } = await searchNode();
    const { handle, traces } = testShipper(endpoint);
    // A port of five nines passes the parser, which knows numbers, but not the mapping, which knows integers.
    const batch = batchOf(5, (line, index) => (index === 2 ? line.replace(" 443 ", " 99999999999 ") : line));
    await handle(subscription(batch), context(60_000));
    assert.equal((await stored(batch)).count, 4);
    assert.equal(traces.letters.length, 1);
    assert.match(traces.letters[0]?.reason ?? "", /^400: mapper_parsing_exception: .*dstport.*out of range/);
  });

  it("stops in time, puts the rest on the retry queue, and stores it when the queue brings it back", async () => {
    const proxy = await faultProxy((await searchNode()).endpoint, Array<Fault>(1000).fill({ everyNth: 4 }));
    let clock = Date.now();
    const { handle, traces } = testShipper(proxy.endpoint, {
      now: () => clock,
      sleep: (ms) => {
        clock += ms;
        return Promise.resolve();
      },
      random: () => 1,
    });
    const batch = batchOf(400);
    const started = clock;
    await handle(subscription(batch), context(7_000));
    await proxy.close();
    assert.ok(clock - started <= 2_000, `used ${clock - started} ms of 2000`);
    const before = await stored(batch);
    assert.ok(before.count > 0 && before.count < 400, `${before.count} stored`);
    assert.ok(traces.letters.length > 0 && traces.letters.every((letter) => letter.kind === "undelivered"));

    const again = testShipper((await searchNode()).endpoint);
    const records = traces.letters.map((letter, index) => ({
      eventSource: "aws:sqs",
      messageId: String(index),
      body: JSON.stringify(letter),
    }));
    assert.deepEqual(await again.handle({ Records: records }, context(60_000)), { batchItemFailures: [] });
    assert.deepEqual(await stored(batch), whole(400));
  });

  it("fails the invocation when neither index nor queue can be had, so that it is repeated", async () => {
    const broken = {
      putAway: () => Promise.reject(new Error("no queue")),
    };
    const { handle } = testShipper("http://127.0.0.1:1", broken);
    const batch = batchOf(2);
    await assert.rejects(handle(subscription(batch), context(5_050)), /no queue/);
    const body = JSON.stringify({ awslogs: { data: payload(batch) } });
    const records = [{ eventSource: "aws:sqs", messageId: "m1", body }];
    const queued = await handle({ Records: records }, context(5_050));
    assert.deepEqual(queued, { batchItemFailures: [{ itemIdentifier: "m1" }] });
  });

  it("gives up on a node that does not answer, when its time is up", async () => {
    const proxy = await faultProxy((await searchNode()).endpoint, Array<Fault>(10).fill("silence"));
    const { handle, traces } = testShipper(proxy.endpoint);
    await handle(subscription(batchOf(2)), context(5_300));
    await proxy.close();
    assert.match(traces.letters[0]?.reason ?? "", /no answer in \d+ ms|no time left/);
  });

  it("takes deliveries from a stream, each for itself", async () => {
    const { endpoint } = await searchNode();
    const { handle, traces } = testShipper(endpoint);
    const batch = batchOf(4);
    const record = (data: string, sequenceNumber: string): object => ({
      eventSource: "aws:kinesis",
      kinesis: { data, sequenceNumber },
    });
    await handle({ Records: [record(payload(batch), "1"), record("bm90IGd6aXA=", "2")] }, context(60_000));
    assert.deepEqual(await stored(batch), whole(4));
    assert.match(traces.letters[0]?.reason ?? "", /^not gzip of JSON/);
  });

  it("does not let a wrong clock open an index in 1970", async () => {
    const { endpoint } = await searchNode();
    const { handle } = testShipper(endpoint);
    const batch = batchOf(2, (line, index) =>
      index === 1 ? line.replace(/ \d{10} \d{10} /, " 60 119 ") : line,
    );
    await handle(subscription(batch), context(60_000));
    assert.deepEqual(await stored(batch), whole(2));
  });

  it("puts away what comes from a log group nobody declared", async () => {
    const { handle, traces } = testShipper("http://127.0.0.1:1");
    await handle(subscription({ ...batchOf(3), logGroup: "/unknown" }), context(60_000));
    assert.match(traces.letters[0]?.reason ?? "", /no source is configured for the log group \/unknown/);
    assert.equal(traces.lines[0]?.["Poison"], 3);
  });
});
