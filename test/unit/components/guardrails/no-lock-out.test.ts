import assert from "node:assert/strict";
import { planGuardrails } from "../../../../components/guardrails/guardrails-plan";
import { guardrailNoLockOut } from "../../../../policy-pack/policies/organisation/guardrail-no-lock-out";
import { type Planned, judgeStack } from "../../../policy-pack/harness";
import { planArgs, statementsOf } from "./support";

const { policies } = planGuardrails(planArgs());

function verdict(content: string, type: string): string {
  const planned: Planned = { type: "aws:organizations/policy:Policy", name: "one", props: { content, type } };
  const outcomes = judgeStack(guardrailNoLockOut, {
    policy: guardrailNoLockOut.name,
    title: "",
    resources: [planned],
    expect: {},
  });
  return outcomes.get("one")?.status ?? "notApplicable";
}

describe("the guardrails and the policy that guards against lock-out", () => {
  for (const { name, type, content } of policies) {
    it(`agree on ${name}`, () => {
      assert.equal(verdict(content, type), type === "DECLARATIVE_POLICY_EC2" ? "notApplicable" : "compliant");
    });
  }

  it("disagree as soon as an exemption that matters is gone", () => {
    const refused = policies
      .filter(({ type }) => type === "SERVICE_CONTROL_POLICY")
      .flatMap(({ type, content }) =>
        statementsOf(content).flatMap(({ Condition, ...statement }) => {
          const { ArnNotLike: _, ...others } = Condition ?? {};
          const bare = JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ ...statement, Condition: others }],
          });
          return verdict(bare, type) === "violation" ? [statement.Sid] : [];
        }),
      );
    assert.deepEqual(refused.sort(), [
      "Gateways",
      "PlatformKeySettings",
      "PlatformLogSettings",
      "Recorder",
      "Suspended",
      "TrailSettings",
      "VpcLayout",
    ]);
  });
});
