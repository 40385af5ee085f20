/**
 * Blocks a VPC should not use, although AWS may take them.
 *
 * Sources: RFC 6890 special-purpose registry; AWS VPC user guide "VPC CIDR blocks" (172.17.0.0/16 clashes with
 * services such as Cloud9 and SageMaker; 169.254.0.0/16 and 127.0.0.0/8 are refused), read 2026-11.
 */
export const reservedBlocks: ReadonlyArray<{ readonly cidr: string; readonly why: string }> = [
  { cidr: "0.0.0.0/8", why: "this network" },
  { cidr: "127.0.0.0/8", why: "loopback" },
  { cidr: "169.254.0.0/16", why: "link-local: metadata, DNS and VPN tunnel addresses" },
  { cidr: "172.17.0.0/16", why: "the default Docker bridge, used inside AWS services" },
  { cidr: "192.0.2.0/24", why: "documentation" },
  { cidr: "198.18.0.0/15", why: "benchmarking; AWS Network Firewall and SageMaker use parts of it" },
  { cidr: "198.51.100.0/24", why: "documentation" },
  { cidr: "203.0.113.0/24", why: "documentation" },
  { cidr: "224.0.0.0/4", why: "multicast" },
  { cidr: "240.0.0.0/4", why: "reserved" },
];
