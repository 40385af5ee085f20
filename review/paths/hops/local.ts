import { type Course } from "../course";
import { type Position, type Trail, destination, short, way } from "../trail";

/** Within the VPC that the packet is in. */
export function local(course: Course, trail: Trail, at: Position): void {
  const { to } = course;
  if (to.subnet?.vpc !== at.vpc)
    return course.lose(trail, `${destination(to)} has no interface in ${short(at.vpc)}`);
  course.deliver(at.own && !at.translated ? way(trail, "local") : trail, at.subnet);
}
