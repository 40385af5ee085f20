import { type End } from "./ends";
import { type Network, type Subnet } from "./network";
import { type Position, type Trail, doubt, step, way } from "./trail";
import { type Walk } from "./walk-types";

/** Looks a table up and goes on where it says. */
export type Routing = (
  course: Course,
  trail: Trail,
  at: Position,
  table: string | undefined,
  depth: number,
) => void;

/** One packet's journey between two ends: what every hop needs to know, and how a way ends. */
export class Course {
  /**
   * @param reply the packet answers: what only lets out does not let it in
   * @param routing given, as hops come from tables and lead to tables
   */
  constructor(
    readonly network: Network,
    readonly subnets: ReadonlyMap<string, Subnet>,
    readonly from: End,
    readonly to: End,
    readonly reply: boolean,
    private readonly out: Walk[],
    private readonly routing: Routing,
  ) {}

  route(trail: Trail, at: Position, table: string | undefined, depth = 0): void {
    this.routing(this, trail, at, table, depth);
  }

  /** Into the subnet that it is for: the last step of a packet. */
  deliver(trail: Trail, leaving?: Subnet): void {
    const { to, from } = this;
    if (!to.subnet) return this.lose(trail, `${to.place.name} is not there`);
    const inside = from.subnet?.urn === to.subnet.urn || leaving?.urn === to.subnet.urn;
    this.arrive(inside ? trail : this.acl(trail, to.subnet, false, from));
  }

  arrive({ ways, steps, unsure, nat }: Trail): void {
    this.out.push({ ways, steps, unsure, ...(nat === undefined ? {} : { nat }) });
  }

  lose({ ways, steps, unsure }: Trail, lost: string): void {
    this.out.push({ ways, steps, unsure, lost });
  }

  /** What is not in this stack may lead anywhere. */
  elsewhere(trail: Trail, what: string): void {
    this.arrive(doubt(way(trail, "outside this stack"), what));
  }

  /** A subnet's network ACL is asked. */
  acl(trail: Trail, subnet: Subnet, egress: boolean, remote: End): Trail {
    return step(trail, { kind: "acl", acl: subnet.acl ?? "", egress, subnet: subnet.name, remote });
  }
}
