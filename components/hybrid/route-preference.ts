import { type EnvironmentSettings } from "../../settings/schema/environment";

/** How a gateway came to know a route. */
export type RouteOrigin = "static" | "vpc" | "directConnect" | "vpn";

/**
 * What a gateway prefers among routes to one block, best first. The longest prefix always comes before.
 * Sources: "How transit gateways work: route evaluation order" (Transit gateways guide); "Route tables and route priority" (Site-to-Site VPN
 * user guide), read 2026-11.
 */
export const routePreference: Readonly<Record<EnvironmentSettings["connectivity"], readonly RouteOrigin[]>> =
  {
    transitGateway: ["static", "vpc", "directConnect", "vpn"],
    peering: ["directConnect", "static", "vpn"],
  };

/** Sorts a gateway's routes to one block, best first. */
export function byPreference(connectivity: EnvironmentSettings["connectivity"]) {
  const order = routePreference[connectivity];
  return (a: RouteOrigin, b: RouteOrigin): number => order.indexOf(a) - order.indexOf(b);
}

/** The ways to each on-premises network, by its name: the first one that is up is taken. */
export function onPremisesPaths({
  connectivity,
  network,
  hybrid,
}: EnvironmentSettings): Readonly<Record<string, readonly string[]>> {
  const compare = byPreference(connectivity);
  return Object.fromEntries(
    network.onPremises.map(({ name }) => {
      const ways: Array<{ origin: RouteOrigin; way: string }> = [
        ...hybrid.vpn
          .filter(({ networks }) => networks.includes(name))
          .map(({ name: vpn, routing }) => ({
            origin: routing === "static" ? ("static" as const) : ("vpn" as const),
            way: `vpn ${vpn}`,
          })),
        ...(hybrid.directConnect?.networks.includes(name)
          ? [{ origin: "directConnect" as const, way: "direct connect" }]
          : []),
      ];
      return [name, ways.sort((a, b) => compare(a.origin, b.origin)).map(({ way }) => way)];
    }),
  );
}
