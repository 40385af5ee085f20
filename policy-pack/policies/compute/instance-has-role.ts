import { OF_TEMPLATE, byLaunchTemplate } from "../../lib/launch-template";
import { mustBeSet } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const instanceHasRole: ResourcePolicy = {
  kind: "resource",
  name: "instance-has-role",
  concern: "compute",
  description: "Instances have a role, so that nobody brings keys to them.",
  severity: "low",
  level: "advisory",
  controls: { cis: cis("instance-roles"), checkov: ["CKV2_AWS_41"] },
  tags: ["ec2", "credentials"],
  remediationSteps: "Set iamInstanceProfile to the profile of a role with what the instance needs.",
  url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html",
  types: ["aws:ec2/instance:Instance"],
  check: (resource) =>
    byLaunchTemplate(resource, "iamInstanceProfile")
      ? OF_TEMPLATE
      : mustBeSet(resource, "iamInstanceProfile"),
};
