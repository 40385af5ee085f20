import { type Flow } from "./flows";
import { NOTHING, type Traffic, intersect, unite, without } from "./ports";

/** What changes between two places. */
export interface Difference {
  readonly from: string;
  readonly to: string;
  readonly ports: Traffic;
  readonly way: string;
  /** Pairs of subnets in which it changes; more may stay as they are. */
  readonly subnets: readonly string[];
  /** True when it holds for some pairs of subnets only. */
  readonly partly: boolean;
}

export interface Doubt {
  readonly flow: Flow;
  readonly ports: Traffic;
}

export interface Change {
  readonly opened: readonly Difference[];
  readonly closed: readonly Difference[];
  /** What may be open afterwards and was not before. */
  readonly doubtful: readonly Doubt[];
}

/** All ways between two places together: what moves from one gateway to another stays open. */
interface Pair {
  readonly from: string;
  readonly to: string;
  readonly ways: Set<string>;
  readonly by: Map<string, Traffic>;
  sure: Traffic;
  maybe: Traffic;
}

/** Compares what gets through before and after a change. */
export function compare(before: readonly Flow[], after: readonly Flow[]): Change {
  const [old, now] = [pairs(before), pairs(after)];
  const doubtful = after.flatMap((flow) => {
    const was = old.get(keyOf(flow));
    const ports = without(flow.maybe, unite(was?.sure ?? NOTHING, was?.maybe ?? NOTHING));
    return ports.size > 0 ? [{ flow, ports }] : [];
  });
  return { opened: gained(old, now), closed: gained(now, old), doubtful };
}

/** What is in `now` and not in `old`, pair of subnets by pair of subnets. */
function gained(old: ReadonlyMap<string, Pair>, now: ReadonlyMap<string, Pair>): readonly Difference[] {
  return [...now].flatMap(([key, pair]): Difference[] => {
    const was = old.get(key);
    let ports = NOTHING;
    const subnets: string[] = [];
    for (const [where, traffic] of pair.by) {
      // What may be there on the other side is told as a doubt, not as a change.
      const more = without(without(traffic, was?.by.get(where) ?? NOTHING), was?.maybe ?? NOTHING);
      if (more.size === 0) continue;
      ports = unite(ports, more);
      subnets.push(where);
    }
    if (ports.size === 0) return [];
    const partly = subnets.length < pair.by.size || intersect(was?.sure ?? NOTHING, ports).size > 0;
    return [{ from: pair.from, to: pair.to, ports, way: [...pair.ways].join(" or "), subnets, partly }];
  });
}

const keyOf = ({ from, to }: Flow): string => `${from} -> ${to}`;

function pairs(flows: readonly Flow[]): ReadonlyMap<string, Pair> {
  const found = new Map<string, Pair>();
  for (const flow of flows) {
    const { from, to } = flow;
    const pair = found.get(keyOf(flow)) ?? {
      from,
      to,
      ways: new Set(),
      by: new Map(),
      sure: NOTHING,
      maybe: NOTHING,
    };
    found.set(keyOf(flow), pair);
    pair.ways.add(flow.way);
    pair.sure = unite(pair.sure, flow.sure);
    pair.maybe = unite(pair.maybe, flow.maybe);
    for (const [where, traffic] of flow.by) pair.by.set(where, unite(pair.by.get(where) ?? NOTHING, traffic));
  }
  return found;
}
