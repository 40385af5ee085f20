import { type Course } from "../course";
import { type Subnet } from "../network";
import { type Position, type Trail, covers, empty, short, way } from "../trail";

/** Out by an internet gateway. @param name of the route */
export function internet(course: Course, trail: Trail, at: Position, id: string, name: string): void {
  const { to, from } = course;
  if (to.place.kind !== "internet") return course.lose(trail, `${name} leads to the internet`);
  if (!at.translated && !at.own)
    return course.lose(trail, `an internet gateway takes only what its own VPC sends`);
  if (!at.translated && from.place.member?.publicAddress === false && to.range?.bits !== 128) {
    return course.lose(trail, `${from.place.name} has no address on the internet`);
  }
  course.arrive(way(trail, "internet gateway", `internet gateway ${short(id)}`));
}

/** In by an internet gateway. */
export function fromInternet(course: Course): void {
  const { to } = course;
  if (!to.subnet) return course.lose(empty, "the internet has no way to there");
  const attached = gatewayOf(course, to.subnet);
  if (attached === undefined)
    return course.lose(empty, `${to.subnet.name} has no route to an internet gateway`);
  if (to.place.member?.publicAddress === false && to.range?.bits !== 128) {
    return course.lose(empty, `${to.place.name} has no address on the internet`);
  }
  course.deliver(way(empty, "internet gateway", `internet gateway ${attached}`));
}

/** A subnet is public when its table leads to an internet gateway: only then the answer finds out. */
function gatewayOf({ network }: Course, subnet: Subnet): string | undefined {
  const routes = network.tables.get(subnet.table ?? "")?.routes ?? [];
  const route = routes.find(({ target }) => target.kind === "internet");
  return route && "id" in route.target ? short(route.target.id) : undefined;
}

/** Out by an egress-only gateway. @param name of the route */
export function egressOnly(course: Course, trail: Trail, id: string, name: string): void {
  if (course.to.place.kind !== "internet") return course.lose(trail, `${name} leads to the internet`);
  if (course.reply) return course.lose(trail, `an egress-only gateway answers nobody`);
  course.arrive(way(trail, "egress-only gateway", `egress-only gateway ${short(id)}`));
}

/** To a NAT gateway, and on from its subnet. */
export function nat(course: Course, trail: Trail, at: Position, id: string, depth: number): void {
  const { to } = course;
  const gateway = course.network.nats.get(id);
  const subnet = gateway && course.subnets.get(gateway.subnet);
  if (!gateway || !subnet) return course.elsewhere(trail, `NAT gateway ${short(id)}`);
  const { name, isPublic } = gateway;
  if (!isPublic) return course.elsewhere(trail, `where private NAT gateway ${name} leads`);
  if (to.place.kind !== "internet") return course.lose(trail, `NAT gateway ${name} leads to the internet`);
  if (course.reply) return course.lose(trail, `NAT gateway ${name} lets nothing in`);
  const entered = at.subnet?.urn === subnet.urn ? trail : course.acl(trail, subnet, false, course.from);
  const left = course.acl(way(entered, "NAT gateway", `NAT gateway ${name}`), subnet, true, to);
  course.route(
    { ...left, nat: id },
    { vpc: subnet.vpc, subnet, own: true, translated: true },
    subnet.table,
    depth + 1,
  );
}

/** On premises by a virtual private gateway: VPN or Direct Connect. @param route name of the route */
export function vpn(course: Course, trail: Trail, at: Position, id: string, route: string): void {
  const gateway = course.network.vpnGateways.get(id);
  if (!gateway) return course.elsewhere(trail, `virtual private gateway ${short(id)}`);
  const { name, joined } = gateway;
  if (!at.own) return course.lose(trail, `virtual private gateway ${name} takes only what its own VPC sends`);
  if (!joined) return course.lose(trail, `nothing is joined to virtual private gateway ${name}`);
  if (course.to.place.kind !== "on-premises")
    return course.lose(trail, `${route} leads to on-premises networks`);
  course.arrive(way(trail, "VPN", `virtual private gateway ${name}`));
}

/** From on premises by every virtual private gateway that takes it. Returns whether there is one. */
export function fromVpn(course: Course): boolean {
  const { from, to } = course;
  const taking = [...course.network.vpnGateways.values()].filter(
    ({ joined, ranges }) => joined && covers(ranges, from.range),
  );
  for (const { name, vpc } of taking) {
    const trail = way(empty, "VPN", `virtual private gateway ${name}`);
    if (to.subnet?.vpc === vpc) course.deliver(trail);
    else course.lose(trail, `virtual private gateway ${name} leads into its own VPC only`);
  }
  return taking.length > 0;
}
