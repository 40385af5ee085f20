import { type Range } from "./ranges";

/** A stack's network as plain data. Things are named by URN; what is not in the stack has the id it is referred to by. */
export interface Network {
  readonly subnets: readonly Subnet[];
  readonly vpcs: ReadonlyMap<string, Vpc>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly members: readonly Member[];
  readonly acls: ReadonlyMap<string, Acl>;
  readonly tables: ReadonlyMap<string, RouteTable>;
  readonly peerings: ReadonlyMap<string, Peering>;
  readonly nats: ReadonlyMap<string, Nat>;
  readonly services: ReadonlyMap<string, Service>;
  readonly inspections: ReadonlyMap<string, Inspection>;
  readonly transit: Transit;
  /** Where networks on premises are joined to a VPC's virtual private gateway. */
  readonly vpnGateways: ReadonlyMap<string, VpnGateway>;
  readonly origins: readonly Origin[];
  /** Every protocol that a rule names, the four with names of their own, and `other`. */
  readonly protocols: readonly string[];
}

export interface Vpc {
  readonly urn: string;
  readonly name: string;
  readonly region: string;
  readonly ranges: readonly Range[];
}

export interface Subnet {
  readonly urn: string;
  readonly name: string;
  readonly vpc: string;
  /** Its `tier` tag, or its name. */
  readonly tier: string;
  readonly zone: string;
  /** Empty when not known yet. */
  readonly ranges: readonly Range[];
  readonly acl: string | undefined;
  readonly table: string | undefined;
  readonly givesPublicAddress: boolean;
}

/** What a rule matches against: a block, a group, a prefix list, or something not known yet. */
export type Peer =
  | { readonly kind: "block"; readonly range: Range; readonly text: string }
  | { readonly kind: "group"; readonly group: string; readonly text: string }
  | {
      readonly kind: "prefix-list";
      readonly list: string;
      /** Empty when not known here. */
      readonly ranges: readonly Range[];
      /** Of an AWS service, so without private addresses. */
      readonly ofService: boolean;
      readonly text: string;
    }
  | { readonly kind: "unknown"; readonly text: string };

/** Ports that a rule is for; a `maybe` is not known yet. */
export interface RuleTraffic {
  /** `-1` for all, or undefined when not known. */
  readonly protocol: string | undefined;
  readonly from: number;
  readonly to: number;
  readonly maybe: boolean;
}

export interface Rule {
  readonly name: string;
  /** Undefined when not known: it may be for either. */
  readonly egress: boolean | undefined;
  readonly traffic: RuleTraffic;
  readonly peers: readonly Peer[];
}

export interface Group {
  readonly urn: string;
  readonly name: string;
  readonly vpc: string;
  readonly rules: readonly Rule[];
}

/** What holds network interfaces: a resource of the stack, or whatever may be given a group. */
export interface Member {
  /** Names of what there is; empty for a group that nothing in the stack has. */
  readonly resources: readonly string[];
  readonly groups: readonly string[];
  readonly subnets: readonly string[];
  readonly vpc: string;
  /** Undefined: it depends on what is launched. */
  readonly publicAddress: boolean | undefined;
  /** False for what only answers. */
  readonly initiates: boolean;
}

export interface AclEntry {
  readonly number: number | undefined;
  readonly egress: boolean | undefined;
  readonly allow: boolean | undefined;
  readonly traffic: RuleTraffic;
  readonly peers: readonly Peer[];
  /** True for some types of ICMP only. */
  readonly partial: boolean;
}

export interface Acl {
  readonly name: string;
  /** By number, lowest first; not known ones last. */
  readonly entries: readonly AclEntry[];
}

export type Target =
  | { readonly kind: "local" | "blackhole" | "unknown" | "outside" }
  | {
      readonly kind:
        "peering" | "transit" | "internet" | "egress-only" | "nat" | "vpn" | "service" | "inspection";
      readonly id: string;
    };

export interface Route {
  readonly name: string;
  /** Undefined when not known yet. */
  readonly range: Range | undefined;
  readonly target: Target;
  readonly propagated: boolean;
}

export interface RouteTable {
  readonly name: string;
  readonly routes: readonly Route[];
}

export interface Peering {
  readonly name: string;
  readonly vpcs: readonly [string, string];
  readonly active: boolean;
  readonly sameRegion: boolean;
}

export interface Nat {
  readonly name: string;
  readonly subnet: string;
  readonly isPublic: boolean;
}

/** A gateway endpoint. */
export interface Service {
  readonly urn: string;
  readonly name: string;
  readonly vpc: string;
  /** Id of its prefix list, or its URN before there is one. */
  readonly list: string;
  /** Empty when not known yet. */
  readonly ranges: readonly Range[];
}

/** An endpoint of a firewall, in the subnet whose table routes what the firewall lets through. */
export interface Inspection {
  readonly name: string;
  readonly subnets: readonly string[];
}

export interface VpnGateway {
  readonly name: string;
  readonly vpc: string;
  /** A VPN connection or Direct Connect ends at it. */
  readonly joined: boolean;
  /** What the connections' static routes lead to; undefined when neighbours announce it. */
  readonly ranges: readonly Range[] | undefined;
}

export interface Transit {
  readonly attachments: ReadonlyMap<string, Attachment>;
  readonly tables: ReadonlyMap<string, TransitTable>;
}

export interface Attachment {
  readonly urn: string;
  readonly name: string;
  readonly gateway: string;
  /** Undefined for a connection to networks on premises. */
  readonly vpc: string | undefined;
  readonly subnets: readonly string[];
  readonly accepted: boolean;
  readonly references: boolean;
  readonly table: string | undefined;
  /** On premises: static routes of a VPN connection; undefined when neighbours announce what they like. */
  readonly ranges: readonly Range[] | undefined;
  /** On premises: what is announced to it (Direct Connect); undefined for all. */
  readonly announced: readonly Range[] | undefined;
}

export interface TransitTable {
  readonly name: string;
  readonly routes: ReadonlyArray<{
    readonly name: string;
    readonly range: Range | undefined;
    /** Undefined: blackhole. */
    readonly attachment: string | undefined;
  }>;
  readonly propagations: readonly string[];
}

/** A load balancer that CloudFront reaches through a VPC origin. */
export interface Origin {
  readonly name: string;
  readonly balancer: string;
  readonly ports: ReadonlyArray<number>;
}
