import type * as pulumi from "@pulumi/pulumi";
import { type DeployedParts } from "../../settings/schema/environment-parts";

/** The same shape with every text perhaps not known yet. */
type Pending<T> = T extends string ? pulumi.Input<string> : { readonly [K in keyof T]: Pending<T[K]> };

/**
 * What a workload joins: made by its environment in the same deployment, or read from the outputs of the environment's stack. Ids and names
 * alone, so that they can be an output.
 */
export type EnvironmentParts = Pending<DeployedParts>;
export type ArchiveParts = EnvironmentParts["archive"];

/** What has to be there before a workload uses the parts. All of it is, where they come from another stack. */
export interface Readiness {
  /** The bucket that AWS Config delivers to. */
  readonly delivery: pulumi.Resource[];
  /** Names and firewall, shared with the workloads' accounts. */
  readonly names: pulumi.Resource[];
  /** The transit gateway, shared with the workloads' accounts. */
  readonly transitShares: readonly pulumi.Resource[];
  /** The hub's way through the transit gateway. */
  readonly transitRoutes: readonly pulumi.Resource[];
}

export const READY: Readiness = { delivery: [], names: [], transitShares: [], transitRoutes: [] };
