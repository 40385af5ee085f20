import { UNKNOWN, asBoolean, at } from "../../analysis/values";
import { everyElement, mustBeFalse } from "../../lib/expect";
import { allOf, compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const instanceNoPublicIp: ResourcePolicy = {
  kind: "resource",
  name: "instance-no-public-ip",
  concern: "compute",
  description: "Instances have no public address.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EC2.9", "EC2.25"], checkov: ["CKV_AWS_88"], seed: ["vpc isolation"] },
  tags: ["ec2", "internet"],
  remediationSteps:
    "Leave associatePublicIpAddress off; reach the instance by Session Manager, serve through a load balancer.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-9",
  types: [
    "aws:ec2/instance:Instance",
    "aws:ec2/launchTemplate:LaunchTemplate",
    "aws:ec2/launchConfiguration:LaunchConfiguration",
  ],
  check: (resource) =>
    allOf(
      mustBeFalse(resource, "associatePublicIpAddress"),
      ...everyElement(resource, "networkInterfaces", (face, path) => {
        const open = asBoolean(at(face, "associatePublicIpAddress"));
        if (open === UNKNOWN) return unknown(path);
        return open === true ? violation(`${path} has a public address.`) : compliant;
      }),
    ),
};
