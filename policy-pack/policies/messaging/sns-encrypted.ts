import { mustBeSet } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const snsEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "sns-encrypted",
  concern: "messaging",
  description: "Topics are encrypted.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["SNS.1"], checkov: ["CKV_AWS_26"], seed: ["events of concern"] },
  tags: ["sns", "encryption"],
  remediationSteps:
    "Set kmsMasterKeyId; alarms and events need a key of your own whose policy lets their services use it.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html#sns-1",
  types: ["aws:sns/topic:Topic"],
  check: (resource) => mustBeSet(resource, "kmsMasterKeyId"),
};
