import { mustBeOneOf } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const loadBalancerDesyncGuard: ResourcePolicy = {
  kind: "resource",
  name: "load-balancer-desync-guard",
  concern: "edge",
  description: "Application load balancers refuse requests made to smuggle others.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["ELB.12"], checkov: ["CKV_AWS_328"] },
  tags: ["load-balancer"],
  remediationSteps: 'Leave desyncMitigationMode at "defensive", or set "strictest".',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-12",
  types: [
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:alb/loadBalancer:LoadBalancer",
    "aws:elb/loadBalancer:LoadBalancer",
  ],
  check: (resource) =>
    mustBeOneOf(resource, "desyncMitigationMode", ["defensive", "strictest"], { absent: "good" }),
};
