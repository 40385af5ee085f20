import { type Course } from "../course";
import { type Position, type Trail, short, way } from "../trail";

/** Over a peering connection. It carries what its own two VPCs send to each other, and nothing from beyond. */
export function peering(course: Course, trail: Trail, at: Position, id: string): void {
  const { network, to } = course;
  const connection = network.peerings.get(id);
  if (!connection) return course.elsewhere(trail, `peering ${short(id)}`);
  const { name, vpcs, active, sameRegion } = connection;
  if (!at.own) return course.lose(trail, `peering ${name} carries only what its own VPCs send`);
  if (!active) return course.lose(trail, `peering ${name} is not accepted`);
  const other = vpcs[0] === at.vpc ? vpcs[1] : vpcs[0];
  if (!network.vpcs.has(other)) return course.elsewhere(trail, `the VPC at the other end of peering ${name}`);
  if (to.subnet?.vpc !== other) return course.lose(trail, `peering ${name} leads to ${short(other)} only`);
  course.deliver(way(trail, "peering", `peering ${name}`, { sameRegion }));
}
