import { everyOneCovered } from "../../lib/coverage";
import { type StackPolicy } from "../../lib/policy";

export const secretRotates: StackPolicy = {
  kind: "stack",
  name: "secret-rotates",
  concern: "encryption",
  description: "Every secret is rotated.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["SecretsManager.1", "SecretsManager.4"], nag: ["SMG4"], checkov: ["CKV2_AWS_57"] },
  tags: ["secrets-manager", "rotation"],
  remediationSteps:
    "Give the secret a SecretRotation with rotationRules; those that AWS manages rotate by themselves.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html#secretsmanager-1",
  check: (model) =>
    everyOneCovered(
      model,
      model.ofType("aws:secretsmanager/secret:Secret"),
      [{ type: "aws:secretsmanager/secretRotation:SecretRotation", property: "secretId" }],
      "Nothing rotates it.",
    ),
};
