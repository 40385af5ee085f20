import { type EnvironmentSettings } from "./schema/environment";
import { type WorkloadSettings } from "./schema/workload";

/** The ways by which one workload reaches the hub. */
export interface WorkloadPaths {
  readonly peered: boolean;
  readonly attached: boolean;
  /** The way that its traffic takes; the other, if there is one, stands by. */
  readonly routed: "peering" | "transitGateway";
}

/** How a workload reaches the hub: its own `connectivity`, or the environment's. */
export function pathsOf(settings: EnvironmentSettings, workload: WorkloadSettings): WorkloadPaths {
  switch (workload.connectivity ?? settings.connectivity) {
    case "peering":
      return { peered: true, attached: false, routed: "peering" };
    case "peeringThenTransitGateway":
      return { peered: true, attached: true, routed: "peering" };
    case "transitGatewayThenPeering":
      return { peered: true, attached: true, routed: "transitGateway" };
    case "transitGateway":
      return { peered: false, attached: true, routed: "transitGateway" };
  }
}

/** Whether the environment has a transit gateway. */
export function hasTransitGateway({ connectivity }: EnvironmentSettings): boolean {
  return connectivity === "transitGateway";
}

/** Whether the hub has a virtual private gateway of its own: where VPN and Direct Connect end without a transit gateway. */
export function hubHasVpnGateway({ connectivity, hybrid }: EnvironmentSettings): boolean {
  return connectivity === "peering" && (hybrid.vpn.length > 0 || hybrid.directConnect !== undefined);
}

/** Whether a workload gets a virtual private gateway of its own, associated with the Direct Connect gateway. */
export function hasOwnVpnGateway(settings: EnvironmentSettings, workload: WorkloadSettings): boolean {
  return (
    workload.onPremises && settings.connectivity === "peering" && settings.hybrid.directConnect !== undefined
  );
}

/** Blocks of the on-premises networks of these names. */
export function networkBlocks({ network }: EnvironmentSettings, names: readonly string[]): string[] {
  return network.onPremises.filter(({ name }) => names.includes(name)).map(({ cidr }) => cidr);
}

/** Blocks of the on-premises networks that something leads to. */
export function reachableOnPremises(settings: EnvironmentSettings): string[] {
  const { vpn, directConnect } = settings.hybrid;
  const names = [...vpn.flatMap(({ networks }) => networks), ...(directConnect?.networks ?? [])];
  return networkBlocks(settings, names);
}

/** Blocks of the on-premises networks that Direct Connect leads to: all that a workload's own gateway reaches. */
export function directConnectOnPremises(settings: EnvironmentSettings): string[] {
  return networkBlocks(settings, settings.hybrid.directConnect?.networks ?? []);
}

/** Blocks of the on-premises networks that a workload and they may call each other from; none unless it asks. */
export function onPremisesOf(settings: EnvironmentSettings, workload: WorkloadSettings): string[] {
  if (!workload.onPremises) return [];
  return settings.connectivity === "peering"
    ? directConnectOnPremises(settings)
    : reachableOnPremises(settings);
}

/** Blocks of the on-premises networks that may call the hub; none unless it asks. */
export function onPremisesOfHub(settings: EnvironmentSettings): string[] {
  return settings.network.hub.onPremises ? reachableOnPremises(settings) : [];
}
