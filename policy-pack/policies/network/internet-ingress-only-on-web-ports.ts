import { isWholeWorld } from "../../analysis/addresses";
import {
  SECURITY_RULE_TYPES,
  isAllTraffic,
  isProtocol,
  isUnknownRules,
  securityRules,
} from "../../analysis/security-rules";
import { UNKNOWN } from "../../analysis/values";
import { allOf, compliant, notApplicable, shown, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const internetIngressOnlyOnWebPorts: ResourcePolicy = {
  kind: "resource",
  name: "internet-ingress-only-on-web-ports",
  concern: "network",
  description: "Only the ports meant for the public are open to the whole internet.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EC2.18"], cis: cis("cifs"), seed: ["security groups"] },
  tags: ["security-group", "internet"],
  remediationSteps: "Narrow the source of the rule, or put a load balancer on an authorised port in front.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18",
  parameters: {
    tcpPorts: {
      type: "integers",
      description: "TCP ports that may be open to the whole internet.",
      default: [80, 443],
    },
  },
  types: SECURITY_RULE_TYPES,
  check: (resource, { parameters }) => {
    const ports = parameters.integers("tcpPorts");
    const rules = securityRules(resource);
    const outcomes = rules.map((rule) => {
      if (isUnknownRules(rule)) return rule.unknown.startsWith("ingress") ? unknown(rule.unknown) : compliant;
      if (rule.direction === "egress") return notApplicable("it is an egress rule");
      const open = rule.blocks.some((block) => block !== UNKNOWN && isWholeWorld(block));
      if (!open && !rule.blocks.includes(UNKNOWN)) return compliant;
      const { protocol, fromPort, toPort } = rule;
      if (
        protocol === UNKNOWN ||
        fromPort === UNKNOWN ||
        toPort === UNKNOWN ||
        !open ||
        rule.direction === UNKNOWN
      ) {
        return unknown(rule.path === "" ? "the rule's source, protocol or ports" : rule.path);
      }
      if (isProtocol(protocol, "icmp") || isProtocol(protocol, "icmpv6")) return compliant;
      if (
        isProtocol(protocol, "tcp") &&
        fromPort !== undefined &&
        fromPort === toPort &&
        ports.includes(fromPort)
      ) {
        return compliant;
      }
      const what = isAllTraffic(protocol) ? "all traffic" : `${protocol} ${shown(fromPort)}-${shown(toPort)}`;
      return violation(`${rule.path || "The rule"} admits ${what} from the whole internet.`);
    });
    return rules.length === 0 ? notApplicable("it has no rule") : allOf(...outcomes);
  },
};
