import { nobodyIsAnyone } from "../../lib/public-documents";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const snsPolicyNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "sns-policy-not-public",
  concern: "messaging",
  description: "No topic lets anyone publish or subscribe.",
  severity: "critical",
  level: "mandatory",
  controls: { fsbp: ["SNS.4"], cis: cis("no-anyone"), checkov: ["CKV_AWS_169", "CKV_AWS_385"] },
  tags: ["sns", "public"],
  remediationSteps: 'Name the principals, or narrow "*" by aws:SourceOwner or aws:PrincipalOrgID.',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html#sns-4",
  types: ["aws:sns/topicPolicy:TopicPolicy", "aws:sns/topic:Topic"],
  check: (resource) => nobodyIsAnyone(resource, "policy"),
};
