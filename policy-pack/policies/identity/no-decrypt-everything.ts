import { coversAction } from "../../analysis/documents";
import { IDENTITY_POLICY_TYPES, identityDocumentPaths } from "../../analysis/iam";
import { UNKNOWN, type Unknown } from "../../analysis/values";
import { everyStatement } from "../../lib/documents";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const noDecryptEverything: ResourcePolicy = {
  kind: "resource",
  name: "no-decrypt-everything",
  concern: "identity",
  description: "No policy allows decryption with every key.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["KMS.1", "KMS.2"] },
  tags: ["iam", "kms"],
  remediationSteps: "Name the keys, or narrow by kms:ViaService and kms:ResourceAliases.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-1",
  types: IDENTITY_POLICY_TYPES,
  check: (resource) =>
    everyStatement(resource, identityDocumentPaths(resource), (statement, name) => {
      if (statement.effect === "Deny") return compliant;
      const decrypts = ["kms:Decrypt", "kms:ReEncryptFrom"].some((action) => coversAction(statement, action));
      if (!decrypts) return compliant;
      const all = (resource: string | Unknown): boolean =>
        resource !== UNKNOWN && /^(\*|arn:[^:]*:kms:[^:]*:[^:]*:(\*|key\/\*))$/.test(resource);
      if (!statement.resources?.some(all))
        return statement.resources?.includes(UNKNOWN) ? unknown(name) : compliant;
      if (statement.conditions === UNKNOWN) return unknown(name);
      return statement.conditions.length > 0
        ? compliant
        : violation(`${name} allows decryption with every key.`);
    }),
};
