import { type End } from "./ends";
import { type Attachment, type Network, type Route, type Subnet, type Vpc } from "./network";
import { type Range, within } from "./ranges";
import { type Step, type Walk } from "./walk-types";

/** Hops after which a packet is taken to go in circles. */
const LIMIT = 12;

/** Where a packet is on its way. */
interface Position {
  readonly vpc: string;
  /** The subnet it left last; its network ACL has been asked. */
  readonly subnet: Subnet | undefined;
  /** False for a packet that came into the VPC from elsewhere. */
  readonly own: boolean;
  readonly translated: boolean;
}

/** Sends packets along the routes of a network. Without a network's ACLs and groups: these are asked at the steps it tells. */
export class Walker {
  private readonly subnets: ReadonlyMap<string, Subnet>;

  constructor(private readonly network: Network) {
    this.subnets = new Map(network.subnets.map((subnet) => [subnet.urn, subnet]));
  }

  /**
   * Every way from one end to another, and where the others end.
   * @param reply the packet answers: what only lets out does not let it in
   */
  walks(from: End, to: End, reply = false): readonly Walk[] {
    const out: Walk[] = [];
    const walk = new Attempt(this.network, this.subnets, from, to, reply, out);
    walk.start();
    return out;
  }

  /** The way back of an answer that a NAT gateway translates: from the internet to the gateway's subnet, and on to the caller. */
  fromNat(nat: string, internet: End, caller: End): readonly Walk[] {
    const gateway = this.network.nats.get(nat);
    const subnet = gateway && this.subnets.get(gateway.subnet);
    if (!subnet) return [];
    const out: Walk[] = [];
    const first: Step = {
      kind: "acl",
      acl: subnet.acl ?? "",
      egress: false,
      subnet: subnet.name,
      remote: internet,
    };
    new Attempt(this.network, this.subnets, internet, caller, true, out).fromSubnet(subnet, [first]);
    return out;
  }
}

class Attempt {
  constructor(
    private readonly network: Network,
    private readonly subnets: ReadonlyMap<string, Subnet>,
    private readonly from: End,
    private readonly to: End,
    private readonly reply: boolean,
    private readonly out: Walk[],
  ) {}

  start(): void {
    const { from, to } = this;
    if (from.subnet) this.fromSubnet(from.subnet, []);
    else if (from.place.kind === "internet") this.fromInternet();
    else if (from.place.kind === "service") this.fromService();
    else if (from.place.kind === "on-premises") this.fromPremises();
    else this.lose(empty, `nothing leads from ${from.place.name} to ${to.place.name}`);
  }

  fromSubnet(subnet: Subnet, before: readonly Step[]): void {
    const trail: Trail = { ...empty, steps: before };
    const leaving = this.to.subnet?.urn === subnet.urn ? trail : this.acl(trail, subnet, true, this.to);
    this.route(leaving, { vpc: subnet.vpc, subnet, own: true, translated: before.length > 0 }, subnet.table);
  }

  private fromInternet(): void {
    const { to } = this;
    if (!to.subnet) return this.lose(empty, "the internet has no way to there");
    const attached = this.gatewayOf(to.subnet);
    if (attached === undefined)
      return this.lose(empty, `${to.subnet.name} has no route to an internet gateway`);
    if (to.place.member?.publicAddress === false && to.range?.bits !== 128) {
      return this.lose(empty, `${to.place.name} has no address on the internet`);
    }
    this.deliver(way(empty, "internet gateway", `internet gateway ${attached}`));
  }

  /** A subnet is public when its table leads to an internet gateway: only then the answer finds out. */
  private gatewayOf(subnet: Subnet): string | undefined {
    const routes = this.network.tables.get(subnet.table ?? "")?.routes ?? [];
    const route = routes.find(({ target }) => target.kind === "internet");
    return route && "id" in route.target ? short(route.target.id) : undefined;
  }

  private fromService(): void {
    const { from, to } = this;
    if (to.subnet && to.subnet.vpc === from.place.vpc)
      this.deliver(way(empty, "gateway endpoint", from.place.name));
    else this.lose(empty, `${from.place.name} answers in its own VPC only`);
  }

  private fromPremises(): void {
    const { from, to } = this;
    let entered = false;
    for (const gateway of this.network.vpnGateways.values()) {
      if (!gateway.joined || !covers(gateway.ranges, from.range)) continue;
      entered = true;
      const trail = way(empty, "VPN", `virtual private gateway ${gateway.name}`);
      if (to.subnet?.vpc === gateway.vpc) this.deliver(trail);
      else this.lose(trail, `virtual private gateway ${gateway.name} leads into its own VPC only`);
    }
    for (const one of this.network.transit.attachments.values()) {
      if (one.vpc !== undefined || !covers(one.ranges, from.range)) continue;
      entered = true;
      const trail = way(empty, "transit gateway", `attachment ${one.name}`);
      if (one.announced && !covers(one.announced, to.range)) {
        this.lose(trail, `${one.name} does not announce ${to.place.name} to on-premises networks`);
      } else this.transit(trail, one.table, 0, undefined);
    }
    if (!entered) this.lose(empty, `no VPN or Direct Connect leads from ${from.place.name}`);
  }

  /** Into the subnet that it is for: the last step of a packet. */
  private deliver(trail: Trail, leaving?: Subnet): void {
    const { to, from } = this;
    if (!to.subnet) return this.lose(trail, `${to.place.name} is not there`);
    const inside = from.subnet?.urn === to.subnet.urn || leaving?.urn === to.subnet.urn;
    this.arrive(inside ? trail : this.acl(trail, to.subnet, false, from));
  }

  private arrive({ ways, steps, unsure, nat }: Trail): void {
    this.out.push({ ways, steps, unsure, ...(nat === undefined ? {} : { nat }) });
  }

  private lose({ ways, steps, unsure }: Trail, lost: string): void {
    this.out.push({ ways, steps, unsure, lost });
  }

  private acl(trail: Trail, subnet: Subnet, egress: boolean, remote: End): Trail {
    return step(trail, { kind: "acl", acl: subnet.acl ?? "", egress, subnet: subnet.name, remote });
  }

  /** Looks a table up for the destination and goes where it says. */
  private route(trail: Trail, at: Position, table: string | undefined, depth = 0): void {
    const { to } = this;
    const vpc = this.network.vpcs.get(at.vpc);
    const known = table === undefined ? undefined : this.network.tables.get(table);
    const name = known?.name ?? `of ${vpc?.name ?? at.vpc} itself`;
    if (depth > LIMIT) return this.lose(trail, `${name} leads in circles`);
    const choices = this.choices(vpc, known?.routes ?? []);
    const open = (known?.routes ?? []).filter((one) => this.isOpen(one));
    const doubtful =
      open.length === 0 ? trail : doubt(trail, `where ${open.map((one) => one.name).join(", ")} leads`);
    // A route not known yet may lead there, whatever the others do.
    if (open.length > 0 && choices.length === 0) return this.arrive(doubtful);
    const [best] = choices;
    if (!best) return this.lose(doubtful, `route table ${name} has no route to ${destination(to)}`);
    for (const route of choices.filter((one) => one.size === best.size && one.rank === best.rank)) {
      this.follow(doubtful, at, route.route, name, depth);
    }
  }

  private isOpen({ range, target }: Route): boolean {
    if (target.kind === "vpn") return false;
    if (target.kind === "service") return false;
    return range === undefined;
  }

  private choices(vpc: Vpc | undefined, routes: readonly Route[]): Choice[] {
    const local = (vpc?.ranges ?? []).map((range): Route => ({
      name: "local",
      range,
      target: { kind: "local" },
      propagated: false,
    }));
    // Within its own VPC a packet finds a subnet whose block is not known yet all the same.
    if (this.to.range === undefined && this.to.subnet && this.to.subnet.vpc === vpc?.urn) {
      return [
        {
          route: { name: "local", range: undefined, target: { kind: "local" }, propagated: false },
          size: 0n,
          rank: 0,
        },
      ];
    }
    return [...local, ...routes]
      .flatMap((route): Choice[] => {
        const size = this.fits(route);
        return size === undefined
          ? []
          : [{ route, size, rank: route.name === "local" ? 0 : route.propagated ? 2 : 1 }];
      })
      .sort((a, b) => (a.size < b.size ? -1 : a.size > b.size ? 1 : a.rank - b.rank));
  }

  /** The size of the destination that makes a route fit; the smallest wins. */
  private fits({ range, target }: Route): bigint | undefined {
    const { to } = this;
    if (target.kind === "service") {
      if (to.place.service?.urn === target.id) return 0n;
      return range && to.range && within(range, to.range) ? sizeOf(range) : undefined;
    }
    if (target.kind === "vpn" && range === undefined) {
      const gateway = this.network.vpnGateways.get(target.id);
      return gateway?.joined ? announcement(to, gateway.ranges) : undefined;
    }
    if (range === undefined || to.range === undefined) return undefined;
    return within(range, to.range) ? sizeOf(range) : undefined;
  }

  private follow(trail: Trail, at: Position, { name, target }: Route, table: string, depth: number): void {
    const { to, from, network } = this;
    const said = step(trail, {
      kind: "route",
      text: `route table ${table}: ${name === "local" ? "local route" : name}`,
    });
    switch (target.kind) {
      case "local":
        if (to.subnet?.vpc !== at.vpc)
          return this.lose(said, `${destination(to)} has no interface in ${short(at.vpc)}`);
        return this.deliver(at.own && !at.translated ? way(said, "local") : said, at.subnet);
      case "blackhole":
        return this.lose(said, `${name} in ${table} is a blackhole`);
      case "peering": {
        const peering = network.peerings.get(target.id);
        if (!peering) return this.elsewhere(said, `peering ${short(target.id)}`);
        if (!at.own) return this.lose(said, `peering ${peering.name} carries only what its own VPCs send`);
        if (!peering.active) return this.lose(said, `peering ${peering.name} is not accepted`);
        const other = peering.vpcs[0] === at.vpc ? peering.vpcs[1] : peering.vpcs[0];
        if (!network.vpcs.has(other))
          return this.elsewhere(said, `the VPC at the other end of peering ${peering.name}`);
        if (to.subnet?.vpc !== other)
          return this.lose(said, `peering ${peering.name} leads to ${short(other)} only`);
        return this.deliver(
          way(said, "peering", `peering ${peering.name}`, { sameRegion: peering.sameRegion }),
        );
      }
      case "transit":
        return this.toTransit(said, at, target.id, depth);
      case "internet":
        if (to.place.kind !== "internet") return this.lose(said, `${name} leads to the internet`);
        if (!at.translated && !at.own)
          return this.lose(said, `an internet gateway takes only what its own VPC sends`);
        if (!at.translated && from.place.member?.publicAddress === false && to.range?.bits !== 128) {
          return this.lose(said, `${from.place.name} has no address on the internet`);
        }
        return this.arrive(way(said, "internet gateway", `internet gateway ${short(target.id)}`));
      case "egress-only":
        if (to.place.kind !== "internet") return this.lose(said, `${name} leads to the internet`);
        if (this.reply) return this.lose(said, `an egress-only gateway answers nobody`);
        return this.arrive(way(said, "egress-only gateway", `egress-only gateway ${short(target.id)}`));
      case "nat":
        return this.toNat(said, at, target.id, depth);
      case "vpn": {
        const gateway = network.vpnGateways.get(target.id);
        if (!gateway) return this.elsewhere(said, `virtual private gateway ${short(target.id)}`);
        if (!at.own)
          return this.lose(said, `virtual private gateway ${gateway.name} takes only what its own VPC sends`);
        if (!gateway.joined)
          return this.lose(said, `nothing is joined to virtual private gateway ${gateway.name}`);
        if (to.place.kind !== "on-premises") return this.lose(said, `${name} leads to on-premises networks`);
        return this.arrive(way(said, "VPN", `virtual private gateway ${gateway.name}`));
      }
      case "service":
        if (!at.own) return this.lose(said, `a gateway endpoint takes only what its own VPC sends`);
        if (to.place.service?.urn !== target.id) return this.lose(said, `${name} leads to the service alone`);
        return this.arrive(way(said, "gateway endpoint", short(target.id)));
      case "inspection":
        return this.inspect(said, at, target.id, depth);
      default:
        return this.elsewhere(said, `where ${name} leads`);
    }
  }

  /** What is not in this stack may lead anywhere. */
  private elsewhere(trail: Trail, what: string): void {
    this.arrive(doubt(way(trail, "outside this stack"), what));
  }

  private inspect(trail: Trail, at: Position, id: string, depth: number): void {
    const firewall = this.network.inspections.get(id);
    const places = (firewall?.subnets ?? []).flatMap((urn) => this.subnets.get(urn) ?? []);
    const place = places.find(({ zone }) => zone === at.subnet?.zone) ?? places[0];
    if (!firewall || !place) return this.elsewhere(trail, `where endpoint ${short(id)} leads`);
    const passed = doubt(
      way(trail, "firewall", `firewall ${firewall.name}`),
      `what firewall ${firewall.name} lets through`,
    );
    // The firewall's subnet is entered and left by the packet.
    const entered = this.acl(this.acl(passed, place, false, this.from), place, true, this.to);
    this.route(entered, { ...at, subnet: place }, place.table, depth + 1);
  }

  private toNat(trail: Trail, at: Position, id: string, depth: number): void {
    const { to } = this;
    const nat = this.network.nats.get(id);
    const subnet = nat && this.subnets.get(nat.subnet);
    if (!nat || !subnet) return this.elsewhere(trail, `NAT gateway ${short(id)}`);
    if (!nat.isPublic) return this.elsewhere(trail, `where private NAT gateway ${nat.name} leads`);
    if (to.place.kind !== "internet")
      return this.lose(trail, `NAT gateway ${nat.name} leads to the internet`);
    if (this.reply) return this.lose(trail, `NAT gateway ${nat.name} lets nothing in`);
    const entered = at.subnet?.urn === subnet.urn ? trail : this.acl(trail, subnet, false, this.from);
    const left = this.acl(way(entered, "NAT gateway", `NAT gateway ${nat.name}`), subnet, true, to);
    this.route(
      { ...left, nat: id },
      { vpc: subnet.vpc, subnet, own: true, translated: true },
      subnet.table,
      depth + 1,
    );
  }

  private toTransit(trail: Trail, at: Position, gateway: string, depth: number): void {
    const all = [...this.network.transit.attachments.values()];
    const attachment = all.find((one) => one.gateway === gateway && one.vpc === at.vpc);
    if (!attachment)
      return this.lose(trail, `${short(at.vpc)} is not attached to transit gateway ${short(gateway)}`);
    if (!attachment.accepted) return this.lose(trail, `attachment ${attachment.name} is not accepted`);
    const places = attachment.subnets.flatMap((urn) => this.subnets.get(urn) ?? []);
    const zone = at.subnet?.zone ?? "";
    const near = places.find((one) => one.zone === zone);
    if (!near && zone !== "" && places.length > 0 && places.every((one) => one.zone !== "")) {
      return this.lose(trail, `attachment ${attachment.name} has no subnet in ${zone}`);
    }
    const inside = near === undefined || near.urn === at.subnet?.urn;
    const entered = inside ? trail : this.acl(trail, near, false, this.from);
    const references = attachment.references;
    const through = way(entered, "transit gateway", `attachment ${attachment.name}`, { references });
    this.transit(through, attachment.table, depth, zone);
  }

  /** Looks a transit gateway's table up: the longest prefix; static before propagated. */
  private transit(trail: Trail, id: string | undefined, depth: number, zone: string | undefined): void {
    const { to } = this;
    const { attachments, tables } = this.network.transit;
    const table = tables.get(id ?? "");
    if (!table) {
      return id === undefined
        ? this.lose(trail, "the attachment has no route table")
        : this.elsewhere(trail, `transit gateway route table ${short(id)}`);
    }
    const found: TransitChoice[] = [];
    for (const { name, range, attachment } of table.routes) {
      if (range && to.range && within(range, to.range))
        found.push({ name, size: sizeOf(range), rank: 0, attachment });
    }
    for (const urn of table.propagations) {
      const one = attachments.get(urn);
      const name = `propagated from ${one?.name ?? short(urn)}`;
      const own = one?.vpc === undefined ? [] : (this.network.vpcs.get(one.vpc)?.ranges ?? []);
      for (const range of own) {
        if (to.range && within(range, to.range))
          found.push({ name, size: sizeOf(range), rank: 1, attachment: urn });
      }
      const size = one && one.vpc === undefined ? announcement(to, one.ranges) : undefined;
      if (size !== undefined) found.push({ name, size, rank: 1, attachment: urn });
    }
    const open = table.routes.filter(({ range }) => range === undefined).map(({ name }) => name);
    const certain = open.length === 0 ? trail : doubt(trail, `where ${open.join(", ")} leads`);
    found.sort((a, b) => (a.size < b.size ? -1 : a.size > b.size ? 1 : a.rank - b.rank));
    const [best] = found;
    if (!best)
      return this.lose(
        certain,
        `transit gateway route table ${table.name} has no route to ${destination(to)}`,
      );
    for (const one of found.filter(({ size, rank }) => size === best.size && rank === best.rank)) {
      const said = step(certain, {
        kind: "route",
        text: `transit gateway route table ${table.name}: ${one.name}`,
      });
      if (one.attachment === undefined) this.lose(said, `${one.name} in ${table.name} is a blackhole`);
      else this.leaveTransit(said, one.attachment, depth, zone);
    }
  }

  private leaveTransit(trail: Trail, urn: string, depth: number, zone: string | undefined): void {
    const { to } = this;
    const attachment = this.network.transit.attachments.get(urn);
    if (!attachment) return this.elsewhere(trail, `where attachment ${short(urn)} leads`);
    if (!attachment.accepted) return this.lose(trail, `attachment ${attachment.name} is not accepted`);
    if (attachment.vpc === undefined) {
      const there = to.place.kind === "on-premises" && covers(attachment.ranges, to.range);
      const trailed = way(trail, "transit gateway", `attachment ${attachment.name}`);
      return there
        ? this.arrive(trailed)
        : this.lose(trailed, `${attachment.name} leads to on-premises networks`);
    }
    if (!this.network.vpcs.has(attachment.vpc))
      return this.elsewhere(trail, `the VPC of attachment ${attachment.name}`);
    const through = way(trail, "transit gateway", `attachment ${attachment.name}`, {
      references: attachment.references,
    });
    this.fromAttachment(through, attachment, depth, zone);
  }

  private fromAttachment(
    trail: Trail,
    attachment: Attachment,
    depth: number,
    zone: string | undefined,
  ): void {
    const { to } = this;
    const places = attachment.subnets.flatMap((urn) => this.subnets.get(urn) ?? []);
    // The gateway keeps a packet in its zone where it can.
    const place =
      places.find((one) => one.zone === zone) ??
      places.find((one) => one.zone === to.subnet?.zone) ??
      places[0];
    const vpc = attachment.vpc ?? "";
    if (!place)
      return this.route(
        trail,
        { vpc, subnet: undefined, own: false, translated: false },
        undefined,
        depth + 1,
      );
    const inside = place.urn === to.subnet?.urn;
    const left = inside ? trail : this.acl(trail, place, true, to);
    this.route(left, { vpc, subnet: place, own: false, translated: false }, place.table, depth + 1);
  }
}

interface Choice {
  readonly route: Route;
  readonly size: bigint;
  readonly rank: number;
}

interface TransitChoice {
  readonly name: string;
  readonly size: bigint;
  readonly rank: number;
  readonly attachment: string | undefined;
}

type Trail = Pick<Walk, "ways" | "steps" | "unsure" | "nat">;

const empty: Trail = { ways: [], steps: [], unsure: [] };

const step = (trail: Trail, one: Step): Trail => ({ ...trail, steps: [...trail.steps, one] });

const doubt = (trail: Trail, what: string): Trail => ({ ...trail, unsure: [...trail.unsure, what] });

function way(
  trail: Trail,
  name: string,
  text?: string,
  more: { sameRegion?: boolean; references?: boolean } = {},
): Trail {
  const ways = trail.ways.includes(name) ? trail.ways : [...trail.ways, name];
  const gone = { ...trail, ways };
  return text === undefined ? gone : step(gone, { kind: "gateway", text, ...more });
}

const sizeOf = ({ low, high }: Range): bigint => high - low + 1n;

/** The name at the end of a URN, or an id as it is. */
export const short = (urn: string): string => urn.slice(urn.lastIndexOf("::") + (urn.includes("::") ? 2 : 1));

const destination = ({ place, subnet }: End): string => subnet?.name ?? place.name;

function covers(ranges: readonly Range[] | undefined, range: Range | undefined): boolean {
  return ranges === undefined || (range !== undefined && ranges.some((one) => within(one, range)));
}

/** The size of what a neighbour on premises announces for a destination; undefined when it announces nothing that fits. */
function announcement(to: End, ranges: readonly Range[] | undefined): bigint | undefined {
  if (to.place.kind !== "on-premises" || to.range === undefined) return undefined;
  const { range } = to;
  if (ranges === undefined)
    return sizeOf(to.announced ?? { bits: range.bits, low: 0n, high: (1n << BigInt(range.bits)) - 1n });
  const fitting = ranges.filter((one) => within(one, range)).map(sizeOf);
  return fitting.length === 0 ? undefined : fitting.reduce((a, b) => (a < b ? a : b));
}
