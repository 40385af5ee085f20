import assert from "node:assert/strict";
import { planGuardrails } from "../../../../components/guardrails/guardrails-plan";
import {
  type AdditionalGuardrail,
  organizationIdPlaceholder,
} from "../../../../components/guardrails/plan-args";
import { GuardrailQuotaError } from "../../../../components/guardrails/split";
import { policyQuotas } from "../../../../settings/facts/policy-quotas";
import { listOf, planArgs, statementsOf } from "./support";

const mine = (sid: string, characters: number, units = ["Workloads/Development"]): AdditionalGuardrail => ({
  sid,
  denies: "Something",
  why: "because",
  actions: ["s3:GetObject"],
  resources: [`arn:aws:s3:::${"x".repeat(characters)}`],
  exempt: ["deployment"],
  units,
});

describe("the plan of guardrails", () => {
  const plan = planGuardrails(planArgs());
  const targetsOf = (policy: string): string[] =>
    plan.policies
      .filter(({ name }) => name.replace(/-\d+$/, "") === policy)
      .flatMap(({ targets }) => targets.map(({ name }) => name));

  it("attaches each group where it belongs", () => {
    const groups = [...new Set(plan.policies.map(({ name }) => name.replace(/-\d+$/, "")))];
    assert.deepEqual(
      groups.map((group) => [group, [...new Set(targetsOf(group))]]),
      [
        ["baseline", ["Security", "Infrastructure", "Workloads"]],
        ["platform", ["Security", "Infrastructure"]],
        ["keys", ["Security", "Infrastructure"]],
        ["watched", ["Infrastructure", "Workloads"]],
        ["network", ["Security", "Infrastructure", "Workloads"]],
        ["production", ["Workloads/Production"]],
        ["suspended", ["Suspended"]],
        ["resources", ["Security", "Infrastructure", "Workloads", "Suspended"]],
        ["ec2-defaults", ["Security", "Infrastructure", "Workloads", "Suspended"]],
        ["no-internet", ["Security", "Suspended"]],
        ["outbound-only", ["dev-reports"]],
      ],
    );
  });

  it("guards every top-level unit, one of a user's own too", () => {
    const { policies } = planGuardrails(
      planArgs({ units: ["Security", "Sandboxes", "Sandboxes/Deep", "Suspended"] }),
    );
    const baseline = policies.find(({ name }) => name === "baseline-1");
    assert.deepEqual(baseline?.targets, [
      { kind: "unit", name: "Security" },
      { kind: "unit", name: "Sandboxes" },
    ]);
    // Groups without a target are not made at all.
    assert.deepEqual(
      policies.filter(({ targets }) => targets.length === 0),
      [],
    );
    assert.ok(!policies.some(({ name }) => name.startsWith("production")));
  });

  it("keeps every document within its size, and every target within its number", () => {
    const counts = new Map<string, number>();
    for (const { type, content, targets } of plan.policies) {
      assert.ok(content.length <= policyQuotas[type].maxCharacters);
      for (const { name } of targets) counts.set(`${type} ${name}`, (counts.get(`${type} ${name}`) ?? 0) + 1);
    }
    for (const [key, count] of counts) {
      const quota = policyQuotas[key.split(" ")[0] as keyof typeof policyQuotas];
      assert.ok(count + quota.attachedByAws <= quota.maxPerTarget, key);
    }
  });

  it("says everything by statements of their own, each under its Sid", () => {
    for (const { type, content, sids } of plan.policies) {
      if (type === "DECLARATIVE_POLICY_EC2") continue;
      assert.deepEqual(
        statementsOf(content).map(({ Sid }) => Sid),
        sids,
      );
    }
  });

  it("denies and never allows: what is allowed stays with Organizations' own policies", () => {
    for (const { type, content } of plan.policies) {
      if (type === "DECLARATIVE_POLICY_EC2") continue;
      for (const { Sid, Effect } of statementsOf(content)) assert.equal(Effect, "Deny", Sid);
    }
  });

  it("leaves the place of the organisation's id, as long as an id can be, in resource control policies only", () => {
    assert.ok(organizationIdPlaceholder.length >= "o-".length + 32);
    for (const { type, content } of plan.policies) {
      assert.equal(content.includes(organizationIdPlaceholder), type === "RESOURCE_CONTROL_POLICY");
    }
  });

  it("puts the Regions and the roles it is given into the documents", () => {
    const { policies } = planGuardrails(
      planArgs({ regions: ["ca-central-1"], roles: { ...planArgs().roles, deployment: "Deployer" } }),
    );
    const regions = policies
      .flatMap(({ type, content }) => (type === "SERVICE_CONTROL_POLICY" ? statementsOf(content) : []))
      .find(({ Sid }) => Sid === "Regions");
    assert.deepEqual(regions?.Condition, {
      StringNotEquals: { "aws:RequestedRegion": "ca-central-1" },
      ArnNotLike: {
        "aws:PrincipalArn": ["arn:*:iam::*:role/Deployer", "arn:*:iam::*:role/LandingZoneBreakGlass"],
      },
    });
  });

  it("lets trusted accounts through resource control policies", () => {
    const { policies } = planGuardrails(planArgs({ trustedAccounts: ["638102146993"] }));
    const statements = policies
      .filter(({ type }) => type === "RESOURCE_CONTROL_POLICY")
      .flatMap(({ content }) => statementsOf(content));
    const [outside, deputy] = statements.map(({ Condition }) => Condition?.StringNotEqualsIfExists);
    assert.equal(outside?.["aws:PrincipalAccount"], "638102146993");
    assert.equal(deputy?.["aws:SourceAccount"], "638102146993");
  });

  it("takes guardrails of the organisation's own, those for the same units in one document", () => {
    const { policies } = planGuardrails(
      planArgs({ additional: [mine("One", 10), mine("Two", 10), mine("Three", 10, ["Infrastructure"])] }),
    );
    const own = policies.filter(({ name }) => name.startsWith("additional"));
    assert.deepEqual(
      own.map(({ name, sids }) => [name, sids]),
      [
        ["additional-workloads-development-1", ["One", "Two"]],
        ["additional-infrastructure-1", ["Three"]],
      ],
    );
    const [first] = statementsOf(own[0]!.content);
    assert.deepEqual(listOf(first?.Condition?.ArnNotLike?.["aws:PrincipalArn"]), [
      "arn:*:iam::*:role/LandingZoneDeployment",
    ]);
  });

  it("merges statements when they would not fit otherwise", () => {
    // Nine documents of one statement each are all there is room for; merged, ten fit into fewer.
    const many = Array.from({ length: 80 }, (_, index) => ({
      ...mine(`Own${index}`, 10),
      resources: Array.from({ length: 60 }, (__, bucket) => `arn:aws:s3:::a-bucket-${bucket}`),
      actions: [`s3:Action${index}`],
    }));
    const { policies } = planGuardrails(planArgs({ additional: many }));
    const own = policies.filter(({ name }) => name.startsWith("additional"));
    assert.ok(own.length <= 9, String(own.length));
    assert.equal(own.flatMap(({ sids }) => sids).length, 80);
    assert.ok(own.flatMap(({ content }) => statementsOf(content)).length < 80);
  });

  it("refuses what does not fit at a target, and says what each statement there costs", () => {
    const many = Array.from({ length: 10 }, (_, index) => mine(`Own${index}`, 6000 + index));
    assert.throws(
      () => planGuardrails(planArgs({ additional: many })),
      (error: unknown) => {
        assert.ok(error instanceof GuardrailQuotaError);
        assert.match(
          error.message,
          /"Workloads\/Development" would have 10 policies of type SERVICE_CONTROL_POLICY; AWS takes 10, of which AWS attaches 1/,
        );
        assert.equal(error.costs.length, 10);
        assert.match(error.message, /\n {2}62\d\d {2}Own9\n/);
        return true;
      },
    );
  });

  it("refuses two guardrails of one Sid", () => {
    assert.throws(
      () => planGuardrails(planArgs({ additional: [mine("Regions", 1)] })),
      /Two guardrails are called Regions/,
    );
  });
});
