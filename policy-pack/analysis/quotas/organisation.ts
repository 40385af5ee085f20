import { type Model } from "../model";
import { ACCOUNT, ORGANISATION, POLICY_TARGETS, UNIT, attachedPolicies } from "../organisation-counts";
import { type Resource } from "../resource";
import { asText, at } from "../values";
import { type Amount, atLeast, exactly, plus } from "./amount";
import { type Amounts, type Count, perResource } from "./count";
import { inPlace } from "./in-place";
import { documentSize } from "./sizes";
import { targetsOf } from "./targets";

const POLICY = "aws:organizations/policy:Policy";

/** Levels from the root down to each unit; a unit directly below the root is the first. */
function depthsOf(model: Model, units: readonly Resource[]): Amounts {
  const depths = new Map<Resource, Amount>();
  const depthOf = (unit: Resource, seen: number): Amount => {
    const known = depths.get(unit);
    if (known) return known;
    const parents = targetsOf(model, unit, "parentId", [UNIT]);
    // The id of a unit may come along with that of its organisation: then it is the unit that is meant.
    const [parent] = parents.targets.filter((one) => one !== unit);
    let depth = exactly(1);
    if (parent && seen < units.length) depth = plus(depthOf(parent, seen + 1), exactly(1));
    else if (parents.unresolved && targetsOf(model, unit, "parentId", [ORGANISATION]).targets.length === 0)
      depth = atLeast(1);
    else if (isUnit(unit)) depth = atLeast(2);
    depths.set(unit, depth);
    return depth;
  };
  for (const unit of units) depthOf(unit, 0);
  return depths;
}

/** True when the parent is a unit of another stack. */
function isUnit({ props }: Resource): boolean {
  const id = asText(at(props, "parentId"));
  return typeof id === "string" && id.startsWith("ou-");
}

function policySize(quota: "scpSize" | "rcpSize" | "declarativePolicySize", type: string): Count {
  return documentSize(quota, [POLICY], "content", "characters", {
    global: true,
    judgedElsewhere: true,
    only: ({ props }) => (asText(at(props, "type")) ?? "SERVICE_CONTROL_POLICY") === type,
  });
}

function perTarget(
  quota: "scpsPerTarget" | "rcpsPerTarget" | "declarativePoliciesPerTarget",
  type: string,
  byAws: number,
): Count {
  return perResource(quota, POLICY_TARGETS, attachedPolicies(type, byAws), { global: true });
}

/** The management account is in no stack. */
export const ORGANISATION_COUNTS: readonly Count[] = [
  inPlace("accountsPerOrganisation", [ACCOUNT], { global: true, base: 1 }),
  inPlace("unitsPerOrganisation", [UNIT], { global: true }),
  perResource("unitDepth", [UNIT], depthsOf, { global: true }),
  perTarget("scpsPerTarget", "SERVICE_CONTROL_POLICY", 1),
  perTarget("rcpsPerTarget", "RESOURCE_CONTROL_POLICY", 1),
  perTarget("declarativePoliciesPerTarget", "DECLARATIVE_POLICY_EC2", 0),
  policySize("scpSize", "SERVICE_CONTROL_POLICY"),
  policySize("rcpSize", "RESOURCE_CONTROL_POLICY"),
  policySize("declarativePolicySize", "DECLARATIVE_POLICY_EC2"),
];
