import { type Resource } from "../resource";
import { UNKNOWN, asText, at } from "../values";
import { type Amount, exactly } from "./amount";
import { type Count, perResource } from "./count";
import { inPlace } from "./in-place";
import { referring } from "./referring";
import { listsOf } from "./rules";
import { transitRoutesOf } from "./transit-routes";

export const TRANSIT_GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway";
const VPN = "aws:ec2/vpnConnection:VpnConnection";
const VPN_GATEWAY = "aws:ec2/vpnGateway:VpnGateway";
const DIRECT_GATEWAY = "aws:directconnect/gateway:Gateway";
const ASSOCIATION = "aws:directconnect/gatewayAssociation:GatewayAssociation";

/** Virtual interfaces of a Direct Connect gateway: own ones, and those that another account hosts and this one takes. */
const INTERFACES = ["transit", "private"].flatMap((kind) => {
  const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}VirtualInterface`;
  return [
    `aws:directconnect/${kind}VirtualInterface:${name}`,
    `aws:directconnect/hosted${name}Acceptor:Hosted${name}Acceptor`,
  ];
});

/** An association counts by what it joins, which is known at the latest when it is there. */
function associationWith(kind: "transitGateway" | "virtualPrivateGateway") {
  return ({ props, edges }: Resource): Amount | undefined => {
    const type = asText(at(props, "associatedGatewayType"));
    if (typeof type === "string") return type === kind ? exactly(1) : undefined;
    const wanted = kind === "transitGateway" ? TRANSIT_GATEWAY : VPN_GATEWAY;
    const led = (edges["associatedGatewayId"] ?? []).filter((urn) =>
      /:(TransitGateway|VpnGateway)::/.test(urn),
    );
    if (led.length > 0) return led.some((urn) => urn.includes(wanted)) ? exactly(1) : undefined;
    const id = asText(at(props, "associatedGatewayId"));
    if (id === UNKNOWN || id === undefined) return { least: 0, most: 1 };
    return id.startsWith(kind === "transitGateway" ? "tgw-" : "vgw-") ? exactly(1) : undefined;
  };
}

const attached = (type: string, property = "transitGatewayId") => ({ type, property });
const ofTransit = {
  ...attached(ASSOCIATION, "associatedGatewayId"),
  weight: associationWith("transitGateway"),
};

export const HYBRID_COUNTS: readonly Count[] = [
  inPlace("transitGatewaysPerRegion", [TRANSIT_GATEWAY]),
  perResource(
    "routeTablesPerTgw",
    [TRANSIT_GATEWAY],
    referring([attached("aws:ec2transitgateway/routeTable:RouteTable")]),
  ),
  perResource("routesPerTgw", [TRANSIT_GATEWAY], transitRoutesOf),
  perResource(
    "attachmentsPerTgw",
    [TRANSIT_GATEWAY],
    referring([
      attached("aws:ec2transitgateway/vpcAttachment:VpcAttachment"),
      attached(VPN),
      ofTransit,
      attached("aws:ec2transitgateway/peeringAttachment:PeeringAttachment"),
      attached("aws:ec2transitgateway/connect:Connect"),
    ]),
  ),
  perResource("directGatewaysPerTgw", [TRANSIT_GATEWAY], referring([ofTransit])),
  inPlace("vpnConnectionsPerRegion", [VPN]),
  perResource("vpnConnectionsPerGateway", [VPN_GATEWAY], referring([attached(VPN, "vpnGatewayId")])),
  inPlace("customerGatewaysPerRegion", ["aws:ec2/customerGateway:CustomerGateway"]),
  inPlace("virtualGatewaysPerRegion", [VPN_GATEWAY]),
  inPlace("directGatewaysPerAccount", [DIRECT_GATEWAY], { global: true }),
  perResource(
    "virtualInterfacesPerDirectGateway",
    [DIRECT_GATEWAY],
    referring(INTERFACES.map((type) => attached(type, "dxGatewayId"))),
    { global: true },
  ),
  perResource(
    "transitInterfacesPerConnection",
    ["aws:directconnect/connection:Connection"],
    referring([
      attached("aws:directconnect/transitVirtualInterface:TransitVirtualInterface", "connectionId"),
    ]),
  ),
  ...(["transitGateway", "virtualPrivateGateway"] as const).map((kind) =>
    perResource(
      kind === "transitGateway" ? "transitGatewaysPerDirectGateway" : "virtualGatewaysPerDirectGateway",
      [DIRECT_GATEWAY],
      referring([{ ...attached(ASSOCIATION, "dxGatewayId"), weight: associationWith(kind) }]),
      { global: true },
    ),
  ),
  perResource("prefixesPerTransitAssociation", [ASSOCIATION], (model, associations) =>
    listsOf("allowedPrefixes")(
      model,
      associations.filter((one) => associationWith("transitGateway")(one) !== undefined),
    ),
  ),
];
