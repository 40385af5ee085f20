import { UNKNOWN, asText } from "../../analysis/values";
import { mustBeSet, read } from "../../lib/expect";
import { allOf, compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const efsAccessPointConfined: ResourcePolicy = {
  kind: "resource",
  name: "efs-access-point-confined",
  concern: "storage",
  description: "EFS access points set a user and a root directory.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["EFS.3", "EFS.4"], checkov: ["CKV_AWS_329", "CKV_AWS_330"] },
  tags: ["efs"],
  remediationSteps: 'Set posixUser, and rootDirectory.path to something other than "/".',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-3",
  types: ["aws:efs/accessPoint:AccessPoint"],
  check: (resource) => {
    const path = asText(read(resource, "rootDirectory.path"));
    if (path === UNKNOWN) return unknown("rootDirectory");
    const root =
      path === undefined || path === "/"
        ? violation("Its root directory is that of the file system.")
        : compliant;
    return allOf(root, mustBeSet(resource, "posixUser"));
  },
};
