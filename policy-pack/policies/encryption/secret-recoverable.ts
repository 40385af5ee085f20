import { mustBeAtLeast } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const secretRecoverable: ResourcePolicy = {
  kind: "resource",
  name: "secret-recoverable",
  concern: "encryption",
  description: "A deleted secret can be brought back.",
  severity: "low",
  level: "advisory",
  controls: { seed: ["events of concern"] },
  tags: ["secrets-manager", "deletion"],
  remediationSteps: "Leave recoveryWindowInDays at 7 or more; 0 deletes at once.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
  types: ["aws:secretsmanager/secret:Secret"],
  check: (resource) => mustBeAtLeast(resource, "recoveryWindowInDays", 7, { absent: "good" }),
};
