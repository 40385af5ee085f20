import { type Course } from "../course";
import { type Attachment, type TransitTable } from "../network";
import { within } from "../ranges";
import {
  type Position,
  type Trail,
  announcement,
  covers,
  destination,
  doubt,
  empty,
  short,
  sizeOf,
  step,
  way,
} from "../trail";

/** To a transit gateway by the VPC's attachment, and on by the table of that. */
export function transit(course: Course, trail: Trail, at: Position, gateway: string, depth: number): void {
  const all = [...course.network.transit.attachments.values()];
  const attachment = all.find((one) => one.gateway === gateway && one.vpc === at.vpc);
  if (!attachment)
    return course.lose(trail, `${short(at.vpc)} is not attached to transit gateway ${short(gateway)}`);
  if (!attachment.accepted) return course.lose(trail, `attachment ${attachment.name} is not accepted`);
  const places = attachment.subnets.flatMap((urn) => course.subnets.get(urn) ?? []);
  const zone = at.subnet?.zone ?? "";
  const near = places.find((one) => one.zone === zone);
  if (!near && zone !== "" && places.length > 0 && places.every((one) => one.zone !== "")) {
    return course.lose(trail, `attachment ${attachment.name} has no subnet in ${zone}`);
  }
  const inside = near === undefined || near.urn === at.subnet?.urn;
  const entered = inside ? trail : course.acl(trail, near, false, course.from);
  const { references } = attachment;
  const through = way(entered, "transit gateway", `attachment ${attachment.name}`, { references });
  between(course, through, attachment.table, depth, zone);
}

/** From on premises by every attachment that takes it. Returns whether there is one. */
export function fromTransit(course: Course): boolean {
  const { from, to } = course;
  const taking = [...course.network.transit.attachments.values()].filter(
    ({ vpc, ranges }) => vpc === undefined && covers(ranges, from.range),
  );
  for (const { name, announced, table } of taking) {
    const trail = way(empty, "transit gateway", `attachment ${name}`);
    if (announced && !covers(announced, to.range)) {
      course.lose(trail, `${name} does not announce ${to.place.name} to on-premises networks`);
    } else between(course, trail, table, 0, undefined);
  }
  return taking.length > 0;
}

/** Looks a transit gateway's table up and goes on where it says. @param zone that the packet came from */
function between(
  course: Course,
  trail: Trail,
  id: string | undefined,
  depth: number,
  zone: string | undefined,
): void {
  const { to } = course;
  const table = course.network.transit.tables.get(id ?? "");
  if (!table) {
    return id === undefined
      ? course.lose(trail, "the attachment has no route table")
      : course.elsewhere(trail, `transit gateway route table ${short(id)}`);
  }
  const found = choicesFor(course, table);
  const open = table.routes.filter(({ range }) => range === undefined).map(({ name }) => name);
  const certain = open.length === 0 ? trail : doubt(trail, `where ${open.join(", ")} leads`);
  const [best] = found;
  if (!best)
    return course.lose(
      certain,
      `transit gateway route table ${table.name} has no route to ${destination(to)}`,
    );
  for (const one of found.filter(({ size, rank }) => size === best.size && rank === best.rank)) {
    const text = `transit gateway route table ${table.name}: ${one.name}`;
    const said = step(certain, { kind: "route", text });
    if (one.attachment === undefined) course.lose(said, `${one.name} in ${table.name} is a blackhole`);
    else leave(course, said, one.attachment, depth, zone);
  }
}

interface Choice {
  readonly name: string;
  readonly size: bigint;
  readonly rank: number;
  /** Undefined for a blackhole. */
  readonly attachment: string | undefined;
}

/** The routes that fit: the longest prefix first; static before propagated. */
function choicesFor({ network, to }: Course, table: TransitTable): readonly Choice[] {
  const found: Choice[] = [];
  for (const { name, range, attachment } of table.routes) {
    if (range && to.range && within(range, to.range))
      found.push({ name, size: sizeOf(range), rank: 0, attachment });
  }
  for (const urn of table.propagations) {
    const one = network.transit.attachments.get(urn);
    const name = `propagated from ${one?.name ?? short(urn)}`;
    const own = one?.vpc === undefined ? [] : (network.vpcs.get(one.vpc)?.ranges ?? []);
    for (const range of own) {
      if (to.range && within(range, to.range))
        found.push({ name, size: sizeOf(range), rank: 1, attachment: urn });
    }
    const size = one && one.vpc === undefined ? announcement(to, one.ranges) : undefined;
    if (size !== undefined) found.push({ name, size, rank: 1, attachment: urn });
  }
  return found.sort((a, b) => (a.size < b.size ? -1 : a.size > b.size ? 1 : a.rank - b.rank));
}

/** Out of the transit gateway by an attachment: on premises, or into a VPC. */
function leave(course: Course, trail: Trail, urn: string, depth: number, zone: string | undefined): void {
  const { to } = course;
  const attachment = course.network.transit.attachments.get(urn);
  if (!attachment) return course.elsewhere(trail, `where attachment ${short(urn)} leads`);
  const { name, accepted, vpc, ranges, references } = attachment;
  if (!accepted) return course.lose(trail, `attachment ${name} is not accepted`);
  if (vpc === undefined) {
    const there = to.place.kind === "on-premises" && covers(ranges, to.range);
    const trailed = way(trail, "transit gateway", `attachment ${name}`);
    return there ? course.arrive(trailed) : course.lose(trailed, `${name} leads to on-premises networks`);
  }
  if (!course.network.vpcs.has(vpc)) return course.elsewhere(trail, `the VPC of attachment ${name}`);
  const through = way(trail, "transit gateway", `attachment ${name}`, { references });
  enter(course, through, attachment, vpc, depth, zone);
}

function enter(
  course: Course,
  trail: Trail,
  attachment: Attachment,
  vpc: string,
  depth: number,
  zone: string | undefined,
): void {
  const { to } = course;
  const places = attachment.subnets.flatMap((urn) => course.subnets.get(urn) ?? []);
  // The gateway keeps a packet in its zone where it can.
  const place =
    places.find((one) => one.zone === zone) ??
    places.find((one) => one.zone === to.subnet?.zone) ??
    places[0];
  const at: Position = { vpc, subnet: place, own: false, translated: false };
  if (!place) return course.route(trail, at, undefined, depth + 1);
  const inside = place.urn === to.subnet?.urn;
  const left = inside ? trail : course.acl(trail, place, true, to);
  course.route(left, at, place.table, depth + 1);
}
