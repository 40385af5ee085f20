/**
 * What a deployment plans of its network, as far as expected traffic can be derived from it. Deployed with the function, or made of a
 * stack's state by whoever has it; all names are the plan's own and only have to agree with each other.
 */
export interface PlannedNetwork {
  readonly subnets: readonly PlannedSubnet[];
  readonly groups: readonly PlannedGroup[];
  readonly nacls: readonly PlannedNacl[];
  readonly routeTables: readonly PlannedRouteTable[];
}

export interface PlannedSubnet {
  readonly name: string;
  /** The VPC. Subnets of one VPC reach each other by its local route. */
  readonly vpc: string;
  readonly workload: string;
  readonly tier: string;
  readonly cidr: string;
  readonly ipv6Cidr?: string;
  /**
   * Names of the security groups of what lives in the subnet. A plan does not know the addresses of instances to come, so an
   * address stands for its subnet, and what any of these groups lets through is expected.
   */
  readonly groups: readonly string[];
  /** True where interfaces carry no group (NAT gateways, attachments of a transit gateway): the network ACL alone decides there. */
  readonly withoutGroups?: boolean;
  /**
   * Blocks whose traffic enters by an interface in the subnet itself, as CloudFront's does by its VPC origin: for them neither the network
   * ACL nor a route is asked.
   */
  readonly enteredFrom?: readonly string[];
  readonly nacl: string;
  readonly routeTable: string;
}

/** Ports and protocol of a rule: `tcp`, `udp`, `icmp`, `icmpv6`, an IANA number as text, or `-1` for everything. */
export interface PlannedTraffic {
  readonly protocol: string;
  /** Ignored unless the protocol has ports. */
  readonly fromPort: number;
  readonly toPort: number;
}

export interface PlannedRule extends PlannedTraffic {
  readonly direction: "ingress" | "egress";
  /** Exactly one: a block, a group, or the blocks of a prefix list. */
  readonly peer:
    { readonly cidr: string } | { readonly group: string } | { readonly prefixes: readonly string[] };
}

export interface PlannedGroup {
  readonly name: string;
  readonly rules: readonly PlannedRule[];
}

export interface PlannedNaclEntry extends PlannedTraffic {
  readonly direction: "ingress" | "egress";
  /** The lowest that fits decides; if none fits, it is denied. */
  readonly number: number;
  readonly cidr: string;
  readonly allow: boolean;
}

export interface PlannedNacl {
  readonly name: string;
  readonly entries: readonly PlannedNaclEntry[];
}

export interface PlannedRoute {
  readonly destination: string;
  /** For the reason only: `igw`, `nat`, `pcx-hub`, …; `blackhole` drops. */
  readonly target: string;
}

export interface PlannedRouteTable {
  readonly name: string;
  /** Besides the local route, which every table has. */
  readonly routes: readonly PlannedRoute[];
}
