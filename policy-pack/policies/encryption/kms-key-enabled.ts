import { mustBeTrue } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const kmsKeyEnabled: ResourcePolicy = {
  kind: "resource",
  name: "kms-key-enabled",
  concern: "encryption",
  description: "No KMS key is switched off while something may need it.",
  severity: "low",
  level: "advisory",
  controls: { checkov: ["CKV_AWS_227"], seed: ["events of concern"] },
  tags: ["kms"],
  remediationSteps: "Leave isEnabled on; schedule a key that nothing needs for deletion instead.",
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html",
  types: ["aws:kms/key:Key"],
  check: (resource) => mustBeTrue(resource, "isEnabled", { absent: "good" }),
};
