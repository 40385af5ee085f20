import { type End } from "./ends";

/** What a packet meets on its way, in order. */
export type Step =
  | { readonly kind: "route"; readonly text: string }
  | {
      readonly kind: "gateway";
      readonly text: string;
      /** Of a peering: both VPCs are in one Region. */
      readonly sameRegion?: boolean;
      /** Of a transit gateway's attachment: references to security groups of the other end hold. */
      readonly references?: boolean;
    }
  | {
      readonly kind: "acl";
      readonly acl: string;
      readonly egress: boolean;
      readonly subnet: string;
      /** The end that the entries' blocks are compared with. */
      readonly remote: End;
    };

/** One way of a packet. */
export interface Walk {
  /** Kinds of gateways, in order: `local`, `peering`, `transit gateway`, `internet gateway`, `NAT gateway`, `VPN`, … */
  readonly ways: readonly string[];
  readonly steps: readonly Step[];
  /** What cannot be told before the deployment. */
  readonly unsure: readonly string[];
  /** Why it ends before it is there. */
  readonly lost?: string;
  /** The NAT gateway that it goes out through. */
  readonly nat?: string;
}
