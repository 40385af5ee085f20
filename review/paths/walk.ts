import { Course } from "./course";
import { type End } from "./ends";
import { fromService, inspection, service } from "./hops/endpoints";
import { egressOnly, fromInternet, fromVpn, internet, nat, vpn } from "./hops/gateways";
import { local } from "./hops/local";
import { peering } from "./hops/peering";
import { fromTransit, transit } from "./hops/transit";
import { choicesFor, isOpen } from "./lookup";
import { type Network, type Route, type Subnet } from "./network";
import { type Position, type Trail, destination, doubt, empty, step } from "./trail";
import { type Step, type Walk } from "./walk-types";

/** Hops after which a packet is taken to go in circles. */
const LIMIT = 12;

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
    start(new Course(this.network, this.subnets, from, to, reply, out, route));
    return out;
  }

  /** The way back of an answer that a NAT gateway translates: from the internet to the gateway's subnet, and on to the caller. */
  fromNat(id: string, from: End, caller: End): readonly Walk[] {
    const gateway = this.network.nats.get(id);
    const subnet = gateway && this.subnets.get(gateway.subnet);
    if (!subnet) return [];
    const out: Walk[] = [];
    const course = new Course(this.network, this.subnets, from, caller, true, out, route);
    fromSubnet(course, subnet, course.acl(empty, subnet, false, from).steps);
    return out;
  }
}

function start(course: Course): void {
  const { from, to } = course;
  if (from.subnet) fromSubnet(course, from.subnet, []);
  else if (from.place.kind === "internet") fromInternet(course);
  else if (from.place.kind === "service") fromService(course);
  else if (from.place.kind === "on-premises") fromPremises(course);
  else course.lose(empty, `nothing leads from ${from.place.name} to ${to.place.name}`);
}

function fromSubnet(course: Course, subnet: Subnet, before: readonly Step[]): void {
  const { to } = course;
  const trail: Trail = { ...empty, steps: before };
  const leaving = to.subnet?.urn === subnet.urn ? trail : course.acl(trail, subnet, true, to);
  const at = { vpc: subnet.vpc, subnet, own: true, translated: before.length > 0 };
  course.route(leaving, at, subnet.table);
}

function fromPremises(course: Course): void {
  const entered = [fromVpn(course), fromTransit(course)];
  if (!entered.includes(true))
    course.lose(empty, `no VPN or Direct Connect leads from ${course.from.place.name}`);
}

/** Looks a table up for the destination and goes where it says. */
function route(course: Course, trail: Trail, at: Position, table: string | undefined, depth: number): void {
  const { network, to } = course;
  const vpc = network.vpcs.get(at.vpc);
  const known = table === undefined ? undefined : network.tables.get(table);
  const name = known?.name ?? `of ${vpc?.name ?? at.vpc} itself`;
  if (depth > LIMIT) return course.lose(trail, `${name} leads in circles`);
  const routes = known?.routes ?? [];
  const choices = choicesFor(network, to, vpc, routes);
  const open = routes.filter(isOpen);
  const doubtful =
    open.length === 0 ? trail : doubt(trail, `where ${open.map((one) => one.name).join(", ")} leads`);
  // A route not known yet may lead there, whatever the others do.
  if (open.length > 0 && choices.length === 0) return course.arrive(doubtful);
  const [best] = choices;
  if (!best) return course.lose(doubtful, `route table ${name} has no route to ${destination(to)}`);
  for (const choice of choices.filter((one) => one.size === best.size && one.rank === best.rank)) {
    follow(course, doubtful, at, choice.route, name, depth);
  }
}

/** Goes where a route leads. @param table name of its table */
function follow(
  course: Course,
  trail: Trail,
  at: Position,
  found: Route,
  table: string,
  depth: number,
): void {
  const { name, target } = found;
  const text = `route table ${table}: ${name === "local" ? "local route" : name}`;
  const said = step(trail, { kind: "route", text });
  switch (target.kind) {
    case "local":
      return local(course, said, at);
    case "blackhole":
      return course.lose(said, `${name} in ${table} is a blackhole`);
    case "peering":
      return peering(course, said, at, target.id);
    case "transit":
      return transit(course, said, at, target.id, depth);
    case "internet":
      return internet(course, said, at, target.id, name);
    case "egress-only":
      return egressOnly(course, said, target.id, name);
    case "nat":
      return nat(course, said, at, target.id, depth);
    case "vpn":
      return vpn(course, said, at, target.id, name);
    case "service":
      return service(course, said, at, target.id, name);
    case "inspection":
      return inspection(course, said, at, target.id, depth);
    default:
      return course.elsewhere(said, `where ${name} leads`);
  }
}
