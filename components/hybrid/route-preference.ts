/**
 * What a transit gateway prefers among routes to one block: the longest prefix always comes first, then this order. A virtual private gateway
 * prefers the same way: Direct Connect, then static routes of a VPN, then those that a VPN announces.
 * Sources: "How transit gateways work: route evaluation order" (Transit gateways guide); "Site-to-Site VPN routing options" (VPN user guide),
 * read 2026-11.
 */
export const routePreference = ["static", "vpc", "directConnect", "vpn"] as const;
export type RouteOrigin = (typeof routePreference)[number];

/** Sorts by preference, best first. */
export function byPreference(a: RouteOrigin, b: RouteOrigin): number {
  return routePreference.indexOf(a) - routePreference.indexOf(b);
}
