import { type PortSpeed, portSpeeds } from "../../settings/facts/direct-connect";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type DirectConnectSettings } from "../../settings/schema/hybrid";

/** A physical connection: ordered by us, or hosted by a provider and accepted. */
export type ConnectionPlan =
  | {
      readonly name: string;
      readonly kind: "own";
      readonly location: string;
      readonly bandwidth: string;
      readonly provider?: string;
      readonly macsec?: { readonly secretArn?: string; readonly required: boolean };
      readonly light: PortSpeed;
    }
  | { readonly name: string; readonly kind: "hosted"; readonly connectionId: string };

/** A virtual interface to the gateway: on one of our connections, or hosted by a provider and accepted. */
export type InterfacePlan =
  | {
      readonly name: string;
      readonly kind: "own";
      /** Name of a connection of the plan. */
      readonly connection: string;
      readonly vlan: number;
      readonly asn: number;
      readonly amazonAddress?: string;
      readonly customerAddress?: string;
      /** Secret. */
      readonly authKey?: string;
    }
  | { readonly name: string; readonly kind: "hosted"; readonly interfaceId: string };

export interface DirectConnectPlan {
  /** `prod-direct-connect`: prefix of its resources' names. */
  readonly name: string;
  readonly gatewayAsn: number;
  /** One gateway takes either: transit interfaces lead to a transit gateway, private ones to virtual private gateways. */
  readonly interfaceType: "transit" | "private";
  /** What each gateway that is associated has announced to the customer. */
  readonly allowedPrefixes: readonly string[];
  readonly connections: readonly ConnectionPlan[];
  readonly interfaces: readonly InterfacePlan[];
}

/** Plans Direct Connect; undefined when the environment has none. */
export function planDirectConnect(settings: EnvironmentSettings): DirectConnectPlan | undefined {
  const { environment, connectivity, network, hybrid } = settings;
  const { directConnect } = hybrid;
  if (!directConnect) return undefined;
  return {
    name: `${environment}-direct-connect`,
    gatewayAsn: directConnect.gatewayAsn,
    interfaceType: connectivity === "transitGateway" ? "transit" : "private",
    allowedPrefixes: directConnect.allowedPrefixes ?? [network.addressSpace],
    connections: directConnect.connections.map(planConnection),
    interfaces: directConnect.interfaces.map(planInterface),
  };
}

function planConnection({
  name,
  location,
  bandwidth,
  hostedConnectionId,
  ...rest
}: DirectConnectSettings["connections"][number]): ConnectionPlan {
  if (hostedConnectionId !== undefined) return { name, kind: "hosted", connectionId: hostedConnectionId };
  if (location === undefined || bandwidth === undefined)
    throw new Error(`${name} is no connection: the checks refuse it`);
  return { name, kind: "own", location, bandwidth, light: portSpeeds[bandwidth]!, ...rest };
}

function planInterface({
  name,
  connection,
  vlan,
  asn,
  hostedInterfaceId,
  ...rest
}: DirectConnectSettings["interfaces"][number]): InterfacePlan {
  if (hostedInterfaceId !== undefined) return { name, kind: "hosted", interfaceId: hostedInterfaceId };
  if (connection === undefined || vlan === undefined || asn === undefined) {
    throw new Error(`${name} is no interface: the checks refuse it`);
  }
  return { name, kind: "own", connection, vlan, asn, ...rest };
}
