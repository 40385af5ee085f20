import { type End } from "./ends";
import { type Subnet } from "./network";
import { type Range, within } from "./ranges";
import { type Step, type Walk } from "./walk-types";

/** What a packet has met so far. */
export type Trail = Pick<Walk, "ways" | "steps" | "unsure" | "nat">;

/** Where a packet is on its way. */
export interface Position {
  readonly vpc: string;
  /** The subnet it left last; its network ACL has been asked. */
  readonly subnet: Subnet | undefined;
  /** False for a packet that came into the VPC from elsewhere. */
  readonly own: boolean;
  readonly translated: boolean;
}

export const empty: Trail = { ways: [], steps: [], unsure: [] };

export const step = (trail: Trail, one: Step): Trail => ({ ...trail, steps: [...trail.steps, one] });

export const doubt = (trail: Trail, what: string): Trail => ({ ...trail, unsure: [...trail.unsure, what] });

/** Goes on by a kind of gateway; which one it is, and what it lets through, when told. */
export function way(
  trail: Trail,
  name: string,
  text?: string,
  more: { sameRegion?: boolean; references?: boolean } = {},
): Trail {
  const ways = trail.ways.includes(name) ? trail.ways : [...trail.ways, name];
  const gone = { ...trail, ways };
  return text === undefined ? gone : step(gone, { kind: "gateway", text, ...more });
}

export const sizeOf = ({ low, high }: Range): bigint => high - low + 1n;

/** The name at the end of a URN, or an id as it is. */
export const short = (urn: string): string => urn.slice(urn.lastIndexOf("::") + (urn.includes("::") ? 2 : 1));

export const destination = ({ place, subnet }: End): string => subnet?.name ?? place.name;

/** Whether one of the ranges has all of another; true of ranges that are not known. */
export function covers(ranges: readonly Range[] | undefined, range: Range | undefined): boolean {
  return ranges === undefined || (range !== undefined && ranges.some((one) => within(one, range)));
}

/** The size of what a neighbour on premises announces for a destination; undefined when it announces nothing that fits. */
export function announcement(to: End, ranges: readonly Range[] | undefined): bigint | undefined {
  if (to.place.kind !== "on-premises" || to.range === undefined) return undefined;
  const { range } = to;
  if (ranges === undefined)
    return sizeOf(to.announced ?? { bits: range.bits, low: 0n, high: (1n << BigInt(range.bits)) - 1n });
  const fitting = ranges.filter((one) => within(one, range)).map(sizeOf);
  return fitting.length === 0 ? undefined : fitting.reduce((a, b) => (a < b ? a : b));
}
