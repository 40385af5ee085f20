import { networkBlocks } from "../../settings/connectivity";
import { type EnvironmentSettings } from "../../settings/schema/environment";

/** One tunnel of a connection. */
export interface TunnelPlan {
  /** A /30 of 169.254.0.0/16; AWS picks one when left out. */
  readonly insideCidr?: string;
  /** Secret. AWS makes one and keeps it in Secrets Manager when left out. */
  readonly preSharedKey?: string;
}

/** One VPN connection: from the hub's gateway to one customer gateway, over two tunnels. */
export interface VpnPlan {
  /** `dev-vpn-head-office`: prefix of its resources' names. */
  readonly name: string;
  readonly customerGateway: { readonly address: string; readonly asn: number };
  readonly routing: "bgp" | "static";
  /** Blocks behind the customer gateway. With BGP the customer announces them, otherwise they are routes. */
  readonly prefixes: readonly string[];
  readonly tunnels: readonly [TunnelPlan, TunnelPlan];
}

/** Plans the environment's VPN connections. */
export function planVpn(settings: EnvironmentSettings): VpnPlan[] {
  return settings.hybrid.vpn.map(({ name, customerGateway, routing, networks, tunnels }) => ({
    name: `${settings.environment}-vpn-${name}`,
    customerGateway,
    routing,
    prefixes: networkBlocks(settings, networks),
    tunnels: [tunnels[0] ?? {}, tunnels[1] ?? {}],
  }));
}
