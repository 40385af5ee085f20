import { type Model } from "../../analysis/model";
import {
  ACCOUNT,
  ORGANISATION,
  UNIT,
  type Attached,
  attachedByTarget,
} from "../../analysis/organisation-counts";
import { type Resource } from "../../analysis/resource";
import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { type Outcome, compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

const GUARDRAILS: ReadonlySet<string> = new Set(["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]);

export const guardrailsBindEveryAccount: StackPolicy = {
  kind: "stack",
  name: "guardrails-bind-every-account",
  concern: "organisation",
  description:
    "A service or resource control policy of the stack binds every account: attached to it, to its units or to the root.",
  severity: "high",
  level: "mandatory",
  controls: { cis: cis("guardrails-everywhere"), seed: ["Organizations"] },
  tags: ["organizations", "guardrails"],
  remediationSteps: "Attach the guardrails to the root, or to every unit that holds accounts.",
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inheritance_auth.html",
  check: (model) => {
    const accounts = model.ofType(ACCOUNT);
    if (accounts.length === 0) return [];
    const attached = attachedByTarget(model);
    return accounts.map((resource) => ({ resource, outcome: judge(model, attached, resource) }));
  },
};

/** Up from the account to the root: the first target with a guardrail is enough. */
function judge(model: Model, { policies, astray }: Attached, account: Resource): Outcome {
  let open = astray ? "the target of an attachment" : undefined;
  const seen = new Set<Resource>();
  let current: Resource | undefined = account;
  while (current !== undefined && !seen.has(current)) {
    seen.add(current);
    for (const policy of policies.get(current) ?? []) {
      const binds = isGuardrail(policy);
      if (binds === true) return compliant;
      if (binds === UNKNOWN) open = "the type of a policy";
    }
    if (current.type === ORGANISATION) break;
    const above: ReturnType<Model["references"]> = model.references(current, "parentId", [
      UNIT,
      ORGANISATION,
    ]);
    if (above.unresolved) open = "parentId";
    // The id of a unit comes along with that of its organisation.
    current = above.targets.find(({ type }) => type === UNIT) ?? above.targets[0];
  }
  if (open !== undefined) return unknown(open);
  if (current === undefined) return notApplicable("the root is of another stack");
  return violation("No guardrail is attached to it, to its units or to the root.");
}

function isGuardrail(policy: Resource): boolean | typeof UNKNOWN {
  // An attachment stands for a policy of another stack: of what type, the stack does not tell, but AWS's own is known by its name.
  if (policy.type.includes("Attachment"))
    return /^p-\w*FullAWSAccess$/.test(String(asText(read(policy, "policyId")))) ? false : UNKNOWN;
  const type = asText(read(policy, "type")) ?? "SERVICE_CONTROL_POLICY";
  return type === UNKNOWN ? UNKNOWN : GUARDRAILS.has(type);
}
