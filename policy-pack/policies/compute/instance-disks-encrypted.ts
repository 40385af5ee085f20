import { OF_TEMPLATE, byLaunchTemplate } from "../../lib/launch-template";
import { UNKNOWN, asBoolean, at, type Read } from "../../analysis/values";
import { everyElement, read } from "../../lib/expect";
import { allOf, compliant, unknown, violation, type Outcome, notApplicable } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

export const instanceDisksEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "instance-disks-encrypted",
  concern: "compute",
  description: "The disks of instances are encrypted.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EC2.3"], nag: ["EC26"], checkov: ["CKV_AWS_8"] },
  tags: ["ec2", "ebs", "encryption"],
  remediationSteps: "Set encrypted in rootBlockDevice and every other block device.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-3",
  types: ["aws:ec2/instance:Instance", "aws:ec2/launchConfiguration:LaunchConfiguration", TEMPLATE],
  check: (resource) => {
    const judge = (disk: Read, path: string): Outcome => {
      const encrypted = asBoolean(at(disk, "encrypted") ?? at(disk, "ebs", "encrypted"));
      if (encrypted === UNKNOWN || at(disk, "ebs") === UNKNOWN) return unknown(path);
      // A block device without a volume (an instance store, a device left out) has nothing to encrypt.
      if (path.startsWith("blockDeviceMappings") && at(disk, "ebs") === undefined) return compliant;
      // A volume made from a snapshot is as the snapshot is: AWS takes no such setting beside it.
      const snapshot = at(disk, "snapshotId") ?? at(disk, "ebs", "snapshotId");
      if (encrypted === undefined && snapshot !== undefined && snapshot !== "")
        return notApplicable("its encryption follows from a snapshot");
      return encrypted === true ? compliant : violation(`${path} is not encrypted.`);
    };
    const root = read(resource, "rootBlockDevice");
    const first =
      root === UNKNOWN
        ? unknown("rootBlockDevice")
        : resource.type === TEMPLATE || byLaunchTemplate(resource, "rootBlockDevice")
          ? OF_TEMPLATE
          : judge(root, "rootBlockDevice");
    const lists = ["ebsBlockDevices", "blockDeviceMappings"].flatMap((path) =>
      everyElement(resource, path, judge),
    );
    return allOf(first, ...lists, ...(resource.type === TEMPLATE ? [compliant] : []));
  },
};
