/**
 * Quotas that decide between the ways to connect.
 * Sources: "Amazon VPC quotas" (VPC user guide), "AWS Direct Connect quotas" (Direct Connect user guide), the re:Post article on
 * preferring Direct Connect over a backup VPN (200 allowed prefixes), read 2026-11.
 */
export const connectivityQuotas = {
  /** Active peerings of one VPC, when raised as far as AWS raises it. */
  peeringsPerVpc: 125,
  /** Prefixes that a Direct Connect gateway announces for one gateway associated with it. */
  allowedPrefixes: { peering: 20, transitGateway: 200 },
  /** Virtual private gateways that one Direct Connect gateway may be associated with. */
  vpnGatewaysPerDirectConnectGateway: 20,
} as const;
