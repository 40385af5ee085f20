import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";
import { POLICY_SIZES } from "../../lib/facts/quotas";

export const organisationPolicyWellFormed: ResourcePolicy = {
  kind: "resource",
  name: "organisation-policy-well-formed",
  concern: "organisation",
  description: "Organisation policies are JSON of a size that AWS takes.",
  severity: "medium",
  level: "mandatory",
  controls: { seed: ["Organizations"] },
  tags: ["organizations", "guardrails"],
  remediationSteps: "Split the policy, or drop white space and Sids.",
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html",
  types: ["aws:organizations/policy:Policy"],
  check: (resource) => {
    const content = read(resource, "content");
    const type = asText(read(resource, "type")) ?? "SERVICE_CONTROL_POLICY";
    if (content === UNKNOWN || type === UNKNOWN) return unknown("content");
    const text = typeof content === "string" ? content : JSON.stringify(content ?? "");
    try {
      JSON.parse(text);
    } catch {
      return violation("Its content is not JSON.");
    }
    const limit = POLICY_SIZES[type];
    if (limit === undefined || text.length <= limit) return compliant;
    return violation(`Its content has ${text.length} characters; ${type} takes ${limit}.`);
  },
};
