import { isEverything } from "../../analysis/public-access";
import { IDENTITY_POLICY_TYPES, identityDocumentPaths } from "../../analysis/iam";
import { UNKNOWN } from "../../analysis/values";
import { everyStatement } from "../../lib/documents";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const noServiceAdministrator: ResourcePolicy = {
  kind: "resource",
  name: "no-service-administrator",
  concern: "identity",
  description: "No policy allows a whole service on everything.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["IAM.21"], nag: ["IAM5"] },
  tags: ["iam", "least-privilege"],
  remediationSteps: "Name the actions, or the resources.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21",
  types: IDENTITY_POLICY_TYPES,
  check: (resource) =>
    everyStatement(resource, identityDocumentPaths(resource), (statement, name) => {
      if (statement.effect === "Deny") return compliant;
      if (statement.conditions !== UNKNOWN && statement.conditions.length > 0) return compliant;
      const whole =
        statement.actions?.filter((action) => action !== UNKNOWN && /^[a-z0-9-]+:\*+$/i.test(action)) ?? [];
      if (whole.length === 0) return statement.actions?.includes(UNKNOWN) ? unknown(name) : compliant;
      if (statement.resources?.some((one) => one !== UNKNOWN && isEverything(one)))
        if (statement.conditions === UNKNOWN) return unknown(name);
        else return violation(`${name} allows ${whole.map(String).join(", ")} on everything.`);
      return statement.resources?.includes(UNKNOWN) ? unknown(name) : compliant;
    }),
};
