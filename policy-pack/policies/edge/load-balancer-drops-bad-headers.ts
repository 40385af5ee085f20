import { UNKNOWN, asText, at } from "../../analysis/values";
import { mustBeTrue, read } from "../../lib/expect";
import { notApplicable, unknown } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const loadBalancerDropsBadHeaders: ResourcePolicy = {
  kind: "resource",
  name: "load-balancer-drops-bad-headers",
  concern: "edge",
  description: "Application load balancers drop headers that are not valid HTTP.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["ELB.4"], checkov: ["CKV_AWS_131"], seed: ["ELB access logs"] },
  tags: ["load-balancer"],
  remediationSteps: "Set dropInvalidHeaderFields to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-4",
  types: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
  check: (resource) => {
    const type = asText(read(resource, "loadBalancerType"));
    if (type === UNKNOWN) return unknown("loadBalancerType");
    if (type !== undefined && type !== "application")
      return notApplicable(`a ${type} load balancer reads no headers`);
    return mustBeTrue(resource, "dropInvalidHeaderFields");
  },
  remediate: (props) => {
    const type = at(props, "loadBalancerType");
    const drops = at(props, "dropInvalidHeaderFields");
    if ((type !== undefined && type !== "application") || drops === true || drops === UNKNOWN)
      return undefined;
    return { dropInvalidHeaderFields: true };
  },
};
