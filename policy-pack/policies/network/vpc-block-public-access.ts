import { mustBeOneOf } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const vpcBlockPublicAccess: ResourcePolicy = {
  kind: "resource",
  name: "vpc-block-public-access",
  concern: "network",
  description: "VPC Block Public Access is on for the Region.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["EC2.172"], seed: ["vpc isolation"] },
  tags: ["vpc", "internet"],
  remediationSteps:
    'Set internetGatewayBlockMode to "block-bidirectional" or "block-ingress", with exclusions for the subnets of the edge.',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-172",
  types: [
    "aws:vpc/blockPublicAccessOptions:BlockPublicAccessOptions",
    "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
  ],
  check: (resource) =>
    mustBeOneOf(resource, "internetGatewayBlockMode", ["block-bidirectional", "block-ingress"]),
};
