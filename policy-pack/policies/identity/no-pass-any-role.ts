import { isEverything } from "../../analysis/public-access";
import { coversAction } from "../../analysis/documents";
import { IDENTITY_POLICY_TYPES, identityDocumentPaths } from "../../analysis/iam";
import { UNKNOWN } from "../../analysis/values";
import { everyStatement } from "../../lib/documents";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const noPassAnyRole: ResourcePolicy = {
  kind: "resource",
  name: "no-pass-any-role",
  concern: "identity",
  description: "No policy lets an identity hand any role to any service.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_286", "CKV_AWS_110"] },
  tags: ["iam", "privilege-escalation"],
  remediationSteps: "Name the roles iam:PassRole is for, and the service by iam:PassedToService.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  types: IDENTITY_POLICY_TYPES,
  check: (resource) =>
    everyStatement(resource, identityDocumentPaths(resource), (statement, name) => {
      if (statement.effect === "Deny" || !coversAction(statement, "iam:PassRole")) return compliant;
      if (!statement.resources?.some((role) => role !== UNKNOWN && isAnyRole(role)))
        return statement.resources?.includes(UNKNOWN) ? unknown(name) : compliant;
      if (statement.conditions === UNKNOWN) return unknown(name);
      const bound = statement.conditions.some(
        ({ key, operator, values }) =>
          key === "iam:passedtoservice" && !operator.includes("not") && !values.includes("*"),
      );
      return bound ? compliant : violation(`${name} lets any role be passed to any service.`);
    }),
};

/** All roles of an account are as many as all roles: the account is where the identity is. */
function isAnyRole(resource: string): boolean {
  return isEverything(resource) || /^arn:[^:]*:iam::[^:]*:(\*+|role\/\*+)$/.test(resource);
}
