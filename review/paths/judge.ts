import { type End } from "./ends";
import { type AclEntry, type Network, type Rule } from "./network";
import { type Judged, type Pass, aclPass, fittingEntries, fittingRules, groupPass } from "./pass";
import {
  ALL_PORTS,
  EPHEMERAL,
  NOTHING,
  type Ports,
  type Traffic,
  hasPorts,
  intersect,
  intersectPorts,
} from "./ports";
import { type Range, cut } from "./ranges";
import { type Step, type Walk } from "./walk-types";
import { Walker } from "./walk";

/** One thing that must let traffic through, and what of it does. */
export type Check =
  | {
      readonly kind: "groups";
      readonly end: End;
      readonly egress: boolean;
      readonly pass: Pass;
      readonly rules: ReadonlyArray<Judged<Rule>>;
    }
  | {
      readonly kind: "acl";
      readonly step: Extract<Step, { kind: "acl" }>;
      readonly name: string;
      readonly pass: Pass;
      readonly entries: ReadonlyArray<Judged<AclEntry>>;
    }
  /** The answer: its port is the caller's, so what is let through is the traffic that may be answered at all. */
  | {
      readonly kind: "reply";
      readonly step: Extract<Step, { kind: "acl" }>;
      readonly name: string;
      readonly pass: Pass;
      readonly entries: ReadonlyArray<Judged<AclEntry>>;
    }
  /** What the means of the way carries: a NAT gateway no other than TCP, UDP and ICMP. */
  | { readonly kind: "carries"; readonly text: string; readonly pass: Pass };

/** One way there and back. */
export interface Trip {
  readonly from: End;
  readonly to: End;
  readonly there: Walk;
  readonly back: Walk | undefined;
  /** Why nothing gets through on this way, whatever the rules say. */
  readonly lost: string | undefined;
  readonly checks: readonly Check[];
  /** What all checks let through. */
  readonly pass: Pass;
  readonly unsure: readonly string[];
}

/** Judges pairs of ends of one network. */
export class Judge {
  private readonly walker: Walker;
  private readonly edges: readonly Range[];
  private readonly everything: Traffic;

  constructor(private readonly network: Network) {
    this.walker = new Walker(network);
    this.edges = edgesOf(network);
    this.everything = new Map(network.protocols.map((protocol) => [protocol, ALL_PORTS]));
  }

  /** Cuts ends where rules, entries or routes do: each piece is treated alike. */
  pieces(ends: readonly End[]): readonly End[] {
    return ends.flatMap((end) =>
      end.range ? cut([end.range], this.edges).map((range) => ({ ...end, range })) : [end],
    );
  }

  /** True when the groups of both ends let nothing through, on whatever way. */
  isClosed(from: End, to: End): boolean {
    return (
      this.groups(from, to, true, true).pass.maybe.size === 0 ||
      this.groups(to, from, false, true).pass.maybe.size === 0
    );
  }

  /** Every way from one piece to another, with what it lets through. */
  trips(from: End, to: End): readonly Trip[] {
    if (from.range && to.range && from.range.bits !== to.range.bits) return [];
    return this.walker.walks(from, to).flatMap((there) => {
      if (there.lost !== undefined) return [this.trip(from, to, there, undefined, there.lost)];
      const backs =
        there.nat === undefined
          ? this.walker.walks(to, from, true)
          : this.walker.fromNat(there.nat, to, from);
      const arriving = backs.filter(({ lost }) => lost === undefined);
      if (arriving.length > 0) return arriving.map((back) => this.trip(from, to, there, back, undefined));
      const why = backs[0]?.lost ?? "there is no way back";
      return [this.trip(from, to, there, undefined, `no answer: ${why}`)];
    });
  }

  private trip(from: End, to: End, there: Walk, back: Walk | undefined, lost: string | undefined): Trip {
    const checks = [
      this.groups(from, to, true, holds(there, true)),
      ...this.carried(there),
      ...there.steps.flatMap((step) => this.acl(step)),
      this.groups(to, from, false, holds(there, false)),
      ...(back ? this.replies(back) : []),
    ];
    const unsure = [...new Set([...there.unsure, ...(back?.unsure ?? [])])];
    const family = this.family(from, to);
    const all = (how: (pass: Pass) => Traffic) =>
      checks.reduce((left, { pass }) => intersect(left, how(pass)), family);
    const maybe = lost === undefined ? all((pass) => pass.maybe) : NOTHING;
    const sure = unsure.length > 0 || maybe.size === 0 ? NOTHING : all((pass) => pass.sure);
    return { from, to, there, back, lost, checks, pass: { sure, maybe }, unsure };
  }

  /** ICMP is of IPv4, ICMPv6 of IPv6; what CloudFront calls is TCP at the origin's ports. */
  private family(from: End, to: End): Traffic {
    const { ports } = from.place;
    if (ports) return new Map([["tcp", ports.map((port) => [port, port] as const)]]);
    const bits = from.range?.bits ?? to.range?.bits;
    const foreign = bits === 32 ? "icmpv6" : bits === 128 ? "icmp" : undefined;
    return new Map([...this.everything].filter(([protocol]) => protocol !== foreign));
  }

  private groups(
    end: End,
    other: End,
    egress: boolean,
    references: boolean,
  ): Extract<Check, { kind: "groups" }> {
    // Only interfaces have groups; CloudFront's are AWS's own.
    if (end.place.kind !== "member") {
      return {
        kind: "groups",
        end,
        egress,
        pass: { sure: this.everything, maybe: this.everything },
        rules: [],
      };
    }
    if (egress && end.place.member?.initiates === false) {
      return { kind: "groups", end, egress, pass: { sure: NOTHING, maybe: NOTHING }, rules: [] };
    }
    const rules = fittingRules(this.network, end, other, egress, references);
    return { kind: "groups", end, egress, pass: groupPass(rules), rules };
  }

  private acl(step: Step): Check[] {
    if (step.kind !== "acl") return [];
    const acl = this.network.acls.get(step.acl);
    const entries = acl ? fittingEntries(acl, step.egress, step.remote, this.network.protocols) : [];
    return [{ kind: "acl", step, name: acl?.name ?? step.acl, pass: aclPass(entries), entries }];
  }

  private carried(there: Walk): Check[] {
    if (there.nat === undefined) return [];
    const pass = new Map(["tcp", "udp", "icmp"].map((protocol) => [protocol, ALL_PORTS]));
    return [
      { kind: "carries", text: "a NAT gateway carries TCP, UDP and ICMP", pass: { sure: pass, maybe: pass } },
    ];
  }

  /** An answer goes to a port that the caller chose: one that every network ACL on the way back lets through is enough. */
  private replies(back: Walk): Check[] {
    let sure = this.callers();
    let maybe = this.callers();
    return back.steps.flatMap((step): Check[] => {
      if (step.kind !== "acl") return [];
      const acl = this.network.acls.get(step.acl);
      const entries = acl ? fittingEntries(acl, step.egress, step.remote, this.network.protocols) : [];
      const pass = aclPass(entries);
      sure = intersect(sure, pass.sure);
      maybe = intersect(maybe, pass.maybe);
      const answered = { sure: whole(sure), maybe: whole(maybe) };
      return [{ kind: "reply", step, name: acl?.name ?? step.acl, pass: answered, entries }];
    });
  }

  private callers(): Traffic {
    return new Map(
      this.network.protocols.map((protocol) => [protocol, hasPorts(protocol) ? EPHEMERAL : ALL_PORTS]),
    );
  }
}

/** All ports of the protocols of which a port is left. */
const whole = (traffic: Traffic): Traffic =>
  new Map(
    [...traffic].flatMap(([protocol, ports]) =>
      intersectPorts(ports, ALL_PORTS).length > 0 ? [[protocol, ALL_PORTS as Ports]] : [],
    ),
  );

/**
 * Whether references to groups of the other end hold on a way: inside a VPC; over a peering within a Region; over a transit gateway that supports them at both
 * attachments, for incoming rules only. Source: AWS's guides to VPC peering and to transit gateways (2026-11).
 */
function holds({ ways, steps }: Walk, egress: boolean): boolean {
  const gateways = steps.flatMap((step) => (step.kind === "gateway" ? [step] : []));
  if (ways.length !== 1) return false;
  if (ways[0] === "local") return true;
  if (ways[0] === "peering") return gateways.every(({ sameRegion }) => sameRegion !== false);
  return ways[0] === "transit gateway" && !egress && gateways.every(({ references }) => references === true);
}

function edgesOf(network: Network): readonly Range[] {
  const found = new Map<string, Range>();
  const add = (range: Range | undefined): void => {
    if (range) found.set(`${range.bits} ${range.low} ${range.high}`, range);
  };
  const rules = [...network.groups.values()].flatMap((group) => group.rules);
  const entries = [...network.acls.values()].flatMap((acl) => acl.entries);
  for (const { peers } of [...rules, ...entries]) {
    for (const peer of peers) {
      if (peer.kind === "block") add(peer.range);
      else if (peer.kind === "prefix-list") peer.ranges.forEach(add);
    }
  }
  for (const table of [...network.tables.values(), ...network.transit.tables.values()]) {
    for (const { range } of table.routes) add(range);
  }
  for (const vpc of network.vpcs.values()) vpc.ranges.forEach(add);
  for (const { ranges } of network.vpnGateways.values()) ranges?.forEach(add);
  for (const { ranges, announced } of network.transit.attachments.values())
    [...(ranges ?? []), ...(announced ?? [])].forEach(add);
  return [...found.values()];
}
