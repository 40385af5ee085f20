import { type GuardrailType, policyQuotas } from "../../settings/facts/policy-quotas";
import { type GuardrailGroup, guardrailGroups } from "./groups";
import { type GuardrailPlanArgs, type Target } from "./plan-args";
import { GuardrailQuotaError, type PolicyDocument, type Writing, costOf, split } from "./split";

/** A policy of the organisation as it is to be. */
export interface PlannedPolicy {
  /** Logical name. */
  readonly name: string;
  readonly type: GuardrailType;
  readonly description: string;
  /** The document. Where it names the organisation, `organizationIdPlaceholder` stands for its id. */
  readonly content: string;
  /** The guardrails that the document holds. */
  readonly sids: readonly string[];
  /** What it is attached to: paths of units and names of accounts. */
  readonly targets: readonly Target[];
}

/** Everything that guards the organisation. What AWS attaches by itself (FullAWSAccess, RCPFullAWSAccess) stays attached. */
export interface GuardrailsPlan {
  readonly policies: readonly PlannedPolicy[];
  /** The groups that the policies say, for people and their pages. */
  readonly groups: readonly GuardrailGroup[];
}

/**
 * Plans the organisation's guardrails: which documents there are and what each is attached to.
 * @throws GuardrailQuotaError when AWS would not take them, with what each statement costs
 */
export function planGuardrails(args: GuardrailPlanArgs): GuardrailsPlan {
  const groups = guardrailGroups(args);
  checkSids(groups);
  // Every statement under a Sid of its own is easier to read and to prove; merging is for when there is no room.
  const named = policiesOf(groups, "named");
  if (crowded(named).length === 0) return { policies: named, groups };
  const merged = policiesOf(groups, "merged");
  const [first] = crowded(merged);
  if (first) throw tooMany(first, groups);
  return { policies: merged, groups };
}

function policiesOf(groups: readonly GuardrailGroup[], writing: Writing): PlannedPolicy[] {
  return groups.flatMap((group) =>
    documentsOf(group, writing).map(({ content, sids }, index) => ({
      name: `${group.name}-${index + 1}`,
      type: group.type,
      description: group.description,
      content,
      sids,
      targets: group.targets,
    })),
  );
}

function documentsOf({ name, type, content }: GuardrailGroup, writing: Writing): readonly PolicyDocument[] {
  return content.kind === "statements"
    ? split(name, type, content.statements, writing)
    : [{ content: content.document, sids: [content.sid] }];
}

interface Crowd {
  readonly type: GuardrailType;
  readonly target: string;
  readonly policies: readonly PlannedPolicy[];
}

/** Targets with more policies of a type than AWS takes. */
function crowded(policies: readonly PlannedPolicy[]): Crowd[] {
  const crowds = new Map<string, Crowd>();
  for (const policy of policies) {
    for (const { kind, name } of policy.targets) {
      const key = `${policy.type} ${kind} ${name}`;
      const before = crowds.get(key)?.policies ?? [];
      crowds.set(key, { type: policy.type, target: name, policies: [...before, policy] });
    }
  }
  return [...crowds.values()].filter(({ type, policies: here }) => {
    const { maxPerTarget, attachedByAws } = policyQuotas[type];
    return here.length + attachedByAws > maxPerTarget;
  });
}

function tooMany({ type, target, policies }: Crowd, groups: readonly GuardrailGroup[]): GuardrailQuotaError {
  const { maxPerTarget, attachedByAws } = policyQuotas[type];
  const sids = new Set(policies.flatMap((policy) => policy.sids));
  const costs = groups.flatMap(({ type: own, content }) =>
    own !== type || content.kind !== "statements"
      ? []
      : content.statements.filter(({ sid }) => sids.has(sid)).map(costOf),
  );
  const byAws = attachedByAws === 0 ? "" : `, of which AWS attaches ${attachedByAws} by itself`;
  return new GuardrailQuotaError(
    `"${target}" would have ${policies.length} policies of type ${type}; AWS takes ${maxPerTarget}${byAws}.`,
    costs,
  );
}

function checkSids(groups: readonly GuardrailGroup[]): void {
  const seen = new Set<string>();
  for (const { content } of groups) {
    for (const sid of content.kind === "statements"
      ? content.statements.map((one) => one.sid)
      : [content.sid]) {
      if (seen.has(sid)) throw new Error(`Two guardrails are called ${sid}.`);
      seen.add(sid);
    }
  }
}
