/**
 * Addresses inside the tunnels of a VPN connection: a /30 of the link-local block for each tunnel, without those that AWS keeps.
 * Source: "Tunnel options for your Site-to-Site VPN connection" (Site-to-Site VPN user guide), read 2026-11.
 */
export const tunnelBlock = "169.254.0.0/16";
export const tunnelPrefix = 30;
export const reservedTunnelBlocks: readonly string[] = [
  "169.254.0.0/30",
  "169.254.1.0/30",
  "169.254.2.0/30",
  "169.254.3.0/30",
  "169.254.4.0/30",
  "169.254.5.0/30",
  "169.254.169.252/30",
];

/** A pre-shared key: 8 to 64 letters, digits, dots and underscores, not beginning with 0. Same source. */
export const preSharedKeyPattern = /^(?!0)[A-Za-z0-9._]{8,64}$/;
