import { type Resource } from "../../analysis/resource";
import { UNKNOWN, asText } from "../../analysis/values";
import { everyOneCovered } from "../../lib/coverage";
import { read } from "../../lib/expect";
import { compliant, unknown, violation, type Outcome } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type StackPolicy } from "../../lib/policy";

export const vpcHasS3Endpoint: StackPolicy = {
  kind: "stack",
  name: "vpc-has-s3-endpoint",
  concern: "network",
  description: "Every VPC reaches S3 through an endpoint of its own, not over the internet.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["EC2.10"], cis: cis("endpoints"), seed: ["VPC endpoints"] },
  tags: ["vpc", "vpc-endpoint"],
  remediationSteps:
    "Give the VPC a gateway endpoint for S3, with a policy and the route tables of its subnets.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-10",
  check: (model) =>
    everyOneCovered(
      model,
      model.ofType("aws:ec2/vpc:Vpc"),
      [{ type: "aws:ec2/vpcEndpoint:VpcEndpoint", property: "vpcId", judge: isForS3 }],
      "It has no endpoint for S3.",
    ),
};

function isForS3(endpoint: Resource): Outcome {
  const service = asText(read(endpoint, "serviceName"));
  if (service === UNKNOWN) return unknown("serviceName");
  return service !== undefined && /\.s3$/.test(service) ? compliant : violation("It has no endpoint for S3.");
}
