import { type End } from "./ends";
import { type Network, type Route, type Vpc } from "./network";
import { within } from "./ranges";
import { announcement, sizeOf } from "./trail";

/** A route that fits a destination, with what decides between those that do: the smaller size, then the lower rank. */
export interface Choice {
  readonly route: Route;
  readonly size: bigint;
  /** The local route, then static ones, then propagated ones. */
  readonly rank: number;
}

const local = (range: Route["range"]): Route => ({
  name: "local",
  range,
  target: { kind: "local" },
  propagated: false,
});

/** The routes of a VPC's table that fit a destination, the one that wins first. */
export function choicesFor(
  network: Network,
  to: End,
  vpc: Vpc | undefined,
  routes: readonly Route[],
): readonly Choice[] {
  // Within its own VPC a packet finds a subnet whose block is not known yet all the same.
  if (to.range === undefined && to.subnet && to.subnet.vpc === vpc?.urn)
    return [{ route: local(undefined), size: 0n, rank: 0 }];
  return [...(vpc?.ranges ?? []).map(local), ...routes]
    .flatMap((route): Choice[] => {
      const size = fits(network, to, route);
      return size === undefined
        ? []
        : [{ route, size, rank: route.name === "local" ? 0 : route.propagated ? 2 : 1 }];
    })
    .sort((a, b) => (a.size < b.size ? -1 : a.size > b.size ? 1 : a.rank - b.rank));
}

/** Whether a route may lead anywhere, as its destination is not known yet. */
export const isOpen = ({ range, target }: Route): boolean =>
  target.kind !== "vpn" && target.kind !== "service" && range === undefined;

/** The size of the destination that makes a route fit; the smallest wins. */
function fits(network: Network, to: End, { range, target }: Route): bigint | undefined {
  if (target.kind === "service") {
    if (to.place.service?.urn === target.id) return 0n;
    return range && to.range && within(range, to.range) ? sizeOf(range) : undefined;
  }
  if (target.kind === "vpn" && range === undefined) {
    const gateway = network.vpnGateways.get(target.id);
    return gateway?.joined ? announcement(to, gateway.ranges) : undefined;
  }
  if (range === undefined || to.range === undefined) return undefined;
  return within(range, to.range) ? sizeOf(range) : undefined;
}
