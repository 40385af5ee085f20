import assert from "node:assert/strict";
import { compliant, notApplicable, unknown, violation } from "../../policy-pack/lib/outcome";
import { type ResourcePolicy, type StackPolicy } from "../../policy-pack/lib/policy";
import { policies } from "../../policy-pack/policies";
import { cases, stackCases } from "./cases";
import { isResourcePolicy, isStackPolicy, judge, stackMismatches } from "./harness";

/** Policies that have lost their sense, each in its own way: some case of every policy must tell. */
const MUTANTS = {
  "says that all is well": compliant,
  "finds fault with everything": violation("mutant"),
  "never knows": unknown("mutant"),
  "never applies": notApplicable("mutant"),
} as const;

function resourceMutantSurvives(policy: ResourcePolicy): boolean {
  return cases
    .filter((one) => one.policy === policy.name)
    .every((one) => judge(policy, one).status === one.expect);
}

function stackMutantSurvives(policy: StackPolicy): boolean {
  return stackCases
    .filter((one) => one.policy === policy.name)
    .every((one) => stackMismatches(policy, one).length === 0);
}

describe("mutation of the whole pack", () => {
  for (const [name, outcome] of Object.entries(MUTANTS)) {
    it(`no policy that ${name} survives`, () => {
      const survivors = [
        ...policies
          .filter(isResourcePolicy)
          .filter((policy) => resourceMutantSurvives({ ...policy, check: () => outcome })),
        ...policies
          .filter(isStackPolicy)
          .filter(({ name: own }) => own !== "pack-health")
          .filter((policy) =>
            stackMutantSurvives({
              ...policy,
              check: (model) => model.resources.map((resource) => ({ resource, outcome })),
            }),
          ),
      ];
      assert.deepEqual(
        survivors.map((policy) => policy.name),
        [],
      );
    });
  }

  it("no stack policy that finds nothing survives", () => {
    const emptied = policies.filter(isStackPolicy).filter(({ name }) => name !== "pack-health");
    const survivors = emptied.filter((policy) => stackMutantSurvives({ ...policy, check: () => [] }));
    assert.deepEqual(
      survivors.map(({ name }) => name),
      [],
    );
  });

  it("every policy still finds fault with each type it lists: old forms and new", () => {
    const blind: string[] = [];
    for (const policy of policies.filter(isResourcePolicy)) {
      const bad = cases.filter((one) => one.policy === policy.name && one.expect === "violation");
      for (const type of policy.types) {
        if (!bad.some((one) => judge(policy, { ...one, type }).status === "violation"))
          blind.push(`${policy.name}: ${type}`);
      }
    }
    // Each is about one direction, and lists the rules of the other to say that it does not apply.
    assert.deepEqual(blind.sort(), [
      "internet-ingress-only-on-web-ports: aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      "no-remote-administration-from-anywhere: aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      "no-unrestricted-egress: aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    ]);
  });
});
