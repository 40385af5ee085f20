import { UNKNOWN } from "../../analysis/values";
import { everyStatement } from "../../lib/documents";
import { allOf, compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const pipelineTrustNarrow: ResourcePolicy = {
  kind: "resource",
  name: "pipeline-trust-narrow",
  concern: "identity",
  description: "Roles for pipelines name the repository, and the audience, that may assume them.",
  severity: "critical",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_358"] },
  tags: ["iam", "trust", "oidc"],
  remediationSteps:
    "Add StringEquals (or StringLike with the repository named) on the provider's :sub, and on :aud.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
  types: ["aws:iam/role:Role"],
  check: (resource) =>
    everyStatement(resource, ["assumeRolePolicy"], (statement, name) => {
      if (statement.effect === "Deny") return compliant;
      const providers =
        statement.principals?.filter(({ kind }) => kind === "Federated").map(({ value }) => value) ?? [];
      const known = providers.filter(
        (value): value is string => value !== UNKNOWN && value.includes("oidc-provider/"),
      );
      if (known.length === 0)
        return providers.includes(UNKNOWN) ? unknown(name) : notApplicable("it trusts no OIDC provider");
      if (statement.conditions === UNKNOWN) return unknown(name);
      const conditions = statement.conditions;
      return allOf(
        ...["sub", "aud"].map((claim) => {
          const own = conditions.filter(
            // ForAllValues holds for a token without the claim.
            ({ key, operator, ifExists, set }) =>
              key.endsWith(`:${claim}`) &&
              /^string(equals|like)/.test(operator) &&
              !ifExists &&
              set !== "all",
          );
          if (own.some(({ values }) => values.includes(UNKNOWN))) return unknown(`${name}: ${claim}`);
          const narrow = own.some(
            ({ values }) =>
              values.length > 0 && values.every((value) => value !== UNKNOWN && namesOwner(claim, value)),
          );
          return narrow
            ? compliant
            : violation(
                `${name} does not narrow the token's "${claim}", so any pipeline of the provider may assume the role.`,
              );
        }),
      );
    }),
};

/**
 * True when the pattern names whose pipelines it means before its first wildcard, up to a separator: `repo:org/*` does, `repo:org*` takes in
 * `organisation-of-another` too. The form of the claim differs by provider: `repo:org/name:…`, `project_path:group/…`, `organization:name:…`,
 * `org/id/…`, `{repository}:…`.
 */
function namesOwner(claim: string, value: string): boolean {
  const head = value.split(/[*?]/)[0] ?? "";
  if (head === value) return true;
  if (claim !== "sub") return head !== "";
  return /^[\w.-]+[:/][^/:]+[/:]/.test(head) || /^\{?[0-9a-f-]{36}\}?:/i.test(head);
}
