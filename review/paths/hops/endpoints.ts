import { type Course } from "../course";
import { type Position, type Trail, doubt, empty, short, way } from "../trail";

/** To a service by a gateway endpoint. @param name of the route */
export function service(course: Course, trail: Trail, at: Position, id: string, name: string): void {
  if (!at.own) return course.lose(trail, `a gateway endpoint takes only what its own VPC sends`);
  if (course.to.place.service?.urn !== id) return course.lose(trail, `${name} leads to the service alone`);
  course.arrive(way(trail, "gateway endpoint", short(id)));
}

/** The answer of a service. */
export function fromService(course: Course): void {
  const { from, to } = course;
  if (to.subnet && to.subnet.vpc === from.place.vpc)
    course.deliver(way(empty, "gateway endpoint", from.place.name));
  else course.lose(empty, `${from.place.name} answers in its own VPC only`);
}

/** Through a firewall's endpoint, and on from its subnet. */
export function inspection(course: Course, trail: Trail, at: Position, id: string, depth: number): void {
  const firewall = course.network.inspections.get(id);
  const places = (firewall?.subnets ?? []).flatMap((urn) => course.subnets.get(urn) ?? []);
  const place = places.find(({ zone }) => zone === at.subnet?.zone) ?? places[0];
  if (!firewall || !place) return course.elsewhere(trail, `where endpoint ${short(id)} leads`);
  const passed = doubt(
    way(trail, "firewall", `firewall ${firewall.name}`),
    `what firewall ${firewall.name} lets through`,
  );
  // The firewall's subnet is entered and left by the packet.
  const entered = course.acl(course.acl(passed, place, false, course.from), place, true, course.to);
  course.route(entered, { ...at, subnet: place }, place.table, depth + 1);
}
