import { mustBeTrue } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const vpcDnsSupport: ResourcePolicy = {
  kind: "resource",
  name: "vpc-dns-support",
  concern: "network",
  description: "VPCs resolve names, or nothing in them finds an endpoint.",
  severity: "low",
  level: "advisory",
  controls: { seed: ["VPC endpoints"] },
  tags: ["vpc", "dns"],
  remediationSteps: "Set enableDnsSupport and enableDnsHostnames to true.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html",
  types: ["aws:ec2/vpc:Vpc"],
  check: (resource) =>
    allOf(
      mustBeTrue(resource, "enableDnsSupport", { absent: "good" }),
      mustBeTrue(resource, "enableDnsHostnames"),
    ),
};
