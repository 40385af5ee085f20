/** An independent walk of single packets through two VPCs: one port, one address, one entry after the other. */

export interface Entry {
  readonly egress: boolean;
  readonly number: number;
  readonly allow: boolean;
  readonly protocol: "tcp" | "udp" | "-1";
  readonly from: number;
  readonly to: number;
  /** First two octets fixed: `10.VPC.SUBNET.0/LENGTH`. */
  readonly block: string;
}

export interface GroupRule {
  readonly egress: boolean;
  readonly protocol: "tcp" | "udp" | "-1";
  readonly from: number;
  readonly to: number;
  /** A block, or the number of a group. */
  readonly peer: string | number;
}

export interface Way {
  readonly block: string;
  readonly over: "peering" | "blackhole";
}

/** A tier of one subnet, `10.VPC.INDEX.0/24`, with one group of its own. */
export interface Tier {
  readonly vpc: number;
  readonly subnet: number;
  readonly entries: readonly Entry[];
  readonly rules: readonly GroupRule[];
  readonly routes: readonly Way[];
}

const bits = (address: string): number =>
  address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);

function holds(block: string, address: string): boolean {
  const [network = "", length = "32"] = block.split("/");
  const size = 2 ** (32 - Number(length));
  return Math.floor(bits(network) / size) === Math.floor(bits(address) / size);
}

const fits = (one: { protocol: string; from: number; to: number }, protocol: string, port: number): boolean =>
  one.protocol === "-1" || (one.protocol === protocol && one.from <= port && port <= one.to);

function aclLets(tier: Tier, egress: boolean, remote: string, protocol: string, port: number): boolean {
  const inOrder = [...tier.entries].sort((a, b) => a.number - b.number);
  for (const entry of inOrder) {
    if (entry.egress === egress && holds(entry.block, remote) && fits(entry, protocol, port))
      return entry.allow;
  }
  return false;
}

const groupLets = (
  own: Tier,
  egress: boolean,
  remote: string,
  remoteGroup: number,
  protocol: string,
  port: number,
): boolean =>
  own.rules.some(
    (rule) =>
      rule.egress === egress &&
      fits(rule, protocol, port) &&
      (typeof rule.peer === "number" ? rule.peer === remoteGroup : holds(rule.peer, remote)),
  );

function routeLets(own: Tier, other: Tier, remote: string): boolean {
  const local = { block: `10.${own.vpc}.0.0/16`, over: "local" };
  const fitting = [local, ...own.routes].filter(({ block }) => holds(block, remote));
  const length = ({ block }: { block: string }): number => Number(block.split("/")[1]);
  const [best] = fitting.sort((a, b) => length(b) - length(a) || (a.over === "local" ? -1 : 1));
  if (!best || best.over === "blackhole") return false;
  return best.over === "local" ? own.vpc === other.vpc : own.vpc !== other.vpc;
}

/** Whether a packet from one address reaches another at a port, and an answer comes back to one of these ports. */
export function reaches(
  tiers: readonly Tier[],
  from: number,
  to: number,
  addresses: readonly [from: string, to: string],
  protocol: "tcp" | "udp",
  port: number,
  callers: readonly number[],
): boolean {
  const [a, b] = [tiers[from], tiers[to]];
  if (!a || !b) return false;
  const [source, destination] = addresses;
  if (!groupLets(a, true, destination, to, protocol, port)) return false;
  if (!groupLets(b, false, source, from, protocol, port)) return false;
  if (!routeLets(a, b, destination) || !routeLets(b, a, source)) return false;
  if (from === to) return true;
  if (!aclLets(a, true, destination, protocol, port) || !aclLets(b, false, source, protocol, port))
    return false;
  return callers.some(
    (caller) =>
      aclLets(b, true, source, protocol, caller) && aclLets(a, false, destination, protocol, caller),
  );
}
