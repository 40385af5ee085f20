import { nobodyIsAnyone } from "../../lib/public-documents";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const kmsPolicyNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "kms-policy-not-public",
  concern: "encryption",
  description: "No KMS key policy lets anyone use the key.",
  severity: "critical",
  level: "mandatory",
  controls: { fsbp: ["KMS.5"], cis: cis("no-anyone"), checkov: ["CKV_AWS_33"] },
  tags: ["kms", "public"],
  remediationSteps: 'Name the principals, or narrow "*" by kms:CallerAccount or aws:PrincipalOrgID.',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-5",
  types: [
    "aws:kms/key:Key",
    "aws:kms/keyPolicy:KeyPolicy",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaKey:ReplicaKey",
  ],
  check: (resource) => nobodyIsAnyone(resource, "policy"),
};
