import { UNKNOWN, at } from "../../analysis/values";
import { mustBeTrue } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const ebsVolumeEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "ebs-volume-encrypted",
  concern: "storage",
  description: "EBS volumes are encrypted.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EC2.3"], nag: ["EC26"], checkov: ["CKV_AWS_3", "CKV_AWS_8"] },
  tags: ["ebs", "encryption"],
  remediationSteps: "Set encrypted to true, with kmsKeyId for a key of your own.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-3",
  types: ["aws:ebs/volume:Volume"],
  check: (resource) => mustBeTrue(resource, "encrypted"),
  remediate: (props) =>
    at(props, "encrypted") === true || at(props, "encrypted") === UNKNOWN ? undefined : { encrypted: true },
};
