import { type Resource } from "./resource";
import {
  type Json,
  type Props,
  type Read,
  UNKNOWN,
  type Unknown,
  asList,
  asNumber,
  asText,
  asTexts,
  at,
} from "./values";

/** Security groups, in every form their rules are written in. */
export const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const DEFAULT_SECURITY_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
export const SECURITY_GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
export const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

export const SECURITY_RULE_TYPES = [
  SECURITY_GROUP,
  DEFAULT_SECURITY_GROUP,
  SECURITY_GROUP_RULE,
  INGRESS_RULE,
  EGRESS_RULE,
] as const;

/** One rule, one direction, whatever form it was written in. */
export interface SecurityRule {
  readonly direction: "ingress" | "egress" | Unknown;
  readonly protocol: string | Unknown;
  readonly fromPort: number | undefined | Unknown;
  readonly toPort: number | undefined | Unknown;
  /** IPv4 and IPv6 blocks together. */
  readonly blocks: readonly (string | Unknown)[];
  readonly prefixLists: readonly (string | Unknown)[];
  /** References to groups, and `self`. */
  readonly groups: readonly (string | Unknown)[];
  readonly description: Read;
  /** Where it stands in the resource, e.g. `ingress[0]`; empty when the resource is the rule. */
  readonly path: string;
}

/** The rules a resource holds; `UNKNOWN` in place of a whole list that is not known. */
export function securityRules(resource: Resource): readonly (SecurityRule | UnknownRules)[] {
  const { props } = resource;
  switch (resource.type) {
    case SECURITY_GROUP:
    case DEFAULT_SECURITY_GROUP:
      return [...inline(props, "ingress"), ...inline(props, "egress")];
    case SECURITY_GROUP_RULE: {
      const type = asText(at(props, "type"));
      const direction = type === UNKNOWN ? UNKNOWN : type?.toLowerCase() === "egress" ? "egress" : "ingress";
      return [oldForm(props, direction, "")];
    }
    case INGRESS_RULE:
      return [newForm(props, "ingress")];
    case EGRESS_RULE:
      return [newForm(props, "egress")];
    default:
      return [];
  }
}

/** A list of rules, or one of its elements, that is not known yet. */
export interface UnknownRules {
  readonly unknown: string;
}

export function isUnknownRules(rule: SecurityRule | UnknownRules): rule is UnknownRules {
  return "unknown" in rule;
}

/** True when the rule lets a TCP packet to this port pass; unknown when protocol or ports are. */
export function coversTcpPort(rule: SecurityRule, port: number): boolean | Unknown {
  if (rule.protocol === UNKNOWN) return UNKNOWN;
  if (isAllTraffic(rule.protocol)) return true;
  if (!isProtocol(rule.protocol, "tcp")) return false;
  const { fromPort, toPort } = rule;
  if (fromPort !== UNKNOWN && toPort !== UNKNOWN) {
    if (fromPort === undefined && toPort === undefined) return true;
    const from = fromPort ?? toPort ?? 0;
    const to = toPort ?? from;
    // -1 for both means every port.
    return from === -1 || (from <= port && port <= to);
  }
  if (typeof fromPort === "number" && fromPort > port) return false;
  if (typeof toPort === "number" && toPort !== -1 && toPort < port) return false;
  return UNKNOWN;
}

/**
 * True when the rule is for every protocol and port. A protocol other than TCP, UDP, ICMP and ICMPv6 ignores ports too, but carries no TCP:
 * only -1 does.
 */
export function isAllTraffic(protocol: string): boolean {
  return protocol === "-1" || protocol.toLowerCase() === "all";
}

/** Protocol numbers: IANA protocol-numbers registry (2026-11). */
const PROTOCOL_NUMBERS: Readonly<Record<string, string>> = { tcp: "6", udp: "17", icmp: "1", icmpv6: "58" };

export function isProtocol(protocol: string, name: "tcp" | "udp" | "icmp" | "icmpv6"): boolean {
  return protocol.toLowerCase() === name || protocol === PROTOCOL_NUMBERS[name];
}

function inline(props: Props, direction: "ingress" | "egress"): (SecurityRule | UnknownRules)[] {
  const list = asList(at(props, direction));
  if (list === UNKNOWN) return [{ unknown: direction }];
  return list.map((element, index) => {
    const path = `${direction}[${index}]`;
    const rule = at(element);
    if (rule === UNKNOWN) return { unknown: path };
    return oldForm(rule === undefined ? {} : rule, direction, path);
  });
}

/** Inline blocks and SecurityGroupRule: lists of blocks, `self`, group ids. */
function oldForm(rule: Json | Unknown, direction: SecurityRule["direction"], path: string): SecurityRule {
  return {
    direction,
    protocol: asText(at(rule, "protocol")) ?? "-1",
    fromPort: asNumber(at(rule, "fromPort")),
    toPort: asNumber(at(rule, "toPort")),
    blocks: [...texts(at(rule, "cidrBlocks")), ...texts(at(rule, "ipv6CidrBlocks"))],
    prefixLists: texts(at(rule, "prefixListIds")),
    groups: [
      ...texts(at(rule, "securityGroups")),
      ...texts(at(rule, "sourceSecurityGroupId")),
      ...(at(rule, "self") === true ? ["self"] : []),
    ],
    description: at(rule, "description"),
    path,
  };
}

/** SecurityGroupIngressRule and SecurityGroupEgressRule: one source each. */
function newForm(props: Props, direction: "ingress" | "egress"): SecurityRule {
  return {
    direction,
    protocol: asText(at(props, "ipProtocol")) ?? "-1",
    fromPort: asNumber(at(props, "fromPort")),
    toPort: asNumber(at(props, "toPort")),
    blocks: [...texts(at(props, "cidrIpv4")), ...texts(at(props, "cidrIpv6"))],
    prefixLists: texts(at(props, "prefixListId")),
    groups: texts(at(props, "referencedSecurityGroupId")),
    description: at(props, "description"),
    path: "",
  };
}

/** A whole list that is unknown counts as one unknown element. */
function texts(value: Read): readonly (string | Unknown)[] {
  const list = asTexts(value);
  return list === UNKNOWN ? [UNKNOWN] : list;
}
