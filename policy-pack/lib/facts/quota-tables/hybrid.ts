import { type Quota } from "./quota";

/** Read 2026-11. */
const TGW = "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html";
const VPN = "https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html";
const DIRECT = "https://docs.aws.amazon.com/directconnect/latest/UserGuide/limits.html";

export const HYBRID_QUOTAS = {
  transitGatewaysPerRegion: {
    name: "transit gateways per Region",
    value: 5,
    adjustable: true,
    code: "L-A2478D36",
    source: TGW,
  },
  routeTablesPerTgw: {
    name: "route tables per transit gateway",
    value: 20,
    adjustable: true,
    code: "L-43872EB7",
    source: TGW,
  },
  routesPerTgw: {
    name: "static routes and routes to VPCs in all tables of a transit gateway",
    value: 10_000,
    adjustable: true,
    source: TGW,
  },
  attachmentsPerTgw: {
    name: "attachments per transit gateway",
    value: 5000,
    adjustable: true,
    code: "L-E0233F82",
    source: TGW,
  },
  directGatewaysPerTgw: { name: "Direct Connect gateways per transit gateway", value: 20, source: TGW },
  vpnConnectionsPerRegion: {
    name: "VPN connections per Region",
    value: 50,
    adjustable: true,
    code: "L-3E6EC3A3",
    source: VPN,
  },
  vpnConnectionsPerGateway: {
    name: "VPN connections per virtual private gateway",
    value: 10,
    adjustable: true,
    code: "L-B91E5754",
    source: VPN,
  },
  customerGatewaysPerRegion: {
    name: "customer gateways per Region",
    value: 50,
    adjustable: true,
    code: "L-4FB7FF5D",
    source: VPN,
  },
  virtualGatewaysPerRegion: {
    name: "virtual private gateways per Region",
    value: 5,
    adjustable: true,
    code: "L-7029FAB6",
    source: VPN,
  },
  directGatewaysPerAccount: {
    name: "Direct Connect gateways per account",
    value: 200,
    adjustable: true,
    code: "L-62B7491E",
    source: DIRECT,
  },
  virtualInterfacesPerDirectGateway: {
    name: "virtual interfaces per Direct Connect gateway",
    value: 30,
    source: DIRECT,
  },
  transitInterfacesPerConnection: {
    name: "transit virtual interfaces per dedicated connection",
    value: 4,
    adjustable: true,
    source: DIRECT,
  },
  transitGatewaysPerDirectGateway: {
    name: "transit gateways per Direct Connect gateway",
    value: 6,
    source: DIRECT,
  },
  virtualGatewaysPerDirectGateway: {
    name: "virtual private gateways per Direct Connect gateway",
    value: 20,
    source: DIRECT,
  },
  prefixesPerTransitAssociation: {
    name: "prefixes that a transit gateway announces over Direct Connect",
    value: 200,
    adjustable: true,
    source: DIRECT,
  },
} as const satisfies Record<string, Quota>;
