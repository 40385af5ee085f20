import assert from "node:assert/strict";
import fc from "fast-check";
import { commonRuleNames, planEventRules } from "../../../../components/detection/event-rules-plan";
import { accountRules } from "../../../../functions/detections/account-rules";
import { eventRules, PATTERN_LIMIT } from "../../../../functions/detections/patterns";
import { DEFAULT_POLICY } from "../../../../functions/detections/policy";

const policy = { ...DEFAULT_POLICY, allowedRegions: ["eu-west-2"] };

/** Every call that patterns name, as `SOURCE NAME`. */
function calls(details: readonly unknown[]): Set<string> {
  const found = details.flatMap((detail) => {
    const { eventSource, eventName } = detail as { eventSource?: string[]; eventName?: string[] };
    return (eventSource ?? []).flatMap((source) => (eventName ?? []).map((name) => `${source} ${name}`));
  });
  return new Set(found);
}

function alternatives(rules: ReturnType<typeof accountRules>): readonly unknown[] {
  return rules.flatMap(({ pattern }) => (pattern.detail.$or as unknown[] | undefined) ?? [pattern.detail]);
}

describe("the rules of an account", () => {
  it("are few, and within EventBridge's limit of a pattern", () => {
    const plan = planEventRules(policy, ["eu-west-2"]);
    assert.deepEqual(
      plan.map(({ region, rules }) => [region, rules.length]),
      [
        ["eu-west-2", 2],
        ["us-east-1", 3],
      ],
    );
    for (const { rules } of plan)
      for (const { pattern } of rules) assert.ok(JSON.stringify(pattern).length <= PATTERN_LIMIT);
  });

  it("watch every call of the catalogue in the Region of global services, and the regional ones elsewhere", () => {
    const named = (scope: "global" | "regional") =>
      eventRules(policy)
        .filter((rule) => scope === "global" || rule.scope === "regional")
        .map(({ pattern }) => pattern.detail);
    for (const { region, rules } of planEventRules(policy, ["eu-west-2"])) {
      const watched = calls(alternatives(rules));
      for (const call of calls(named(region === "us-east-1" ? "global" : "regional")))
        assert.ok(watched.has(call), `${region}: ${call}`);
    }
  });

  it("tell the repairs what they must know", () => {
    for (const { rules } of planEventRules(policy, ["eu-west-2"])) {
      const watched = calls(alternatives(rules));
      for (const call of [
        "ec2.amazonaws.com CreateFlowLogs",
        "ec2.amazonaws.com ModifySecurityGroupRules",
        "config.amazonaws.com StopConfigurationRecorder",
        "cloudtrail.amazonaws.com StopLogging",
      ])
        assert.ok(watched.has(call), call);
      assert.match(JSON.stringify(rules), /AWS::EC2::SecurityGroup/);
    }
  });

  it("ask for reads only where a detection needs them, and never beside one that must not see them", () => {
    for (const { rules } of planEventRules(policy, ["eu-west-2"])) {
      const states = rules.map(({ state, pattern }) => [state, JSON.stringify(pattern)] as const);
      const wantsReads = states.filter(([state]) => state !== "ENABLED");
      assert.equal(wantsReads.length, 1);
      assert.ok(wantsReads.every(([, text]) => text.includes('"Root"') && text.includes("AccessDenied")));
      assert.ok(wantsReads.every(([, text]) => !text.includes('anything-but":["eu-west-2')));
    }
  });

  it("have names that the guardrails protect and the heartbeat finds in every Region", () => {
    assert.deepEqual(commonRuleNames(policy, ["eu-west-2", "eu-west-1"]), [
      "LandingZoneConcern1",
      "LandingZoneConcern2",
    ]);
  });

  it("know where the other partitions' global services report", () => {
    const regions = (home: string) => planEventRules(policy, [home]).map(({ region }) => region);
    assert.deepEqual(regions("us-east-1"), ["us-east-1"]);
    assert.deepEqual(regions("us-gov-east-1"), ["us-gov-east-1", "us-gov-west-1"]);
  });

  it("hold every alternative once, whatever the limit", () => {
    const all = alternatives(accountRules(policy, [], "global", 100_000));
    fc.assert(
      fc.property(fc.integer({ min: 1500, max: 8000 }), (limit) => {
        const rules = accountRules(policy, [], "global", limit);
        const held = alternatives(rules);
        assert.deepEqual(calls(held), calls(all));
        assert.equal(new Set(held.map((one) => JSON.stringify(one))).size, held.length);
        for (const { pattern } of rules) assert.ok(JSON.stringify(pattern).length <= limit);
      }),
      { numRuns: 50 },
    );
  });
});
