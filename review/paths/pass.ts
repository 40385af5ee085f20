import { type End } from "./ends";
import { type Acl, type AclEntry, type Network, type Peer, type Rule, type RuleTraffic } from "./network";
import { ALL_PORTS, NOTHING, type Traffic, hasPorts, unite, without } from "./ports";
import { PRIVATE, PUBLIC, within } from "./ranges";

/** What is let through for certain, and what may be once everything is known. `sure` is a part of `maybe`. */
export interface Pass {
  readonly sure: Traffic;
  readonly maybe: Traffic;
}

/** True, false, or what cannot be told. */
type Match = boolean | string;

/** Whether a rule's peer stands for an end. @param references groups of the other end can be referred to on this way */
export function matches(peer: Peer, end: End, references: boolean): Match {
  switch (peer.kind) {
    case "group":
      return (
        references && end.place.kind === "member" && (end.place.member?.groups.includes(peer.group) ?? false)
      );
    case "block":
      if (end.range) return within(peer.range, end.range);
      // AWS's services have addresses of the internet, whichever they are.
      if (end.place.kind === "service" && PRIVATE.some((one) => within(one, peer.range))) return false;
      if (peer.range.high - peer.range.low + 1n === 1n << BigInt(peer.range.bits)) return true;
      return `whether ${end.subnet?.name ?? end.place.name} lies in ${peer.text}`;
    case "prefix-list":
      return listMatches(peer, end);
    default:
      return peer.text;
  }
}

function listMatches(peer: Extract<Peer, { kind: "prefix-list" }>, { place, range }: End): Match {
  if (place.kind === "service" && (place.service?.list === peer.list || place.service?.urn === peer.list))
    return true;
  if (peer.ranges.length > 0) {
    if (range) return peer.ranges.some((one) => within(one, range));
    return place.kind === "service" ? false : `whether ${place.name} lies in ${peer.text}`;
  }
  // Each service has a list of its own; one that has no id yet may be any.
  if (place.kind === "service" && (peer.ofService || place.service?.list !== place.service?.urn))
    return false;
  // CloudFront calls from the addresses of its own list.
  if (place.kind === "cloudfront") return !peer.ofService;
  // Some addresses of the internet are in a list of AWS's; which ones does not matter to whether it is open.
  if (range && PUBLIC.some((one) => within(one, range))) return place.kind === "internet";
  return peer.ofService ? false : `what is in ${peer.text}`;
}

/** The traffic that a rule is for. */
export function covered({ protocol, from, to }: RuleTraffic, protocols: readonly string[]): Traffic {
  if (protocol === undefined || protocol === "-1") return new Map(protocols.map((one) => [one, ALL_PORTS]));
  return new Map([[protocol, hasPorts(protocol) ? [[from, to]] : ALL_PORTS]]);
}

export interface Judged<T> {
  readonly item: T;
  readonly traffic: Traffic;
  readonly match: Match;
}

/** Rules of an end's security groups that are for the other end. */
export function fittingRules(
  network: Network,
  end: End,
  other: End,
  egress: boolean,
  references: boolean,
): ReadonlyArray<Judged<Rule>> {
  const rules = (end.place.member?.groups ?? []).flatMap((urn) => network.groups.get(urn)?.rules ?? []);
  return rules.flatMap((rule) => {
    if (rule.egress === !egress) return [];
    const match = best(rule.peers.map((peer) => matches(peer, other, references)));
    if (match === false) return [];
    const doubt =
      rule.egress === undefined ? "which direction it is for" : rule.traffic.maybe ? "its ports" : undefined;
    return [
      {
        item: rule,
        traffic: covered(rule.traffic, network.protocols),
        match: match === true && doubt !== undefined ? doubt : match,
      },
    ];
  });
}

/** One peer that matches is enough. */
function best(all: readonly Match[]): Match {
  if (all.includes(true)) return true;
  return all.find((one) => typeof one === "string") ?? false;
}

export function groupPass(rules: ReadonlyArray<Judged<Rule>>): Pass {
  let sure = NOTHING;
  let maybe = NOTHING;
  for (const { traffic, match } of rules) {
    maybe = unite(maybe, traffic);
    if (match === true) sure = unite(sure, traffic);
  }
  return { sure, maybe };
}

/** Entries of a network ACL for one direction that are for the other end, in the order in which they are asked. */
export function fittingEntries(
  acl: Acl,
  egress: boolean,
  other: End,
  protocols: readonly string[],
): ReadonlyArray<Judged<AclEntry>> {
  return acl.entries.flatMap((entry) => {
    if (entry.egress === !egress) return [];
    const match = best(entry.peers.map((peer) => matches(peer, other, false)));
    if (match === false) return [];
    const doubt =
      entry.egress === undefined ||
      entry.allow === undefined ||
      entry.number === undefined ||
      entry.traffic.maybe
        ? "an entry that is not known yet"
        : undefined;
    return [
      {
        item: entry,
        traffic: covered(entry.traffic, protocols),
        match: match === true && doubt !== undefined ? doubt : match,
      },
    ];
  });
}

/**
 * The first entry that fits decides. What is not known is taken once as it lets the least through, once as it lets the most; an entry without a
 * known number comes first either way.
 */
export function aclPass(entries: ReadonlyArray<Judged<AclEntry>>): Pass {
  return { sure: decide(entries, false), maybe: decide(entries, true) };
}

function decide(entries: ReadonlyArray<Judged<AclEntry>>, generous: boolean): Traffic {
  const ordered = [...entries].sort((a, b) => rank(a) - rank(b));
  let allowed = NOTHING;
  let decided = NOTHING;
  for (const { item, traffic, match } of ordered) {
    const allow = match === true ? item.allow === true : generous;
    if (match !== true) {
      const possible = item.allow === undefined || item.allow === generous;
      if (!possible) continue;
    }
    // Some types of ICMP that are denied leave others.
    if (item.partial && !allow) continue;
    if (allow) allowed = unite(allowed, without(traffic, decided));
    decided = unite(decided, traffic);
  }
  return allowed;
}

const rank = ({ item }: Judged<AclEntry>): number => item.number ?? -1;
