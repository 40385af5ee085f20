import assert from "node:assert/strict";
import fc from "fast-check";
import { CATALOGUE } from "../../../functions/detections/catalogue";
import { detect, firing } from "../../../functions/detections/detect";
import { EXAMPLE_POLICY, EXAMPLES } from "../../../functions/detections/examples";
import { call, type Case } from "../../../functions/detections/examples/example";
import { eventRules, PATTERN_LIMIT } from "../../../functions/detections/patterns";
import { DEFAULT_POLICY, isLogBucket, policyFrom } from "../../../functions/detections/policy";
import { lower } from "../../../functions/detections/types";
import { type TrailRecord } from "../../../functions/lib/events";
import { envelopeOf } from "../../../functions/lib/events-record";
import { matchingRules, prepareRuler } from "../support/ruler";

const fires = (id: string, record: TrailRecord): boolean =>
  firing(record, EXAMPLE_POLICY).some((detection) => detection.id === id);

const casesOf = (id: string): { readonly hits: readonly Case[]; readonly misses: readonly Case[] } => {
  const example = EXAMPLES[id];
  assert.ok(example, `${id} has no example`);
  return {
    hits: [example.fires, ...(example.alsoFires ?? [])],
    misses: [example.nearMiss, ...(example.alsoMisses ?? [])],
  };
};

describe("the catalogue of detections", () => {
  it("has unique ids and exactly one example each", () => {
    const ids = CATALOGUE.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(Object.keys(EXAMPLES).sort(), [...ids].sort());
  });

  for (const { id, title } of CATALOGUE) {
    it(`${id}: ${title}`, () => {
      const { hits, misses } = casesOf(id);
      for (const { what, record } of hits) assert.ok(fires(id, record), `should fire: ${what}`);
      for (const { what, record } of misses) assert.ok(!fires(id, record), `should not fire: ${what}`);
    });
  }

  it("lowers a failed call by one step and calls it an attempt", () => {
    for (const { id, failureIsTheEvent } of CATALOGUE) {
      const hit = casesOf(id).hits[0];
      assert.ok(hit);
      const find = (record: TrailRecord) =>
        detect(record, EXAMPLE_POLICY).find((detected) => detected.id === id);
      const done = find(hit.record);
      const failed = find({ ...hit.record, errorCode: "AccessDenied" });
      assert.ok(done && failed, id);
      assert.equal(failed.attempt, true);
      assert.equal(failed.severity, failureIsTheEvent ? done.severity : lower(done.severity), id);
    }
  });

  it("fires nothing twice and nothing on a plain read", () => {
    assert.deepEqual(detect(call("s3", "GetBucketLocation", {}, { readOnly: true })), []);
    const ids = detect(call("cloudtrail", "StopLogging", {})).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it("survives any record, of whatever shape", () => {
    const named = CATALOGUE.flatMap((detection) => {
      if (detection.sources === "any") return [];
      const [eventSource] = detection.sources;
      return detection.names.map((eventName) => ({ eventName, eventSource }));
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...named),
        fc.jsonValue(),
        fc.jsonValue(),
        fc.jsonValue(),
        (name, a, b, c) => {
          detect(
            { ...name, requestParameters: a, userIdentity: b, responseElements: c, errorCode: a },
            EXAMPLE_POLICY,
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("survives an example with any part of it replaced", () => {
    const junk = [null, "", "0", -1, [], {}, [null], { items: null }, "\u0000", { items: [{ items: [] }] }];
    const spoil = (value: unknown, bad: unknown): unknown[] => {
      if (typeof value !== "object" || value === null) return [bad];
      return Object.keys(value).flatMap((key) =>
        spoil((value as Record<string, unknown>)[key], bad).map((replaced) => ({
          ...value,
          [key]: replaced,
        })),
      );
    };
    for (const { id } of CATALOGUE)
      for (const { record } of casesOf(id).hits)
        for (const bad of junk)
          for (const spoilt of spoil(record, bad)) detect(spoilt as TrailRecord, EXAMPLE_POLICY);
  });
});

describe("the policy", () => {
  it("knows log buckets by name until it is given a list", () => {
    assert.ok(isLogBucket(DEFAULT_POLICY, "org-cloudtrail-logs-eu"));
    assert.ok(!isLogBucket(DEFAULT_POLICY, "blog-images"));
    const listed = policyFrom('{"logBuckets":["archive-a"],"minimumRetentionDays":"30"}');
    assert.ok(isLogBucket(listed, "archive-a") && !isLogBucket(listed, "org-cloudtrail-logs-eu"));
    assert.equal(listed.minimumRetentionDays, 30);
  });

  it("keeps its defaults when the variable cannot be read", () => {
    assert.deepEqual(policyFrom("{oops"), DEFAULT_POLICY);
    assert.deepEqual(policyFrom(undefined), DEFAULT_POLICY);
  });
});

describe("the event rules", function () {
  this.timeout(180_000);
  before(() => prepareRuler());

  const rules = eventRules(EXAMPLE_POLICY);

  it("stay within the limit of a pattern, also when it is tight", () => {
    for (const { name, pattern } of rules) assert.ok(JSON.stringify(pattern).length <= PATTERN_LIMIT, name);
    const tight = eventRules(EXAMPLE_POLICY, 600);
    assert.ok(tight.length > rules.length);
    assert.ok(
      tight
        .filter(({ name }) => name.includes("-ec2-"))
        .every((r) => JSON.stringify(r.pattern).length <= 600),
    );
    assert.equal(new Set(tight.map(({ name }) => name)).size, tight.length);
  });

  it("deliver every record that fires, by EventBridge's own matcher, and no near miss passes both", () => {
    const cases = CATALOGUE.flatMap(({ id }) => {
      const { hits, misses } = casesOf(id);
      return [
        ...hits.map((hit) => ({ id, hit: true, ...hit })),
        ...misses.map((miss) => ({ id, hit: false, ...miss })),
      ];
    });
    const patterns = Object.fromEntries(rules.map(({ name, pattern }) => [name, pattern]));
    const matched = matchingRules(
      patterns,
      cases.map(({ record }) => envelopeOf(record)),
    );
    cases.forEach(({ id, hit, what, record }, index) => {
      const delivered = (matched[index]?.length ?? 0) > 0;
      assert.equal(delivered && fires(id, record), hit, `${id}: ${what}`);
    });
  });

  it("take no event that somebody other than AWS put on the bus", () => {
    const forged = { ...envelopeOf(call("cloudtrail", "StopLogging")), source: "com.example" };
    const patterns = Object.fromEntries(rules.map(({ name, pattern }) => [name, pattern]));
    assert.deepEqual(matchingRules(patterns, [forged]), [[]]);
  });
});
