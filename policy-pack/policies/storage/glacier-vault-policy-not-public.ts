import { nobodyIsAnyone } from "../../lib/public-documents";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const glacierVaultPolicyNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "glacier-vault-policy-not-public",
  concern: "storage",
  description: "No vault of archives lets anyone in.",
  severity: "critical",
  level: "mandatory",
  controls: { cis: cis("no-anyone"), checkov: ["CKV_AWS_167"] },
  tags: ["glacier", "public"],
  remediationSteps: "Name the principals of the vault's access policy.",
  url: "https://docs.aws.amazon.com/amazonglacier/latest/dev/vault-access-policy.html",
  types: ["aws:glacier/vault:Vault"],
  check: (resource) => nobodyIsAnyone(resource, "accessPolicy"),
};
