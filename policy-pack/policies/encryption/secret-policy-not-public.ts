import { nobodyIsAnyone } from "../../lib/public-documents";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const secretPolicyNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "secret-policy-not-public",
  concern: "encryption",
  description: "No secret lets anyone read it.",
  severity: "critical",
  level: "mandatory",
  controls: { cis: cis("no-anyone"), seed: ["events of concern"] },
  tags: ["secrets-manager", "public"],
  remediationSteps: "Name the principals, and set blockPublicPolicy.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
  types: ["aws:secretsmanager/secretPolicy:SecretPolicy", "aws:secretsmanager/secret:Secret"],
  check: (resource) => nobodyIsAnyone(resource, "policy"),
};
