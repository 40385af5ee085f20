import { asText } from "../../analysis/values";
import { mustBeSet, mustBeTrue, read } from "../../lib/expect";
import { allOf, notApplicable } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const loadBalancerAccessLogs: ResourcePolicy = {
  kind: "resource",
  name: "load-balancer-access-logs",
  concern: "logging",
  description: "Load balancers write access logs.",
  severity: "medium",
  level: "mandatory",
  controls: {
    fsbp: ["ELB.5"],
    cis: cis("front-end-logs"),
    nag: ["ELB2"],
    checkov: ["CKV_AWS_91", "CKV_AWS_92"],
    seed: ["ELB access logs"],
  },
  tags: ["load-balancer", "access-logs"],
  remediationSteps: "Set accessLogs.bucket and accessLogs.enabled.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5",
  types: [
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:alb/loadBalancer:LoadBalancer",
    "aws:elb/loadBalancer:LoadBalancer",
  ],
  check: (resource) => {
    if (asText(read(resource, "loadBalancerType")) === "gateway")
      return notApplicable("a gateway load balancer has no access logs");
    // The classic load balancer's logs are on once it has a bucket; the newer ones' must be switched on besides.
    const absent = resource.type.startsWith("aws:elb/") ? "good" : "bad";
    return allOf(
      mustBeSet(resource, "accessLogs.bucket"),
      mustBeTrue(resource, "accessLogs.enabled", { absent }),
    );
  },
};
