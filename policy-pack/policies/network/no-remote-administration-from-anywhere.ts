import { isWholeWorld } from "../../analysis/addresses";
import {
  SECURITY_RULE_TYPES,
  coversTcpPort,
  isUnknownRules,
  securityRules,
} from "../../analysis/security-rules";
import { UNKNOWN } from "../../analysis/values";
import { type Outcome, allOf, compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

/** The seed's "no TCP 22 from 0.0.0.0/0": in both address families, every form of rule, and every way to write the whole world. */
export const noRemoteAdministrationFromAnywhere: ResourcePolicy = {
  kind: "resource",
  name: "no-remote-administration-from-anywhere",
  concern: "network",
  description:
    "No security group admits SSH (TCP 22) or RDP (TCP 3389) from the whole internet, in IPv4 or IPv6.",
  severity: "critical",
  level: "mandatory",
  controls: {
    fsbp: ["EC2.13", "EC2.14", "EC2.19", "EC2.53", "EC2.54"],
    cis: cis("group-administration-v4", "group-administration-v6"),
    nag: ["EC23"],
    checkov: ["CKV_AWS_24", "CKV_AWS_25"],
    seed: ["no TCP 22 from 0.0.0.0/0"],
  },
  tags: ["security-group", "internet", "ssh", "rdp"],
  remediationSteps:
    "Remove the rule, or narrow its source to the addresses administrators come from; better, use Session Manager, which needs no open port.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  parameters: {
    ports: { type: "integers", description: "TCP ports of remote administration.", default: [22, 3389] },
  },
  types: SECURITY_RULE_TYPES,
  check: (resource, { parameters }) => {
    const ports = parameters.integers("ports");
    const outcomes: Outcome[] = [];
    for (const rule of securityRules(resource)) {
      if (isUnknownRules(rule)) {
        if (rule.unknown.startsWith("ingress")) outcomes.push(unknown(rule.unknown));
        continue;
      }
      if (rule.direction === "egress") continue;
      const where = rule.path === "" ? "The rule" : `Rule ${rule.path}`;
      const open = rule.blocks.filter((block): block is string => block !== UNKNOWN && isWholeWorld(block));
      const maybeOpen = rule.blocks.includes(UNKNOWN);
      for (const port of ports) {
        const covers = coversTcpPort(rule, port);
        if (covers === false) continue;
        if (open.length > 0 && covers === true && rule.direction === "ingress") {
          outcomes.push(violation(`${where} admits TCP ${port} from ${open.join(" and ")}.`));
        } else if (open.length > 0 || maybeOpen) {
          outcomes.push(unknown(rule.path === "" ? "the rule's source, protocol or ports" : rule.path));
        }
        // A prefix list's addresses are those of another resource: prefix-list-rules-narrow judges rules by them.
      }
      outcomes.push(compliant);
    }
    return outcomes.length === 0 ? notApplicable("it has no ingress rule") : allOf(...outcomes);
  },
};
