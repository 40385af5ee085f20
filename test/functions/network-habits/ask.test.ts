import * as assert from "node:assert/strict";
import { asker, type AskWorld, pages } from "../../../functions/network-habits/ask";

type Reply = { status: number; body: string } | Error;
const whole = (total: number): object => ({
  status: 200,
  timed_out: false,
  _shards: { failed: 0 },
  hits: { total: { value: total } },
});
const replies = (...responses: object[]): Reply => ({ status: 200, body: JSON.stringify({ responses }) });

/** A domain that answers as it is told, a clock that moves only while somebody waits, and what was asked. */
function world(answers: readonly Reply[], tick = 0) {
  const asked: string[][] = [];
  const waits: number[] = [];
  let clock = 0;
  const parts: AskWorld = {
    post: (_, body) => {
      const answer = answers[asked.length] ?? replies();
      clock += tick;
      asked.push(
        body
          .trimEnd()
          .split("\n")
          .filter((_line, index) => index % 2 === 1),
      );
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    sleep: (ms) => {
      waits.push(ms);
      clock += ms;
      return Promise.resolve();
    },
    now: () => clock,
    random: () => 1,
  };
  return { asked, waits, parts };
}

const search = (name: string) => ({ indices: [name], body: { query: { term: { name } } } });
const totals = (found: readonly { hits?: { total?: { value: number } } }[]) =>
  found.map(({ hits }) => hits?.total?.value);

describe("asking the domain", () => {
  const busy: [string, Reply][] = [
    ["429", { status: 429, body: "busy" }],
    ["503", { status: 503, body: "starting" }],
    ["a broken connection", new Error("socket hang up")],
    ["an answer that is none", { status: 200, body: "<html>" }],
    ["too few answers", replies(whole(1))],
  ];
  for (const [name, reply] of busy)
    it(`asks again after ${name}, and waits longer each time`, async () => {
      const { asked, waits, parts } = world([reply, reply, replies(whole(1), whole(2))]);
      assert.deepEqual(totals(await asker(parts, 60_000)([search("a"), search("b")])), [1, 2]);
      assert.deepEqual([asked.length, waits], [3, [200, 400]]);
    });

  const partial: [string, object][] = [
    ["is refused for now", { status: 429, error: { type: "rejected_execution_exception", reason: "full" } }],
    ["lacks a shard", { ...whole(0), _shards: { failed: 1 } }],
    ["took too long", { ...whole(0), timed_out: true }],
  ];
  for (const [name, response] of partial)
    it(`asks only that again which ${name}, and keeps the order`, async () => {
      const { asked, parts } = world([replies(whole(1), response, whole(3)), replies(whole(2))]);
      assert.deepEqual(
        totals(await asker(parts, 60_000)([search("a"), search("b"), search("c")])),
        [1, 2, 3],
      );
      assert.deepEqual(
        asked.map((bodies) => bodies.length),
        [3, 1],
      );
      assert.match(asked[1]?.[0] ?? "", /"name":"b"/);
    });

  it("fails at once when it may not, or asks wrongly", async () => {
    const denied = world([{ status: 403, body: "no permissions for [indices:data/read/msearch]" }]);
    await assert.rejects(
      asker(denied.parts, 60_000)([search("a")]),
      /refused to search: 403: no permissions/,
    );
    const wrong = world([
      replies({ status: 400, error: { type: "parsing_exception", reason: "unknown query" } }),
    ]);
    await assert.rejects(
      asker(wrong.parts, 60_000)([search("a")]),
      /refused a search: 400 parsing_exception: unknown query/,
    );
    assert.deepEqual([denied.asked.length, wrong.asked.length], [1, 1]);
  });

  it("fails with the last fault when the time is up, so that the event comes again", async () => {
    const { parts } = world(Array<Reply>(100).fill({ status: 429, body: "busy" }), 1_000);
    await assert.rejects(asker(parts, 30_000)([search("a")]), /gave no answer in time: 429: busy/);
  });

  it("puts two hundred questions into a request", async () => {
    const { asked, parts } = world([replies(...Array<object>(200).fill(whole(1))), replies(whole(2))]);
    const found = await asker(parts, 60_000)(Array.from({ length: 201 }, () => search("a")));
    assert.deepEqual([found.length, asked.map((bodies) => bodies.length)], [201, [200, 1]]);
  });
});

describe("pages of combinations", () => {
  const page = (keys: readonly string[]): Reply =>
    replies({
      ...whole(0),
      aggregations: {
        all: {
          buckets: keys.map((name) => ({ key: { name }, doc_count: 1 })),
          after_key: { name: keys.at(-1) },
        },
      },
    });
  async function keysOf(answers: readonly Reply[]): Promise<{ keys: string[][]; asked: string[][] }> {
    const { asked, parts } = world(answers);
    const keys: string[][] = [];
    for await (const buckets of pages(
      asker(parts, 60_000),
      { indices: ["i"], query: {}, fields: ["name"] },
      2,
    ))
      keys.push(buckets.map((bucket) => (bucket["key"] as { name: string }).name));
    return { keys, asked };
  }

  it("follow each other to the last, which may be full", async () => {
    const { keys, asked } = await keysOf([page(["a", "b"]), page(["c", "d"]), page([])]);
    assert.deepEqual(keys, [
      ["a", "b"],
      ["c", "d"],
    ]);
    assert.match(asked[1]?.[0] ?? "", /"after":\{"name":"b"\}/);
  });

  it("end with a page that is not full, and are none where there is no index", async () => {
    assert.equal((await keysOf([page(["a"])])).asked.length, 1);
    assert.deepEqual((await keysOf([replies({ status: 200, timed_out: false })])).keys, []);
  });
});
