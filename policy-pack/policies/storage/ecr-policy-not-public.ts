import { nobodyIsAnyone } from "../../lib/public-documents";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const ecrPolicyNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "ecr-policy-not-public",
  concern: "storage",
  description: "No repository lets anyone pull or push.",
  severity: "high",
  level: "mandatory",
  controls: { cis: cis("no-anyone"), checkov: ["CKV_AWS_32"] },
  tags: ["ecr", "public"],
  remediationSteps: 'Name the accounts, or narrow "*" by aws:PrincipalOrgID.',
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
  types: ["aws:ecr/repositoryPolicy:RepositoryPolicy"],
  check: (resource) => nobodyIsAnyone(resource, "policy"),
};
