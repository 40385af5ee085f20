import { mustBeOneOf } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const transitGatewayNoAutoAccept: ResourcePolicy = {
  kind: "resource",
  name: "transit-gateway-no-auto-accept",
  concern: "network",
  description: "A transit gateway accepts no attachment by itself.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EC2.23"], checkov: ["CKV_AWS_331"], seed: ["vpc isolation"] },
  tags: ["transit-gateway"],
  remediationSteps: 'Set autoAcceptSharedAttachments to "disable" and accept attachments in code.',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-23",
  types: ["aws:ec2transitgateway/transitGateway:TransitGateway"],
  check: (resource) => mustBeOneOf(resource, "autoAcceptSharedAttachments", ["disable"], { absent: "good" }),
};
