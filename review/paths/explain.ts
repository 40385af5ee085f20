import { type End, INTERNET } from "./ends";
import { type Check, type Trip } from "./judge";
import { type Network, type Peer, type RuleTraffic } from "./network";
import { covered } from "./pass";
import { EPHEMERAL, type Traffic, describe, hasPorts, intersect } from "./ports";
import { exampleOf } from "./ranges";
import { type Step } from "./walk-types";

/** How many rules or entries are named before the rest is counted. */
const NAMED = 3;

/** How many things stand in a trip's way: the fewer, the nearer it is to open. */
export function score(trip: Trip, asked: Traffic): number {
  const blocked = trip.checks.filter(({ pass }) => intersect(pass.maybe, asked).size === 0).length;
  return blocked + (trip.lost === undefined ? 0 : 1);
}

/** A trip hop by hop: what lets it through, and everything that blocks it. */
export function explain(network: Network, trip: Trip, asked: Traffic): readonly string[] {
  const lines = [`${endText(trip.from)} -> ${endText(trip.to)}`];
  let left = asked;
  const check = (one: Check | undefined): void => {
    if (!one || (one.kind === "groups" && one.end.place.kind !== "member")) return;
    const alone = intersect(one.pass.maybe, asked);
    if (alone.size > 0) left = intersect(left, one.pass.maybe);
    const doubtful = intersect(one.pass.sure, asked).size === 0;
    const mark = alone.size === 0 ? "BLOCKED" : left.size === 0 ? "BLOCKED" : doubtful ? "unknown" : "ok";
    const rest = alone.size > 0 && left.size === 0 ? `, which the hops before do not let through` : "";
    lines.push(line(mark, `${checkText(network, one, asked)}${rest}`));
  };
  const { checks, there, back } = trip;
  const [out, into] = checks.filter((one) => one.kind === "groups");
  check(out);
  for (const step of there.steps) {
    if (step.kind === "acl") check(checks.find((one) => one.kind === "acl" && one.step === step));
    else lines.push(line("ok", step.text));
  }
  checks.filter((one) => one.kind === "carries").forEach(check);
  if (trip.lost !== undefined) lines.push(line("BLOCKED", trip.lost));
  check(into);
  for (const step of back?.steps ?? []) {
    if (step.kind === "acl") check(checks.find((one) => one.kind === "reply" && one.step === step));
    else lines.push(line("ok", `answer: ${step.text}`));
  }
  for (const what of trip.unsure) lines.push(line("unknown", what));
  return lines;
}

const line = (mark: string, text: string): string => `  ${mark.padEnd(8)} ${text}`;

function endText({ place, subnet, range }: End): string {
  const name = subnet ? `${place.name} in ${subnet.name}` : place.name;
  if (!range || (place.name === INTERNET && range.bits === 128)) return name;
  return `${name} (such as ${exampleOf(range)})`;
}

function checkText(network: Network, check: Check, asked: Traffic): string {
  const { protocols } = network;
  const fits = (traffic: Traffic, wanted: Traffic) => intersect(traffic, wanted).size > 0;
  switch (check.kind) {
    case "carries":
      return check.text;
    case "groups": {
      const { member, name } = check.end.place;
      const groups = (member?.groups ?? []).map((urn) => network.groups.get(urn)?.name ?? urn).join(", ");
      const direction = check.egress ? "out" : "in";
      if (check.egress && member?.initiates === false) return `${name} answers only`;
      const rules = check.rules.filter(({ traffic }) => fits(traffic, asked));
      const named = rules.map(
        ({ item }) =>
          `${item.name} (${trafficText(item.traffic, protocols)} ${check.egress ? "to" : "from"} ${item.peers.map(peerText).join(", ")})`,
      );
      return `security group ${groups}, ${direction}: ${named.length === 0 ? "no rule" : some(named, "rule")}`;
    }
    default: {
      const answers = check.kind === "reply";
      const callers: Traffic = new Map(
        [...asked].map(([protocol, ports]) => [protocol, hasPorts(protocol) ? EPHEMERAL : ports]),
      );
      const wanted = answers ? callers : asked;
      const entries = check.entries.filter(({ traffic }) => fits(traffic, wanted));
      const open = (answers ? entries : firstOf(entries, asked)).filter(({ item }) => item.allow !== false);
      // Where nothing is let through the first that denies is to blame.
      const shown = intersect(check.pass.maybe, asked).size > 0 ? open : entries.slice(0, 1);
      const named = shown.map(
        ({ item }) =>
          `${item.number ?? "?"} ${item.allow === false ? "denies" : "allows"} ${trafficText(item.traffic, protocols)} ${item.egress ? "to" : "from"} ${item.peers.map(peerText).join(", ")}`,
      );
      return `${answers ? "answer: " : ""}${placeText(check.step, check.name)}: ${named.length === 0 ? "no entry, so denied" : some(named, "entry")}`;
    }
  }
}

/** Of one port the first entry decides. */
function firstOf<T>(entries: readonly T[], asked: Traffic): readonly T[] {
  const ports = [...asked.values()].flat();
  return ports.length === 1 && ports[0]?.[0] === ports[0]?.[1] ? entries.slice(0, 1) : entries;
}

const placeText = ({ egress, subnet }: Extract<Step, { kind: "acl" }>, name: string): string =>
  `network ACL ${name}, ${egress ? "out of" : "into"} ${subnet}`;

function some(named: readonly string[], what: string): string {
  const shown = named.slice(0, NAMED).join("; ");
  return `${what} ${shown}${named.length > NAMED ? ` and ${named.length - NAMED} more` : ""}`;
}

const trafficText = (traffic: RuleTraffic, protocols: readonly string[]): string =>
  traffic.protocol === undefined ? "unknown ports" : describe(covered(traffic, protocols), protocols);

const peerText = (peer: Peer): string => peer.text;
