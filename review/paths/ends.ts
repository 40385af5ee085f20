import { type Member, type Network, type Service, type Subnet } from "./network";
import { PRIVATE, PUBLIC, type Range, outside, parseRange, touches, within } from "./ranges";

/** A place that packets come from or go to. Its name is what the command line takes. */
export interface Place {
  readonly name: string;
  readonly kind: "member" | "internet" | "on-premises" | "service" | "cloudfront";
  readonly vpc?: string;
  readonly member?: Member;
  readonly service?: Service;
  /** Ports at which CloudFront calls a load balancer. */
  readonly ports?: readonly number[];
  readonly ends: readonly End[];
}

/** A part of a place that routes and network ACLs treat alike: one subnet, or addresses outside. */
export interface End {
  readonly place: Place;
  readonly subnet?: Subnet;
  /** Undefined when not known yet. */
  readonly range: Range | undefined;
  /** On premises: the block that its neighbours announce. */
  readonly announced?: Range;
}

export const INTERNET = "internet";
export const CLOUDFRONT = "cloudfront";
export const ELSEWHERE = "on-premises elsewhere";

/** Every place of a network, in a fixed order. */
export function placesOf(network: Network): readonly Place[] {
  return [
    ...members(network),
    ...origins(network),
    ...services(network),
    ...onPremises(network),
    internet(network),
  ];
}

function make(place: Omit<Place, "ends">, ends: ReadonlyArray<Omit<End, "place">>): Place {
  const list: End[] = [];
  const whole = { ...place, ends: list };
  for (const end of ends) list.push({ ...end, place: whole });
  return whole;
}

function members(network: Network): Place[] {
  const bySubnet = new Map(network.subnets.map((subnet) => [subnet.urn, subnet]));
  return network.members
    .map((member) => {
      // In an order of their own: a state has them as they were done, and the first is the example that answers give.
      const subnets = [...member.subnets].sort().flatMap((urn) => bySubnet.get(urn) ?? []);
      const vpc = network.vpcs.get(member.vpc)?.name ?? member.vpc;
      const tier = subnets[0]?.tier ?? "";
      const names = member.groups
        .map((urn) => (network.groups.get(urn)?.name ?? urn).replace(`${vpc}-`, ""))
        .sort();
      const name = names.join("+") === tier ? `${vpc}/${tier}` : `${vpc}/${tier}:${names.join("+")}`;
      return make({ name, kind: "member", vpc: member.vpc, member }, subnets.flatMap(endsOfSubnet));
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

const endsOfSubnet = (subnet: Subnet): Array<Omit<End, "place">> =>
  subnet.ranges.length === 0
    ? [{ subnet, range: undefined }]
    : subnet.ranges.map((range) => ({ subnet, range }));

/** CloudFront calls a VPC origin from interfaces in the load balancer's subnets. */
function origins(network: Network): Place[] {
  const bySubnet = new Map(network.subnets.map((subnet) => [subnet.urn, subnet]));
  return network.origins.flatMap(({ name, balancer, ports }) => {
    const member = network.members.find(({ resources }) => resources.includes(balancer));
    if (!member) return [];
    const subnets = [...member.subnets].sort().flatMap((urn) => bySubnet.get(urn) ?? []);
    return [
      make(
        { name: `${CLOUDFRONT} by ${name}`, kind: "cloudfront", vpc: member.vpc, member, ports },
        subnets.flatMap(endsOfSubnet),
      ),
    ];
  });
}

function services(network: Network): Place[] {
  return [...network.services.values()]
    .map((service) =>
      make(
        { name: service.name, kind: "service", vpc: service.vpc, service },
        service.ranges.length === 0 ? [{ range: undefined }] : service.ranges.map((range) => ({ range })),
      ),
    )
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Blocks of private addresses outside every VPC that a route or a rule names, and the rest of the private addresses. */
function onPremises(network: Network): Place[] {
  const own = [...network.vpcs.values()].flatMap((vpc) => vpc.ranges);
  const joined =
    [...network.vpnGateways.values()].some((gateway) => gateway.joined) ||
    [...network.transit.attachments.values()].some(({ vpc }) => vpc === undefined);
  if (!joined) return [];
  const declared = new Map<string, Range>();
  for (const [text, range] of namedBlocks(network)) {
    const isPrivate = PRIVATE.some((one) => within(one, range));
    if (isPrivate && !own.some((one) => touches(one, range))) declared.set(text, range);
  }
  const blocks = [...declared].sort(([a], [b]) => a.localeCompare(b));
  // Of two blocks that overlap, the wider has what is left.
  const places = blocks.map(([text, range]) => {
    const inner = blocks
      .map(([, one]) => one)
      .filter((one) => one !== range && within(range, one) && !within(one, range));
    return make(
      { name: `on-premises ${text}`, kind: "on-premises" },
      outside([range], inner).map((piece) => ({ range: piece, announced: range })),
    );
  });
  const rest = outside(PRIVATE, [...own, ...declared.values()]);
  return [
    ...places,
    make(
      { name: ELSEWHERE, kind: "on-premises" },
      rest.map((range) => ({ range })),
    ),
  ];
}

function namedBlocks(network: Network): Array<readonly [string, Range]> {
  const peers = [
    ...[...network.groups.values()].flatMap(({ rules }) => rules.flatMap((rule) => rule.peers)),
    ...[...network.acls.values()].flatMap(({ entries }) => entries.flatMap((entry) => entry.peers)),
  ];
  const routes = [
    ...[...network.tables.values()].flatMap((table) => table.routes.map(({ range }) => range)),
    ...[...network.transit.tables.values()].flatMap((table) => table.routes.map(({ range }) => range)),
    ...[...network.vpnGateways.values()].flatMap((gateway) => gateway.ranges ?? []),
    ...[...network.transit.attachments.values()].flatMap((attachment) => attachment.ranges ?? []),
  ];
  return [
    ...peers.flatMap((peer) => (peer.kind === "block" ? [[blockText(peer.range), peer.range] as const] : [])),
    ...routes.flatMap((range) => (range ? [[blockText(range), range] as const] : [])),
  ];
}

/** A block as it is written. */
export function blockText({ bits, low, high }: Range): string {
  const size = high - low + 1n;
  const prefix = bits - (size.toString(2).length - 1);
  if (bits === 32) return `${[24n, 16n, 8n, 0n].map((shift) => (low >> shift) & 255n).join(".")}/${prefix}`;
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((low >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  return `${groups.join(":").replace(/(:0)+$/, "::")}/${prefix}`;
}

function internet(network: Network): Place {
  const own = [...network.vpcs.values()].flatMap((vpc) => vpc.ranges);
  return make(
    { name: INTERNET, kind: "internet" },
    outside(PUBLIC, own).map((range) => ({ range })),
  );
}

/** The place's ends that hold an address. */
export function endsAt(places: readonly Place[], address: string): readonly End[] {
  const range = parseRange(address);
  return range
    ? places
        .flatMap(({ ends }) => ends.filter((end) => end.range && within(end.range, range)))
        .map((end) => ({ ...end, range }))
    : [];
}
