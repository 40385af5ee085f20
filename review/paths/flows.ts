import { type End, type Place, placesOf } from "./ends";
import { type Check, Judge } from "./judge";
import { type Network } from "./network";
import { NOTHING, type Traffic, unite, without } from "./ports";

/** What gets from one place to another on one way. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  /** Kinds of gateways, in order. */
  readonly way: string;
  /** Subnets of both ends in which it holds, or their addresses outside: `a -> b`. */
  readonly by: ReadonlyMap<string, Traffic>;
  readonly sure: Traffic;
  /** More may get through once this is known. */
  readonly maybe: Traffic;
  readonly unsure: readonly string[];
}

/** Every flow of a network, by pairs of its places in their order. */
export function flowsOf(network: Network): readonly Flow[] {
  const judge = new Judge(network);
  const places = placesOf(network).map((place) => ({ place, ends: judge.pieces(place.ends) }));
  return places.flatMap((from) =>
    places.flatMap((to) => (worthAsking(from.place, to.place) ? between(judge, from.ends, to.ends) : [])),
  );
}

/** Two places outside are none of this network's; a service and CloudFront do not take part as the other end. */
export function worthAsking(from: Place, to: Place): boolean {
  if (from.kind === "service" || to.kind === "cloudfront") return false;
  if (from.kind === "cloudfront") return from.member === to.member;
  return from.kind === "member" || to.kind === "member";
}

/** What gets from some ends of one place to some of another. */
export function between(judge: Judge, from: readonly End[], to: readonly End[]): readonly Flow[] {
  const flows = new Map<string, { -readonly [K in keyof Flow]: Flow[K] } & { by: Map<string, Traffic> }>();
  for (const a of from) {
    for (const b of to) {
      if (judge.isClosed(a, b)) continue;
      for (const { there, pass, unsure, checks } of judge.trips(a, b)) {
        if (pass.maybe.size === 0) continue;
        const way = there.ways.join(", ");
        const flow = flows.get(way) ?? {
          from: a.place.name,
          to: b.place.name,
          way,
          by: new Map(),
          sure: NOTHING,
          maybe: NOTHING,
          unsure: [],
        };
        flows.set(way, flow);
        flow.sure = unite(flow.sure, pass.sure);
        flow.maybe = unite(flow.maybe, pass.maybe);
        if (pass.sure.size > 0) {
          const where = `${labelOf(a)} -> ${labelOf(b)}`;
          flow.by.set(where, unite(flow.by.get(where) ?? NOTHING, pass.sure));
        }
        if (without(pass.maybe, pass.sure).size > 0) {
          flow.unsure = [...new Set([...flow.unsure, ...unsure, ...checks.flatMap(doubts)])];
        }
      }
    }
  }
  // What another way or piece opens for certain is not in doubt.
  return [...flows.values()].map((flow) => ({ ...flow, maybe: without(flow.maybe, flow.sure) }));
}

/** What a check could not tell. */
export function doubts(check: Check): readonly string[] {
  if (check.kind === "carries") return [];
  if (check.kind === "groups") {
    return check.rules.flatMap(({ match, item }) =>
      typeof match === "string" ? [`${match} (rule ${item.name})`] : [],
    );
  }
  return check.entries.flatMap(({ match }) =>
    typeof match === "string" ? [`${match} (network ACL ${check.name})`] : [],
  );
}

/** What an end is called in a flow: its subnet, or the place outside. */
export const labelOf = ({ subnet, place }: End): string => subnet?.name ?? place.name;
