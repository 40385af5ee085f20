import { contains, parseAddress, parseBlock, type Address, type Block } from "../flow-logs/addresses";
import { protocolName } from "../flow-logs/parse";
import {
  type PlannedNaclEntry,
  type PlannedNetwork,
  type PlannedRule,
  type PlannedSubnet,
  type PlannedTraffic,
} from "./planned";

/** A packet that opens a conversation. */
export interface Opening {
  readonly from: string;
  readonly to: string;
  /** IANA number. */
  readonly protocol: number;
  /** Port at `to`; 0 for protocols without. */
  readonly port: number;
}

/** Whether the plan lets a conversation be opened, and the one thing that stands against it. */
export type Verdict = { readonly planned: true } | { readonly planned: false; readonly because: string };

/** What the plan says, ready to be asked. */
export interface Expectation {
  /** The planned subnet an address lies in. */
  readonly subnetOf: (address: string) => PlannedSubnet | undefined;
  /** Judges the opening of a conversation of which at least one end is planned. */
  readonly judge: (opening: Opening) => Verdict;
}

const NUMBERS: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 };
const YES: Verdict = { planned: true };

function fits(traffic: PlannedTraffic, protocol: number, port: number): boolean {
  const name = traffic.protocol.toLowerCase();
  if (name === "-1" || name === "all") {
    return true;
  }
  if ((NUMBERS[name] ?? Number(name)) !== protocol) {
    return false;
  }
  // Only TCP and UDP rules look at ports; ICMP's types are not in a flow log.
  return (protocol !== 6 && protocol !== 17) || (port >= traffic.fromPort && port <= traffic.toPort);
}

/** Judgements are remembered up to this many, enough for an hour of distinct conversations. */
const REMEMBERED = 50_000;

/** Reads each block once: the same few stand in hundreds of rules. */
function blockReader(): (cidr: string) => Block {
  const blocks = new Map<string, Block>();
  return (cidr) => {
    const found = blocks.get(cidr) ?? (parseBlock(cidr) as Block);
    blocks.set(cidr, found);
    return found;
  };
}

/** Makes a plan ready to be asked. The plan must have passed `readPlan`. */
export function expectationOf(plan: PlannedNetwork): Expectation {
  const block = blockReader();
  const places = plan.subnets.map((subnet) => ({
    subnet,
    blocks: [subnet.cidr, subnet.ipv6Cidr].flatMap((cidr) => (cidr === undefined ? [] : [block(cidr)])),
  }));
  const rules = new Map(plan.groups.map((group) => [group.name, group.rules]));
  const entries = new Map(
    plan.nacls.map((nacl) => [nacl.name, [...nacl.entries].sort((a, b) => a.number - b.number)]),
  );
  const routes = new Map(
    plan.routeTables.map((table) => [
      table.name,
      table.routes
        .map((route) => ({ ...route, block: block(route.destination) }))
        .sort((a, b) => b.block.length - a.block.length),
    ]),
  );
  const placeOf = (address: Address): PlannedSubnet | undefined =>
    places.find((place) => place.blocks.some((one) => contains(one, address)))?.subnet;

  const peerFits = (rule: PlannedRule, address: Address, subnet: PlannedSubnet | undefined): boolean => {
    if ("group" in rule.peer) {
      return subnet?.groups.includes(rule.peer.group) ?? false;
    }
    const cidrs = "cidr" in rule.peer ? [rule.peer.cidr] : rule.peer.prefixes;
    return cidrs.some((cidr) => contains(block(cidr), address));
  };

  const groupsAllow = (
    direction: "ingress" | "egress",
    own: PlannedSubnet,
    peer: Address,
    peerSubnet: PlannedSubnet | undefined,
    { protocol, port }: Opening,
  ): boolean =>
    own.withoutGroups === true ||
    own.groups.some((group) =>
      (rules.get(group) ?? []).some(
        (rule) =>
          rule.direction === direction && fits(rule, protocol, port) && peerFits(rule, peer, peerSubnet),
      ),
    );

  const naclEntry = (
    direction: "ingress" | "egress",
    own: PlannedSubnet,
    peer: Address,
    { protocol, port }: Opening,
  ): PlannedNaclEntry | undefined =>
    (entries.get(own.nacl) ?? []).find(
      (entry) =>
        entry.direction === direction && fits(entry, protocol, port) && contains(block(entry.cidr), peer),
    );

  const judgeEnd = (
    direction: "ingress" | "egress",
    own: PlannedSubnet,
    peer: Address,
    peerSubnet: PlannedSubnet | undefined,
    opening: Opening,
  ): string | undefined => {
    const what = `${trafficName(opening)} ${direction === "ingress" ? "from" : "to"} ${direction === "ingress" ? opening.from : opening.to}`;
    if (!groupsAllow(direction, own, peer, peerSubnet, opening)) {
      const names =
        own.groups.length === 0 ? "no group" : `no ${direction} rule of ${own.groups.join(" or ")}`;
      return `${names} lets ${what} ${direction === "ingress" ? "into" : "out of"} ${own.name}`;
    }
    if (own.enteredFrom?.some((cidr) => contains(block(cidr), peer))) {
      return undefined;
    }
    if (peerSubnet?.name !== own.name) {
      const entry = naclEntry(direction, own, peer, opening);
      if (!entry?.allow) {
        return `NACL ${own.nacl} denies ${what} ${entry ? `by entry ${entry.number}` : "by its last entry"}`;
      }
    }
    if (peerSubnet?.vpc !== own.vpc) {
      const route = (routes.get(own.routeTable) ?? []).find((one) => contains(one.block, peer));
      if (!route || route.target === "blackhole") {
        const address = direction === "ingress" ? opening.from : opening.to;
        return `${own.name} has ${route ? "a blackhole" : "no route"} for ${address}`;
      }
    }
    return undefined;
  };

  const judgeAnew = (opening: Opening): Verdict => {
    const from = parseAddress(opening.from);
    const to = parseAddress(opening.to);
    if (!from || !to) {
      return { planned: false, because: "an end has no address" };
    }
    const source = placeOf(from);
    const target = placeOf(to);
    const because =
      (source && judgeEnd("egress", source, to, target, opening)) ??
      (target && judgeEnd("ingress", target, from, source, opening));
    return because === undefined ? YES : { planned: false, because };
  };

  const known = new Map<string, Verdict>();
  return {
    subnetOf: (text) => {
      const address = parseAddress(text);
      return address && placeOf(address);
    },
    judge: (opening) => {
      const key = `${opening.from} ${opening.to} ${opening.protocol} ${opening.port}`;
      let verdict = known.get(key);
      if (!verdict) {
        verdict = judgeAnew(opening);
        if (known.size >= REMEMBERED) {
          known.clear();
        }
        known.set(key, verdict);
      }
      return verdict;
    },
  };
}

/** `tcp 443`, or the protocol alone where there are no ports. */
export function trafficName({ protocol, port }: { protocol: number; port: number }): string {
  const name = protocolName(protocol);
  return protocol === 6 || protocol === 17 ? `${name} ${port}` : name;
}
