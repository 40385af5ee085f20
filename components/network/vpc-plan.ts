import { type AddressPlan } from "../../settings/addresses/layout";

/** One entry of a network ACL. */
export interface AclEntry {
  /** 1 to 32766; the lowest that matches decides. */
  readonly number: number;
  readonly direction: "ingress" | "egress";
  readonly action: "allow" | "deny";
  readonly protocol: "tcp" | "udp";
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidr: string;
}

/** The network ACL of one tier. */
export interface AclPlan<T extends string> {
  readonly tier: T;
  readonly entries: readonly AclEntry[];
}

/** What a security group's rule lets in from, or out to. */
export type RulePeer<G extends string> =
  | { readonly kind: "group"; readonly group: G }
  | { readonly kind: "cidr"; readonly cidr: string }
  /** A gateway endpoint's prefix list. */
  | { readonly kind: "s3" | "dynamodb" };

/** One rule of a security group: TCP or UDP, a range of ports, one peer. */
export interface GroupRule<G extends string> {
  /** Names the rule's resource; unique within its group. */
  readonly key: string;
  readonly direction: "ingress" | "egress";
  readonly protocol: "tcp" | "udp";
  readonly fromPort: number;
  readonly toPort: number;
  readonly peer: RulePeer<G>;
  readonly description: string;
}

/** One security group with all that it allows. A group without an egress rule opens no connection. */
export interface GroupPlan<G extends string> {
  readonly group: G;
  readonly description: string;
  readonly rules: ReadonlyArray<GroupRule<G>>;
}

/** A route table: of a whole tier, or of one of its zones where each zone has a NAT gateway of its own. */
export interface TablePlan<T extends string> {
  readonly key: string;
  readonly tier: T;
  readonly availabilityZones: readonly string[];
  /** Whether the gateway endpoints, S3's and DynamoDB's if there is one, put their routes here. */
  readonly s3: boolean;
  /** Where 0.0.0.0/0 goes, if anywhere. */
  readonly default?:
    { readonly to: "internetGateway" } | { readonly to: "natGateway"; readonly zone: string };
}

/** Everything about one VPC that is known before anything exists. */
export interface VpcPlan<T extends string = string, G extends string = string> {
  /** `dev-booking`: prefix of every resource's name. */
  readonly name: string;
  readonly role: "hub" | "spoke" | "inspection";
  readonly addresses: AddressPlan<T>;
  readonly tables: ReadonlyArray<TablePlan<T>>;
  readonly acls: ReadonlyArray<AclPlan<T>>;
  readonly groups: ReadonlyArray<GroupPlan<G>>;
}

/** Zone's letter, `a` for `eu-west-2a`: short enough for names. */
export function zoneLetter(availabilityZone: string): string {
  return availabilityZone.slice(-1);
}
