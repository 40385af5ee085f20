import { nobodyIsAnyone } from "../../lib/public-documents";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const sqsPolicyNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "sqs-policy-not-public",
  concern: "messaging",
  description: "No queue lets anyone send or receive.",
  severity: "critical",
  level: "mandatory",
  controls: { fsbp: ["SQS.3"], cis: cis("no-anyone"), checkov: ["CKV_AWS_168", "CKV_AWS_387"] },
  tags: ["sqs", "public"],
  remediationSteps: "Name the principals; for a topic, the service with aws:SourceArn.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-3",
  types: ["aws:sqs/queuePolicy:QueuePolicy", "aws:sqs/queue:Queue"],
  check: (resource) => nobodyIsAnyone(resource, "policy"),
};
