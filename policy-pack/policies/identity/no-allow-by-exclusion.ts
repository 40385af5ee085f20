import { IDENTITY_POLICY_TYPES, identityDocumentPaths } from "../../analysis/iam";
import { UNKNOWN } from "../../analysis/values";
import { everyStatement } from "../../lib/documents";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const noAllowByExclusion: ResourcePolicy = {
  kind: "resource",
  name: "no-allow-by-exclusion",
  concern: "identity",
  description: "No policy allows everything except what it names.",
  severity: "high",
  level: "mandatory",
  controls: { nag: ["IAM5"] },
  tags: ["iam", "least-privilege"],
  remediationSteps:
    "Name what is allowed: an Allow with NotAction or NotResource grows with every service AWS adds.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
  types: IDENTITY_POLICY_TYPES,
  check: (resource) =>
    everyStatement(resource, identityDocumentPaths(resource), (statement, name) => {
      if (statement.effect === "Deny") return compliant;
      if (statement.effect === UNKNOWN) return unknown(name);
      const excludes = statement.notActions !== undefined || statement.notResources !== undefined;
      return excludes ? violation(`${name} allows all but what it names.`) : compliant;
    }),
};
