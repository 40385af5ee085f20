import { mustBeTrue } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const ebsEncryptionByDefault: ResourcePolicy = {
  kind: "resource",
  name: "ebs-encryption-by-default",
  concern: "storage",
  description: "New EBS volumes are encrypted whoever makes them.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["EC2.7"], cis: cis("ebs-default"), checkov: ["CKV_AWS_106"] },
  tags: ["ebs", "encryption"],
  remediationSteps: "Leave enabled at true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-7",
  types: ["aws:ebs/encryptionByDefault:EncryptionByDefault"],
  check: (resource) => mustBeTrue(resource, "enabled", { absent: "good" }),
};
