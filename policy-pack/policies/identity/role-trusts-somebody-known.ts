import { nobodyIsAnyone } from "../../lib/public-documents";
import { type ResourcePolicy } from "../../lib/policy";

export const roleTrustsSomebodyKnown: ResourcePolicy = {
  kind: "resource",
  name: "role-trusts-somebody-known",
  concern: "identity",
  description: "No role may be assumed by anyone.",
  severity: "critical",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_60", "CKV_AWS_61"] },
  tags: ["iam", "trust"],
  remediationSteps: 'Name the accounts, roles or services; narrow "*" by aws:PrincipalOrgID.',
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  types: ["aws:iam/role:Role"],
  check: (resource) => nobodyIsAnyone(resource, "assumeRolePolicy"),
};
