import assert from "node:assert/strict";
import { policies } from "../../policy-pack/policies";
import { cases, stackCases } from "./cases";
import { isResourcePolicy, isStackPolicy, judge, stackMismatches, withUnknown } from "./harness";

const resourcePolicies = new Map(policies.filter(isResourcePolicy).map((policy) => [policy.name, policy]));
const stackPolicies = new Map(policies.filter(isStackPolicy).map((policy) => [policy.name, policy]));

describe("policies on one resource", () => {
  for (const one of cases) {
    it(`${one.policy}: ${one.expect}: ${one.title} (${one.type})`, () => {
      const policy = resourcePolicies.get(one.policy);
      assert.ok(policy, "there is no such policy");
      assert.ok(policy.types.includes(one.type), "the policy is never called with this type");
      const outcome = judge(policy, one);
      assert.equal(outcome.status, one.expect, JSON.stringify(outcome));
    });
  }
});

describe("policies on a whole stack", () => {
  for (const one of stackCases) {
    it(`${one.policy}: ${one.title}`, () => {
      const policy = stackPolicies.get(one.policy);
      assert.ok(policy, "there is no such policy");
      assert.deepEqual(stackMismatches(policy, one), []);
    });
  }
});

describe("every policy", () => {
  const CHECKED = policies.filter(({ name }) => name !== "pack-health");
  /** Judged by resource options, which are always known. */
  const NEVER_UNKNOWN = new Set(["log-resources-protected"]);

  it("is among at least ninety, each with a name of its own", () => {
    assert.ok(policies.length >= 90, String(policies.length));
    assert.equal(new Set(policies.map(({ name }) => name)).size, policies.length);
  });

  for (const policy of CHECKED) {
    it(`${policy.name} has cases that comply, that violate and that are unknown`, () => {
      const statuses = isResourcePolicy(policy)
        ? cases.filter((one) => one.policy === policy.name).map(({ expect }) => expect)
        : stackCases
            .filter((one) => one.policy === policy.name)
            .flatMap(({ expect }) => Object.values(expect));
      for (const status of ["compliant", "violation", "unknown"] as const) {
        if (status === "unknown" && NEVER_UNKNOWN.has(policy.name)) continue;
        assert.ok(statuses.includes(status), `no case is ${status}`);
      }
    });

    it(`${policy.name} tells what to do`, () => {
      assert.match(policy.description, /^[A-Z].*\.$/s);
      assert.ok(
        policy.remediationSteps.length > 20 || /^Set \w+/.test(policy.remediationSteps),
        policy.remediationSteps,
      );
      assert.match(policy.url, /^https:\/\//);
      assert.ok(policy.tags.length > 0);
      assert.ok(Object.values(policy.controls).flat().length > 0, "it answers no control");
    });
  }

  it("never calls a violation compliant because one more value is unknown", () => {
    const silent: string[] = [];
    for (const one of cases.filter(({ expect }) => expect === "violation")) {
      const policy = resourcePolicies.get(one.policy);
      for (const key of Object.keys(one.props)) {
        const outcome = policy && judge(policy, { ...one, props: withUnknown(one.props, key) });
        if (outcome?.status === "compliant") silent.push(`${one.policy}: ${one.title}: ${key}`);
      }
    }
    assert.deepEqual(silent, []);
  });
});
