import assert from "node:assert/strict";
import { evaluate, unseen } from "../../../functions/heartbeat/evaluate";
import { DEFAULTS, expectationsFrom, expectedAt } from "../../../functions/heartbeat/expectations";
import { type Expectations, type Facts } from "../../../functions/heartbeat/facts";
import { fingerprint, reportFor } from "../../../functions/heartbeat/report";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const MINUTE = 60_000;
const RECORDS = {
  what: "records",
  namespace: "n",
  metric: "m",
  dimensions: { LogGroup: "/trail" },
  minutes: 60,
};
const expected: Expectations = {
  ...DEFAULTS,
  logGroups: ["/flow"],
  arrivals: [RECORDS],
  alarms: ["a"],
  rules: ["r"],
};
const well: Facts = {
  account: "1",
  region: "eu-west-2",
  trails: [
    {
      name: "t",
      multiRegion: true,
      organization: false,
      logging: true,
      delivered: NOW - 5 * MINUTE,
      error: undefined,
    },
  ],
  recorder: { recording: true, lastFailed: false },
  configDelivered: NOW - 60 * MINUTE,
  vpcs: ["vpc-1"],
  flowLogs: [{ resourceId: "vpc-1", active: true, delivering: true, trafficType: "ALL" }],
  resolverLogged: ["vpc-1"],
  loadBalancers: [{ arn: "lb", accessLogs: true }],
  logGroups: [{ name: "/flow/1", subscriptions: 1, ingested: NOW - MINUTE }],
  arrivals: [{ what: "records", count: 3 }],
  alarms: [{ name: "a", actionsEnabled: true, hasAction: true }],
  rules: [{ name: "r", enabled: true, targets: 1 }],
  blind: {},
};
const [trail] = well.trails;
assert.ok(trail);

describe("the heartbeat's judgement", () => {
  it("finds nothing where all is well", () => assert.deepEqual(evaluate(well, expected, NOW), []));

  const bad: readonly (readonly [string, Partial<Facts>, RegExp])[] = [
    ["no trail", { trails: [] }, /^trail: trail there is no trail/],
    [
      "a trail of one Region",
      { trails: [{ ...trail, multiRegion: false }] },
      /there is no trail over all Regions/,
    ],
    ["a stopped trail", { trails: [{ ...trail, logging: false }] }, /is not logging/],
    [
      "a trail refused by its bucket",
      { trails: [{ ...trail, error: "AccessDenied" }] },
      /cannot deliver: AccessDenied/,
    ],
    [
      "a trail gone quiet",
      { trails: [{ ...trail, delivered: NOW - 61 * MINUTE }] },
      /last delivered 61 minutes ago/,
    ],
    ["a trail that never delivered", { trails: [{ ...trail, delivered: undefined }] }, /has never delivered/],
    ["no recorder", { recorder: undefined }, /^recorder: recorder there is none/],
    ["a stopped recorder", { recorder: { recording: false, lastFailed: false } }, /is not recording/],
    [
      "a failing recorder",
      { recorder: { recording: true, lastFailed: true } },
      /failed at its last recording/,
    ],
    ["an old snapshot", { configDelivered: NOW - 27 * 60 * MINUTE }, /last delivered 27 hours ago/],
    ["a VPC without flow log", { flowLogs: [] }, /vpc-1 has no flow log of all traffic/],
    [
      "a flow log of rejects only",
      { flowLogs: [{ resourceId: "vpc-1", active: true, delivering: true, trafficType: "REJECT" }] },
      /has no flow log of all traffic/,
    ],
    [
      "a flow log that fails",
      { flowLogs: [{ resourceId: "vpc-1", active: true, delivering: false, trafficType: "ALL" }] },
      /cannot deliver/,
    ],
    ["no DNS log", { resolverLogged: [] }, /does not log its DNS queries/],
    ["access logs off", { loadBalancers: [{ arn: "lb", accessLogs: false }] }, /has its access logs off/],
    ["no log group", { logGroups: [] }, /there is no such log group/],
    [
      "no subscription",
      { logGroups: [{ name: "/flow/1", subscriptions: 0, ingested: NOW }] },
      /has no subscription/,
    ],
    [
      "a quiet group",
      { logGroups: [{ name: "/flow/1", subscriptions: 1, ingested: NOW - 190 * MINUTE }] },
      /190 minutes ago/,
    ],
    [
      "what stays away",
      { arrivals: [{ what: "records", count: 0 }] },
      /^arrivals: records have not arrived for 60 minutes/,
    ],
    ["what was never counted", { arrivals: [] }, /records have not arrived for 60 minutes/],
    ["no alarm", { alarms: [] }, /there is no such alarm/],
    ["a silenced alarm", { alarms: [{ name: "a", actionsEnabled: false, hasAction: true }] }, /switched off/],
    [
      "an alarm that tells nobody",
      { alarms: [{ name: "a", actionsEnabled: true, hasAction: false }] },
      /has no action/,
    ],
    ["no rule", { rules: [] }, /there is no such rule/],
    ["a disabled rule", { rules: [{ name: "r", enabled: false, targets: 1 }] }, /is disabled/],
    ["a rule without target", { rules: [{ name: "r", enabled: true, targets: 0 }] }, /has no target/],
    [
      "what it may not see",
      { blind: { alarms: "AccessDenied" } },
      /^alarms: check could not look: AccessDenied/,
    ],
  ];
  for (const [what, change, message] of bad)
    it(`finds ${what}, and nothing else`, () => {
      const problems = evaluate({ ...well, ...change }, expected, NOW);
      assert.equal(problems.length, 1);
      const [found] = problems;
      assert.match(`${found?.check}: ${found?.resource} ${found?.problem}`, message);
    });

  it("takes a delivery ahead of our clock for fresh", () => {
    assert.deepEqual(
      evaluate({ ...well, trails: [{ ...trail, delivered: NOW + 3 * MINUTE }] }, expected, NOW),
      [],
    );
  });

  it("checks only what it is asked to", () => {
    assert.deepEqual(
      evaluate({ ...well, trails: [], rules: [] }, { ...expected, checks: ["rules"] }, NOW).length,
      1,
    );
    assert.deepEqual(expectationsFrom('{"checks":["trail"],"trailAgeMinutes":"5"}').checks, ["trail"]);
    assert.throws(() => expectationsFrom('{"checks":["trial"]}'), /no such check: trial/);
    assert.throws(() => expectationsFrom("{oops"));
  });

  it("expects in a place what is expected there, beside what is expected everywhere", () => {
    const json = JSON.stringify({
      alarms: ["a"],
      places: [
        { account: "1", region: "eu-west-2", logGroups: ["/trail"], arrivals: [RECORDS], alarms: ["t"] },
      ],
    });
    const all = expectationsFrom(json);
    const at = (account: string, region: string) => {
      const { logGroups, arrivals, alarms } = expectedAt(all, account, region);
      return { logGroups, arrivals, alarms };
    };
    assert.deepEqual(at("1", "eu-west-2"), {
      logGroups: ["/trail"],
      arrivals: [RECORDS],
      alarms: ["a", "t"],
    });
    const elsewhere = { logGroups: [], arrivals: [], alarms: ["a"] };
    assert.deepEqual([at("1", "eu-west-1"), at("2", "eu-west-2")], [elsewhere, elsewhere]);
    for (const bad of [
      { ...RECORDS, minutes: 0 },
      { ...RECORDS, minutes: 1440 },
      { ...RECORDS, metric: undefined },
    ])
      assert.throws(() => expectationsFrom(JSON.stringify({ arrivals: [bad] })), /minutes|metric is missing/);
    assert.throws(() => expectationsFrom('{"places":[{"region":"eu-west-2"}]}'), /account is missing/);
  });

  it("misses a place that it is not sent to", () => {
    const place = { account: "1", region: "eu-west-2", logGroups: [], arrivals: [RECORDS], alarms: [] };
    const places = { ...expected, places: [place] };
    assert.deepEqual(unseen(places, [{ account: "1", region: "eu-west-2" }]), []);
    const [problem] = unseen(places, [{ account: "1", region: "eu-west-1" }]);
    assert.match(problem?.problem ?? "", /does not list this place/);
  });

  it("calls an age that ticks on no news", () => {
    const at = (minutes: number) =>
      fingerprint(
        evaluate({ ...well, trails: [{ ...trail, delivered: NOW - minutes * MINUTE }] }, expected, NOW),
      );
    assert.equal(at(70), at(85));
    assert.notEqual(at(70), at(5));
  });

  it("keeps its report readable", () => {
    const [problem] = evaluate({ ...well, rules: [] }, expected, NOW);
    assert.ok(problem);
    const { text, subject } = reportFor(
      Array.from({ length: 500 }, () => problem),
      3,
    );
    assert.match(text, /and 300 more/);
    assert.equal(subject, "Heartbeat: 500 things are not as they should be");
  });
});
