import { isWholeWorld } from "../../analysis/addresses";
import { type Model } from "../../analysis/model";
import { type Resource } from "../../analysis/resource";
import {
  INGRESS_RULE,
  EGRESS_RULE,
  SECURITY_GROUP_RULE,
  SECURITY_RULE_TYPES,
  type SecurityRule,
  isAllTraffic,
  isProtocol,
  isUnknownRules,
  securityRules,
} from "../../analysis/security-rules";
import { type Read, UNKNOWN, asList, asText, at } from "../../analysis/values";
import { read } from "../../lib/expect";
import { type Outcome, allOf, compliant, unknown, violation } from "../../lib/outcome";
import { type Finding, type StackPolicy } from "../../lib/policy";

const LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
const ENTRY = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const ROUTE = "aws:ec2/route:Route";
const TABLES = ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"] as const;

/** A rule by prefix list is as open as what is in the list, which only the whole stack tells. */
export const prefixListRulesNarrow: StackPolicy = {
  kind: "stack",
  name: "prefix-list-rules-narrow",
  concern: "network",
  description: "No rule or route reaches the whole internet by way of a prefix list.",
  severity: "high",
  level: "mandatory",
  controls: { seed: ["security groups", "route tables"] },
  tags: ["security-group", "route", "prefix-list", "internet"],
  remediationSteps:
    "Take the whole internet out of the prefix list, or name the addresses that are meant; name lists of other stacks, whose entries are known to be narrow, in knownPrefixListIds.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html",
  parameters: {
    tcpPorts: {
      type: "integers",
      description: "TCP ports that may be open to the whole internet.",
      default: [80, 443],
    },
    knownPrefixListIds: {
      type: "strings",
      description: "Ids of prefix lists of other stacks, or of AWS, that are known to be narrow.",
      default: [],
      pattern: "^pl-[0-9a-f]+$",
    },
  },
  check: (model, { parameters }) => {
    const known = new Set(parameters.texts("knownPrefixListIds"));
    const lists = new Lists(model, known);
    const findings: Finding[] = [];
    for (const resource of model.ofType(...SECURITY_RULE_TYPES)) {
      const outcomes = securityRules(resource).flatMap((rule) =>
        isUnknownRules(rule) || rule.prefixLists.length === 0
          ? []
          : judgeRule(resource, rule, lists, parameters.integers("tcpPorts")),
      );
      if (outcomes.length > 0) findings.push({ resource, outcome: allOf(...outcomes) });
    }
    for (const route of model.ofType(ROUTE)) {
      const id = read(route, "destinationPrefixListId");
      if (id === undefined || id === "" || !leadsToPeer(route.props)) continue;
      findings.push({
        resource: route,
        outcome: lists.judge(route, "destinationPrefixListId", id, "The route"),
      });
    }
    for (const table of model.ofType(...TABLES)) {
      const routes = asList(read(table, "routes"));
      if (routes === UNKNOWN) continue;
      const outcomes = routes.flatMap((route, index) => {
        const id = at(route, "destinationPrefixListId");
        if (id === undefined || id === "" || !leadsToPeer(route)) return [];
        return lists.judge(table, "routes", id, `routes[${index}]`);
      });
      if (outcomes.length > 0) findings.push({ resource: table, outcome: allOf(...outcomes) });
    }
    return findings;
  },
};

function leadsToPeer(route: Parameters<typeof at>[0]): boolean {
  const peering = at(route, "vpcPeeringConnectionId");
  return peering !== undefined && peering !== "";
}

const PROPERTIES: Readonly<Record<string, string>> = {
  [INGRESS_RULE]: "prefixListId",
  [EGRESS_RULE]: "prefixListId",
  [SECURITY_GROUP_RULE]: "prefixListIds",
};

function judgeRule(resource: Resource, rule: SecurityRule, lists: Lists, ports: readonly number[]): Outcome {
  if (mayBeOpen(rule, ports)) return compliant;
  const property = PROPERTIES[resource.type] ?? (rule.direction === "egress" ? "egress" : "ingress");
  return lists.judge(resource, property, rule.prefixLists as unknown as Read, rule.path || "The rule");
}

/** True for a rule that may name the whole internet: the web's ports inwards, less than everything outwards. */
function mayBeOpen(
  { direction, protocol, fromPort, toPort }: SecurityRule,
  ports: readonly number[],
): boolean {
  if (protocol === UNKNOWN) return false;
  if (direction === "egress") return !isAllTraffic(protocol);
  if (isProtocol(protocol, "icmp") || isProtocol(protocol, "icmpv6")) return true;
  return (
    isProtocol(protocol, "tcp") &&
    typeof fromPort === "number" &&
    fromPort === toPort &&
    ports.includes(fromPort)
  );
}

/** The prefix lists of a stack: what of each is the whole internet. */
class Lists {
  private readonly open = new Map<Resource, string>();
  private readonly unsure = new Set<Resource>();
  /** An entry belongs to a list nobody can name yet: it may be any. */
  private readonly strays: boolean;

  constructor(
    private readonly model: Model,
    private readonly known: ReadonlySet<string>,
  ) {
    for (const list of model.ofType(LIST)) {
      const entries = asList(read(list, "entries"));
      if (entries === UNKNOWN) this.unsure.add(list);
      else for (const entry of entries) this.take(list, asText(at(entry, "cidr")));
    }
    let strays = false;
    for (const entry of model.ofType(ENTRY)) {
      const { targets, unresolved } = model.references(entry, "prefixListId", [LIST]);
      strays ||= unresolved && asText(read(entry, "cidr")) === UNKNOWN;
      for (const list of targets) this.take(list, asText(read(entry, "cidr")));
    }
    this.strays = strays;
  }

  private take(list: Resource, cidr: string | undefined | typeof UNKNOWN): void {
    if (cidr === UNKNOWN) this.unsure.add(list);
    else if (cidr !== undefined && isWholeWorld(cidr)) this.open.set(list, cidr);
  }

  /** What a rule or route says by the lists that it names. */
  judge(resource: Resource, property: string, value: Read, where: string): Outcome {
    // A gateway endpoint's list holds the addresses of its service.
    const { targets, unresolved } = this.model.references(resource, property, [LIST, ENDPOINT], value);
    for (const list of targets) {
      const cidr = this.open.get(list);
      if (cidr !== undefined)
        return violation(`${where} is open to ${cidr}, which is in prefix list ${list.name}.`);
    }
    if (unresolved) return unknown(`${where}: its prefix list`);
    if (this.strays || targets.some((list) => this.unsure.has(list)))
      return unknown(`${where}: the entries of its prefix list`);
    const ids = asList(value);
    const foreign = (ids === UNKNOWN ? [] : ids)
      .map((id) => asText(at(id)))
      .filter((id): id is string => typeof id === "string")
      .filter((id) => !this.known.has(id) && !this.isHere(id));
    return foreign.length === 0
      ? compliant
      : unknown(`${where}: the entries of prefix list ${foreign.join(", ")}, which is not in this stack`);
  }

  private isHere(id: string): boolean {
    return (
      this.model.withId(id).some(({ type }) => type === LIST) ||
      this.model.ofType(ENDPOINT).some((endpoint) => at(endpoint.props, "prefixListId") === id)
    );
  }
}
