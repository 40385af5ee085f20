import { SECURITY_RULE_TYPES, isUnknownRules, securityRules } from "../../analysis/security-rules";
import { UNKNOWN, asText } from "../../analysis/values";
import { allOf, compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const securityGroupRulesDescribed: ResourcePolicy = {
  kind: "resource",
  name: "security-group-rules-described",
  concern: "network",
  description: "Every security group rule says what it is for.",
  severity: "low",
  level: "advisory",
  controls: { checkov: ["CKV_AWS_23"], seed: ["security groups"] },
  tags: ["security-group"],
  remediationSteps: "Give the rule a description.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  types: SECURITY_RULE_TYPES,
  check: (resource) => {
    const rules = securityRules(resource);
    const outcomes = rules.map((rule) => {
      if (isUnknownRules(rule)) return unknown(rule.unknown);
      const text = asText(rule.description);
      if (text === UNKNOWN) return unknown(`${rule.path}.description`);
      return text === undefined || text.trim() === ""
        ? violation(`${rule.path || "The rule"} has no description.`)
        : compliant;
    });
    return rules.length === 0 ? notApplicable("it has no rule") : allOf(...outcomes);
  },
};
