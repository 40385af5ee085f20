import {
  directConnectOnPremises,
  hasOwnVpnGateway,
  hubHasVpnGateway,
  onPremisesOf,
  onPremisesOfHub,
  pathsOf,
  reachableOnPremises,
} from "../../settings/connectivity";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { hubBlocks } from "./hub-plan";
import { type SpokePlan, blocksTowardsHub } from "./spoke-plan";

/** Routes of some tiers' tables to blocks beyond their VPC, all by one way. */
export interface RoutePlan {
  readonly via: "peering" | "transitGateway";
  readonly destinations: readonly string[];
}

/** What a workload's tables towards the hub lead to: the hub, and by a transit gateway on-premises networks too. */
export function spokeRoutes(settings: EnvironmentSettings, workload: WorkloadSettings): RoutePlan {
  return pathsOf(settings, workload).routed === "peering"
    ? { via: "peering", destinations: hubBlocks(settings) }
    : { via: "transitGateway", destinations: [...hubBlocks(settings), ...onPremisesOf(settings, workload)] };
}

/** What the hub's tables towards the spokes lead to over a workload's peering; nothing where its traffic takes the transit gateway. */
export function hubRoutesTo(
  settings: EnvironmentSettings,
  workload: WorkloadSettings,
  plan: SpokePlan,
): readonly string[] {
  return pathsOf(settings, workload).routed === "peering" ? blocksTowardsHub(plan) : [];
}

/** What the hub's tables towards the spokes lead to by the environment's transit gateway. */
export function hubTransitRoutes(settings: EnvironmentSettings): readonly string[] {
  return [settings.network.addressSpace, ...new Set(onPremisesOfHub(settings))];
}

/** On-premises blocks that the hub's tables towards the spokes learn of its own virtual private gateway. */
export function learntByHub(settings: EnvironmentSettings): readonly string[] {
  return hubHasVpnGateway(settings) && settings.network.hub.onPremises ? reachableOnPremises(settings) : [];
}

/** On-premises blocks that a workload's tables towards the hub learn of a virtual private gateway of its own. */
export function learntBySpoke(settings: EnvironmentSettings, workload: WorkloadSettings): readonly string[] {
  return hasOwnVpnGateway(settings, workload) ? directConnectOnPremises(settings) : [];
}
