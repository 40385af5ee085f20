import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const amiNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "ami-not-public",
  concern: "storage",
  description: "No machine image is shared with everyone.",
  severity: "critical",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_205"], seed: ["events of concern"] },
  tags: ["ami", "public"],
  remediationSteps: "Share the image with accounts or the organisation by ARN.",
  url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html",
  types: ["aws:ec2/amiLaunchPermission:AmiLaunchPermission"],
  check: (resource) => {
    const group = asText(read(resource, "group"));
    if (group === UNKNOWN) return unknown("group");
    return group === "all" ? violation("It shares the image with everyone.") : compliant;
  },
};
