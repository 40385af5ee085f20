import { IDENTITY_POLICY_TYPES, identityDocumentPaths } from "../../analysis/iam";
import { allowsEverything } from "../../analysis/public-access";
import { UNKNOWN } from "../../analysis/values";
import { everyStatement } from "../../lib/documents";
import { compliant, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const noFullAdministrator: ResourcePolicy = {
  kind: "resource",
  name: "no-full-administrator",
  concern: "identity",
  description: "No policy allows every action on everything.",
  severity: "critical",
  level: "mandatory",
  controls: {
    fsbp: ["IAM.1"],
    cis: cis("no-full-administrators"),
    nag: ["IAM5"],
    checkov: ["CKV_AWS_62", "CKV_AWS_63"],
  },
  tags: ["iam", "least-privilege"],
  remediationSteps: "Name the actions and resources the identity needs.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1",
  types: IDENTITY_POLICY_TYPES,
  check: (resource) =>
    everyStatement(resource, identityDocumentPaths(resource), (statement, name) => {
      const everything = allowsEverything(statement);
      if (everything === UNKNOWN) return unknown(name);
      return everything ? violation(`${name} allows every action on everything.`) : compliant;
    }),
};
