import { mustBeSet } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const backupVaultEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "backup-vault-encrypted",
  concern: "storage",
  description: "Backup vaults are encrypted with a key of their own.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["Backup.1"], checkov: ["CKV_AWS_166"] },
  tags: ["backup", "encryption"],
  remediationSteps: "Set kmsKeyArn.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/backup-controls.html#backup-1",
  types: ["aws:backup/vault:Vault"],
  check: (resource) => mustBeSet(resource, "kmsKeyArn"),
};
