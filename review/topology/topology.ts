/** What a picture of a network shows, read from a stack: plain data, in the order of registration. */

export interface Topology {
  readonly title: string;
  readonly accounts: readonly Account[];
  readonly links: readonly Link[];
}

export interface Account {
  /** Twelve digits, or `unknown account` where the provider does not tell. */
  readonly id: string;
  /** The `workload` tag of what is in it. */
  readonly name: string;
  readonly vpcs: readonly Vpc[];
  /** Gateways that stand outside any VPC: transit gateways, Direct Connect gateways. */
  readonly gateways: readonly Node[];
  /** Archives and other places where logs and events go. */
  readonly stores: readonly Node[];
}

export interface Vpc extends Node {
  readonly role: "hub" | "spoke" | "inspection" | "other";
  readonly cidr: string;
  readonly tiers: readonly Tier[];
  /** Gateways of the VPC: internet, NAT, virtual private, gateway endpoints. */
  readonly gateways: readonly Node[];
  /** Services with an interface endpoint, by the last part of their names. */
  readonly endpoints: readonly string[];
  /** What runs in it: load balancers, services, databases, domains. */
  readonly services: readonly Node[];
  /** Whether all traffic of it is logged. */
  readonly flowLogs: boolean;
}

export interface Tier {
  readonly name: string;
  /** Blocks of its subnets, a zone each. */
  readonly subnets: ReadonlyArray<{ readonly zone: string; readonly cidr: string }>;
}

export interface Node {
  readonly urn: string;
  readonly label: string;
  /** A second line: an address, a size, a count. */
  readonly detail?: string;
}

export type LinkKind = "peering" | "attachment" | "vpn" | "direct-connect";

export interface Link {
  readonly kind: LinkKind;
  /** URN of a VPC or a gateway, or the name of a network on premises. */
  readonly from: string;
  readonly to: string;
  readonly label: string;
}
