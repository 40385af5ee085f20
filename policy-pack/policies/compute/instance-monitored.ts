import { OF_TEMPLATE, byLaunchTemplate } from "../../lib/launch-template";
import { mustBeTrue } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const instanceMonitored: ResourcePolicy = {
  kind: "resource",
  name: "instance-monitored",
  concern: "compute",
  description: "Instances report every minute.",
  severity: "low",
  level: "advisory",
  controls: { nag: ["EC28"], checkov: ["CKV_AWS_126"] },
  tags: ["ec2", "monitoring"],
  remediationSteps: "Set monitoring to true.",
  url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html",
  types: ["aws:ec2/instance:Instance"],
  check: (resource) =>
    byLaunchTemplate(resource, "monitoring") ? OF_TEMPLATE : mustBeTrue(resource, "monitoring"),
};
