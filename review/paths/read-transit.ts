import { type Model, type Resource, at } from "../../policy-pack/analysis";
import { type Attachment, type Transit, type TransitTable, type VpnGateway } from "./network";
import { type Range } from "./ranges";
import { SUBNET, VPC, flag, ranges, target, targets, text } from "./read-values";
import { VPN_GATEWAY } from "./read-routes";

const KIND = "aws:ec2transitgateway";
const TRANSIT = `${KIND}/transitGateway:TransitGateway`;
const TABLE = `${KIND}/routeTable:RouteTable`;
const VPC_ATTACHMENT = `${KIND}/vpcAttachment:VpcAttachment`;
const VPN = "aws:ec2/vpnConnection:VpnConnection";
const DIRECT = "aws:directconnect/gatewayAssociation:GatewayAssociation";
const ATTACHED = [VPC_ATTACHMENT, VPN, DIRECT];

/** Transit gateways: what is attached, and the tables between. */
export function readTransit(model: Model): Transit {
  const associated = new Map<string, string>();
  for (const one of model.ofType(`${KIND}/routeTableAssociation:RouteTableAssociation`)) {
    const attachment = attachmentOf(model, one);
    const table = target(model, one, "transitGatewayRouteTableId", [TABLE]);
    if (attachment !== undefined && table !== undefined) associated.set(attachment, table);
  }
  const attachments = new Map<string, Attachment>();
  for (const one of model.ofType(...ATTACHED)) {
    const gateway = one.type === DIRECT ? "associatedGatewayId" : "transitGatewayId";
    const [transit] = targets(model, one, gateway, [TRANSIT]);
    // Attached to a gateway of another stack: its tables are not here.
    const outside = text(one, gateway);
    if (!transit && (outside === undefined || !outside.startsWith("tgw-"))) continue;
    const byDefault = transit && flag(one, "transitGatewayDefaultRouteTableAssociation") !== false;
    const standard =
      byDefault && text(transit, "defaultRouteTableAssociation") !== "disable"
        ? ownTable(transit)
        : undefined;
    attachments.set(one.urn, attachment(model, one, transit, associated.get(one.urn) ?? standard));
  }
  return { attachments, tables: tablesOf(model, attachments) };
}

/** A transit gateway's own table, where everything goes that has no other. */
const ownTable = ({ urn }: Resource): string => `default table of ${urn}`;

function attachment(
  model: Model,
  one: Resource,
  transit: Resource | undefined,
  table: string | undefined,
): Attachment {
  const isVpc = one.type === VPC_ATTACHMENT;
  return {
    urn: one.urn,
    name: one.name,
    gateway: transit?.urn ?? text(one, "transitGatewayId") ?? "",
    vpc: isVpc ? target(model, one, "vpcId", [VPC]) : undefined,
    subnets: isVpc ? targets(model, one, "subnetIds", [SUBNET]).map(({ urn }) => urn) : [],
    accepted: !isVpc || !transit || isAccepted(model, one, transit),
    references:
      isVpc &&
      text(one, "securityGroupReferencingSupport") !== "disable" &&
      transit !== undefined &&
      text(transit, "securityGroupReferencingSupport") === "enable",
    table,
    ranges: one.type === VPN ? staticRanges(model, [one]) : undefined,
    announced: one.type === DIRECT ? ranges(at(one.props, "allowedPrefixes")) : undefined,
  };
}

/** One account's attachment to another's gateway carries nothing before it is accepted. */
function isAccepted(model: Model, one: Resource, transit: Resource): boolean {
  if (one.provider === transit.provider || text(transit, "autoAcceptSharedAttachments") === "enable")
    return true;
  return model
    .ofType(`${KIND}/vpcAttachmentAccepter:VpcAttachmentAccepter`)
    .some((accepter) => target(model, accepter, "transitGatewayAttachmentId", [VPC_ATTACHMENT]) === one.urn);
}

function attachmentOf(model: Model, one: Resource): string | undefined {
  const [found] = targets(model, one, "transitGatewayAttachmentId", ATTACHED);
  if (found) return found.urn;
  const id = text(one, "transitGatewayAttachmentId");
  return model
    .ofType(...ATTACHED)
    .find((other) => id !== undefined && text(other, "transitGatewayAttachmentId") === id)?.urn;
}

function tablesOf(
  model: Model,
  attachments: ReadonlyMap<string, Attachment>,
): ReadonlyMap<string, TransitTable> {
  const tables = new Map<
    string,
    { name: string; routes: Array<TransitTable["routes"][number]>; propagations: string[] }
  >();
  for (const { urn, name } of model.ofType(TABLE)) tables.set(urn, { name, routes: [], propagations: [] });
  for (const transit of model.ofType(TRANSIT)) {
    if (text(transit, "defaultRouteTablePropagation") === "disable") continue;
    const propagations = [...attachments.values()]
      .filter(
        ({ urn, gateway }) =>
          gateway === transit.urn &&
          flag(model.byUrn.get(urn) ?? transit, "transitGatewayDefaultRouteTablePropagation") !== false,
      )
      .map(({ urn }) => urn);
    tables.set(ownTable(transit), { name: `default table of ${transit.name}`, routes: [], propagations });
  }
  for (const one of model.ofType(`${KIND}/route:Route`)) {
    const table = tables.get(target(model, one, "transitGatewayRouteTableId", [TABLE]) ?? "");
    const found = ranges(at(one.props, "destinationCidrBlock"));
    const to = flag(one, "blackhole") === true ? undefined : (attachmentOf(model, one) ?? "unknown");
    for (const range of found ?? [undefined]) table?.routes.push({ name: one.name, range, attachment: to });
  }
  for (const one of model.ofType(`${KIND}/routeTablePropagation:RouteTablePropagation`)) {
    const from = attachmentOf(model, one);
    if (from !== undefined)
      tables.get(target(model, one, "transitGatewayRouteTableId", [TABLE]) ?? "")?.propagations.push(from);
  }
  return tables;
}

/** What static routes of VPN connections lead to; undefined when a connection learns by BGP. */
function staticRanges(model: Model, connections: readonly Resource[]): readonly Range[] | undefined {
  if (connections.some((one) => flag(one, "staticRoutesOnly") !== true)) return undefined;
  const routes = model
    .ofType("aws:ec2/vpnConnectionRoute:VpnConnectionRoute")
    .filter((route) =>
      targets(model, route, "vpnConnectionId", [VPN]).some((one) => connections.includes(one)),
    )
    .map((route) => ranges(at(route.props, "destinationCidrBlock")));
  return routes.includes(undefined) ? undefined : routes.flatMap((one) => one ?? []);
}

export function readVpnGateways(model: Model): ReadonlyMap<string, VpnGateway> {
  const attached = new Map<string, string>();
  for (const one of model.ofType("aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment")) {
    const gateway = target(model, one, "vpnGatewayId", [VPN_GATEWAY]);
    const vpc = target(model, one, "vpcId", [VPC]);
    if (gateway !== undefined && vpc !== undefined) attached.set(gateway, vpc);
  }
  return new Map(
    model.ofType(VPN_GATEWAY).map((gateway) => {
      const ends = (type: string, property: string) =>
        model.ofType(type).filter((one) => targets(model, one, property, [VPN_GATEWAY]).includes(gateway));
      const connections = ends(VPN, "vpnGatewayId");
      const direct = [
        ...ends(DIRECT, "associatedGatewayId"),
        ...ends(
          "aws:directconnect/gatewayAssociationProposal:GatewayAssociationProposal",
          "associatedGatewayId",
        ),
        ...ends("aws:directconnect/privateVirtualInterface:PrivateVirtualInterface", "vpnGatewayId"),
      ];
      return [
        gateway.urn,
        {
          name: gateway.name,
          vpc: attached.get(gateway.urn) ?? target(model, gateway, "vpcId", [VPC]) ?? "",
          joined: connections.length + direct.length > 0,
          ranges: direct.length > 0 ? undefined : staticRanges(model, connections),
        },
      ];
    }),
  );
}
