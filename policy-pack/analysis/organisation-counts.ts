import { type Model } from "./model";
import { type Resource } from "./resource";
import { type Amount, exactly, plus } from "./quotas/amount";
import { UNKNOWN, asText, at } from "./values";

const POLICY = "aws:organizations/policy:Policy";
const ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";
const ROOT = "aws:organizations/organization:Organization";
export const ORGANISATION = ROOT;
export const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
export const ACCOUNT = "aws:organizations/account:Account";

/** What organisation policies are attached to; the organisation stands for its root. */
export const POLICY_TARGETS: readonly string[] = [ROOT, UNIT, ACCOUNT];

/**
 * Counts the policies of a type that are attached to each target, those among them that AWS attaches itself. Policies of other stacks are out of
 * sight.
 */
export function attachedPolicies(type: string, byAws: number) {
  return (model: Model): ReadonlyMap<Resource, Amount> => {
    const counts = new Map<Resource, Amount>();
    for (const attachment of model.ofType(ATTACHMENT)) {
      const [policy] = model.references(attachment, "policyId", [POLICY]).targets;
      if (policy === undefined) continue;
      const own = asText(at(policy.props, "type")) ?? "SERVICE_CONTROL_POLICY";
      if (own !== UNKNOWN && own !== type) continue;
      for (const target of targetsOf(model, attachment)) {
        const one = own === UNKNOWN ? { least: 0, most: Infinity } : exactly(1);
        counts.set(target, plus(counts.get(target) ?? exactly(byAws), one));
      }
    }
    return counts;
  };
}

/** The id of a unit may come along with that of its organisation: then it is the unit that is meant. */
function targetsOf(model: Model, attachment: Resource): readonly Resource[] {
  const { targets } = model.references(attachment, "targetId", [UNIT, ACCOUNT]);
  return targets.length > 0 ? targets : model.references(attachment, "targetId", [ROOT]).targets;
}

/** What is attached to each target; an attachment of a policy of another stack is there by its own resource. */
export interface Attached {
  readonly policies: ReadonlyMap<Resource, readonly Resource[]>;
  /** Attachments whose target nobody knows. */
  readonly astray: boolean;
}

/** Which policies, or else attachments, each root, unit and account has: looked up once for all of them. */
export function attachedByTarget(model: Model): Attached {
  const policies = new Map<Resource, Resource[]>();
  let astray = false;
  for (const attachment of model.ofType(ATTACHMENT)) {
    const [policy] = model.references(attachment, "policyId", [POLICY]).targets;
    const targets = targetsOf(model, attachment);
    if (targets.length === 0 && model.references(attachment, "targetId", POLICY_TARGETS).unresolved)
      astray = true;
    for (const target of targets)
      policies.set(target, [...(policies.get(target) ?? []), policy ?? attachment]);
  }
  return { policies, astray };
}
