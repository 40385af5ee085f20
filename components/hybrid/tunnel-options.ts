/**
 * What a tunnel may negotiate: nothing that is weak today. AWS offers every algorithm it knows unless told otherwise, SHA-1 and DH group 2 among them.
 *
 * AES in GCM, SHA-2 of 384 bits and more, elliptic-curve groups. Groups 22 to 24, which AWS takes too, are left out: RFC 8247 calls them
 * weak. Sources: "Tunnel options for your Site-to-Site VPN connection" (Site-to-Site VPN user guide), RFC 8247, NIST SP 800-77 rev. 1, read 2026-11.
 */
export const tunnelOptions = {
  ikeVersions: ["ikev2"],
  encryptionAlgorithms: ["AES256-GCM-16"],
  integrityAlgorithms: ["SHA2-384", "SHA2-512"],
  dhGroupNumbers: [19, 20, 21],
  /** A peer that is gone is called again, and AWS opens the tunnel by itself: nobody has to send the first packet. */
  dpdTimeoutAction: "restart",
  startupAction: "start",
} as const;
