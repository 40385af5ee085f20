import { mustBeFalse } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const subnetNoPublicIp: ResourcePolicy = {
  kind: "resource",
  name: "subnet-no-public-ip",
  concern: "network",
  description: "Subnets give no public address to what starts in them.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["EC2.15"], checkov: ["CKV_AWS_130"], seed: ["vpc isolation"] },
  tags: ["subnet", "internet"],
  remediationSteps: "Leave mapPublicIpOnLaunch off; give a public address only to what must have one.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15",
  types: ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"],
  check: (resource) =>
    allOf(mustBeFalse(resource, "mapPublicIpOnLaunch"), mustBeFalse(resource, "assignIpv6AddressOnCreation")),
};
