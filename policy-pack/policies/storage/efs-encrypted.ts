import { mustBeTrue } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const efsEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "efs-encrypted",
  concern: "storage",
  description: "EFS file systems are encrypted.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EFS.1"], cis: cis("efs-encrypted"), checkov: ["CKV_AWS_42"] },
  tags: ["efs", "encryption"],
  remediationSteps: "Set encrypted to true when the file system is made; it cannot be changed later.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-1",
  types: ["aws:efs/fileSystem:FileSystem"],
  check: (resource) => mustBeTrue(resource, "encrypted"),
};
