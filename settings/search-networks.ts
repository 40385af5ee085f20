import { type EnvironmentSettings } from "./schema/environment";

/** A network by which an address in a flow log is called. */
export interface SearchNetwork {
  readonly name: string;
  readonly cidrs: readonly string[];
  /** False for networks that write no flow logs to the domain. */
  readonly logged?: false;
}

/** The networks that the search domain tells apart: hub, workloads, on-premises networks, and the other environments. */
export function searchNetworks({ network, workloads }: EnvironmentSettings): readonly SearchNetwork[] {
  return [
    { name: "hub", cidrs: [network.hub.cidr] },
    ...workloads.map(({ name, cidr }) => ({ name, cidrs: [cidr] })),
    ...[...network.onPremises, ...network.otherEnvironments].map(({ name, cidr }) => ({
      name,
      cidrs: [cidr],
      logged: false as const,
    })),
  ];
}
