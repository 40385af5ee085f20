import { isWholeWorld } from "../../analysis/addresses";
import {
  SECURITY_RULE_TYPES,
  isAllTraffic,
  isUnknownRules,
  securityRules,
} from "../../analysis/security-rules";
import { UNKNOWN } from "../../analysis/values";
import { allOf, compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const noUnrestrictedEgress: ResourcePolicy = {
  kind: "resource",
  name: "no-unrestricted-egress",
  concern: "network",
  description: "No security group lets every protocol out to the whole internet.",
  severity: "medium",
  level: "advisory",
  controls: { checkov: ["CKV_AWS_382"], seed: ["security groups"] },
  tags: ["security-group", "internet", "egress"],
  remediationSteps:
    "Name the destinations and ports the workload needs: groups, prefix lists of endpoints, or a proxy.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  types: SECURITY_RULE_TYPES,
  check: (resource) => {
    const rules = securityRules(resource);
    const outcomes = rules.map((rule) => {
      if (isUnknownRules(rule)) return rule.unknown.startsWith("egress") ? unknown(rule.unknown) : compliant;
      if (rule.direction === "ingress") return notApplicable("it is an ingress rule");
      if (rule.protocol !== UNKNOWN && !isAllTraffic(rule.protocol)) return compliant;
      const open = rule.blocks.some((block) => block !== UNKNOWN && isWholeWorld(block));
      if (!open && !rule.blocks.includes(UNKNOWN)) return compliant;
      if (!open || rule.protocol === UNKNOWN || rule.direction === UNKNOWN)
        return unknown(rule.path || "the rule's destination or protocol");
      return violation(`${rule.path || "The rule"} lets all traffic out to the whole internet.`);
    });
    return rules.length === 0 ? notApplicable("it has no rule") : allOf(...outcomes);
  },
};
