import { UNKNOWN } from "../../analysis/values";
import { mustBeSet, read } from "../../lib/expect";
import { compliant, unknown } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const webAclHasRules: ResourcePolicy = {
  kind: "resource",
  name: "web-acl-has-rules",
  concern: "edge",
  description: "Web ACLs have rules, or block by default.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["WAF.10"], seed: ["WAF"] },
  tags: ["waf"],
  remediationSteps: "Give the web ACL managed rule groups, such as AWSManagedRulesCommonRuleSet.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-10",
  types: ["aws:wafv2/webAcl:WebAcl"],
  check: (resource) => {
    const blocks = read(resource, "defaultAction.block");
    if (blocks !== undefined && blocks !== UNKNOWN) return compliant;
    const json = read(resource, "ruleJson");
    return json !== undefined && json !== UNKNOWN
      ? compliant
      : json === UNKNOWN
        ? unknown("ruleJson")
        : mustBeSet(resource, "rules");
  },
};
