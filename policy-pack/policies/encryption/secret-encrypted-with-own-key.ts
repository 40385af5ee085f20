import { mustBeSet } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const secretEncryptedWithOwnKey: ResourcePolicy = {
  kind: "resource",
  name: "secret-encrypted-with-own-key",
  concern: "encryption",
  description: "Secrets are encrypted with a key of the organisation's.",
  severity: "low",
  level: "advisory",
  controls: { checkov: ["CKV_AWS_149"] },
  tags: ["secrets-manager", "encryption"],
  remediationSteps: "Set kmsKeyId.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  types: ["aws:secretsmanager/secret:Secret"],
  check: (resource) => mustBeSet(resource, "kmsKeyId"),
};
