import { mustBeTrue } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const webAclMeasured: ResourcePolicy = {
  kind: "resource",
  name: "web-acl-measured",
  concern: "edge",
  description: "Web ACLs and their rules publish metrics and samples.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["WAF.12"], seed: ["WAF"] },
  tags: ["waf", "monitoring"],
  remediationSteps: "Set cloudwatchMetricsEnabled and sampledRequestsEnabled in visibilityConfig.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-12",
  types: ["aws:wafv2/webAcl:WebAcl", "aws:wafv2/ruleGroup:RuleGroup"],
  check: (resource) =>
    allOf(
      mustBeTrue(resource, "visibilityConfig.cloudwatchMetricsEnabled"),
      mustBeTrue(resource, "visibilityConfig.sampledRequestsEnabled"),
    ),
};
