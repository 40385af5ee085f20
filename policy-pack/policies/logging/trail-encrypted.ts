import { mustBeSet } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const trailEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "trail-encrypted",
  concern: "logging",
  description: "Trails are encrypted with a KMS key.",
  severity: "medium",
  level: "mandatory",
  controls: {
    fsbp: ["CloudTrail.2"],
    cis: cis("trail-encrypted"),
    checkov: ["CKV_AWS_35"],
    seed: ["CloudTrail"],
  },
  tags: ["cloudtrail", "encryption"],
  remediationSteps: "Set kmsKeyId to a key whose policy lets CloudTrail encrypt.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-2",
  types: ["aws:cloudtrail/trail:Trail"],
  check: (resource) => mustBeSet(resource, "kmsKeyId"),
};
