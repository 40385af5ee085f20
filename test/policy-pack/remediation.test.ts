import assert from "node:assert/strict";
import { bare } from "../../policy-pack/analysis/from-policy";
import { parametersOf } from "../../policy-pack/lib/parameters";
import { policies } from "../../policy-pack/policies";
import { cases } from "./cases";
import { type Case, isResourcePolicy, judge } from "./harness";

describe("remediations", () => {
  const repairing = policies.filter(isResourcePolicy).filter(({ remediate }) => remediate !== undefined);

  it("exist, and none is on unless configured", () => {
    assert.ok(repairing.length >= 5);
    assert.ok(policies.every(({ level }) => level !== "remediate"));
  });

  for (const policy of repairing) {
    const own = cases.filter((one) => one.policy === policy.name);
    const repair = (props: object, { type, parameters }: Case) =>
      policy.remediate?.(bare(structuredClone(props) as Record<string, unknown>), type, {
        parameters: parametersOf(policy.parameters, parameters),
      });

    it(`${policy.name} repairs what violates, once`, () => {
      let repaired = 0;
      for (const one of own.filter(({ expect }) => expect === "violation")) {
        const patch = repair(one.props, one);
        if (patch === undefined) continue;
        repaired++;
        const props = { ...one.props, ...patch };
        assert.equal(judge(policy, { ...one, props }).status, "compliant", one.title);
        assert.equal(repair(props, one), undefined, `${one.title}: a second repair`);
      }
      assert.ok(repaired > 0);
    });

    it(`${policy.name} leaves alone what complies, does not apply, or is not known`, () => {
      for (const one of own.filter(({ expect }) => expect !== "violation")) {
        assert.equal(repair(one.props, one), undefined, `${one.expect}: ${one.title}`);
      }
    });
  }
});
