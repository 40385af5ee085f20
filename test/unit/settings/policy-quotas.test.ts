import assert from "node:assert/strict";
import { POLICY_SIZES, QUOTAS } from "../../../policy-pack/lib/facts/quotas";
import { policyQuotas } from "../../../settings/facts/policy-quotas";

describe("quotas of organisation policies", () => {
  // The pack is published by itself and has a table of its own.
  it("are the same in the settings and in the policy pack", () => {
    for (const [type, { maxCharacters }] of Object.entries(policyQuotas)) {
      assert.equal(POLICY_SIZES[type], maxCharacters, type);
    }
    assert.equal(QUOTAS.scpsPerTarget.value, policyQuotas.SERVICE_CONTROL_POLICY.maxPerTarget);
    assert.equal(QUOTAS.rcpsPerTarget.value, policyQuotas.RESOURCE_CONTROL_POLICY.maxPerTarget);
    assert.equal(QUOTAS.declarativePoliciesPerTarget.value, policyQuotas.DECLARATIVE_POLICY_EC2.maxPerTarget);
  });
});
