import { nobodyIsAnyone } from "../../lib/public-documents";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const backupVaultPolicyNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "backup-vault-policy-not-public",
  concern: "storage",
  description: "No backup vault lets anyone in.",
  severity: "critical",
  level: "mandatory",
  controls: { cis: cis("no-anyone") },
  tags: ["backup", "public"],
  remediationSteps:
    "Name the accounts that may copy into the vault, or narrow the statement by aws:PrincipalOrgID.",
  url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html",
  types: ["aws:backup/vaultPolicy:VaultPolicy"],
  check: (resource) => nobodyIsAnyone(resource, "policy"),
};
