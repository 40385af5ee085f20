import { mustBeTrue } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const loadBalancerKept: ResourcePolicy = {
  kind: "resource",
  name: "load-balancer-kept",
  concern: "edge",
  description: "Load balancers are protected from deletion.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["ELB.6"], checkov: ["CKV_AWS_150"] },
  tags: ["load-balancer", "deletion"],
  remediationSteps: "Set enableDeletionProtection to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-6",
  types: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
  check: (resource) => mustBeTrue(resource, "enableDeletionProtection"),
};
