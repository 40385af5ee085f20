import type { Call } from "../model/call";
import { anywhere, holds, type, uses, type Model, type Reference } from "../model/model";
import { refuse } from "../model/refusal";
import { num, str, type Props } from "../model/values";
import { TRANSIT_GATEWAY, VPN_GATEWAY } from "./tokens";

const CONNECTION = "aws:directconnect/connection:Connection";
/** A hosted connection once it is confirmed has the id of the connection. */
const CONFIRMATION = "aws:directconnect/connectionConfirmation:ConnectionConfirmation";
const LAG = "aws:directconnect/linkAggregationGroup:LinkAggregationGroup";
const GATEWAY = "aws:directconnect/gateway:Gateway";
const ASSOCIATION = "aws:directconnect/gatewayAssociation:GatewayAssociation";
const PROPOSAL = "aws:directconnect/gatewayAssociationProposal:GatewayAssociationProposal";
const PRIVATE = [
  "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface",
  "aws:directconnect/hostedPrivateVirtualInterfaceAccepter:HostedPrivateVirtualInterfaceAccepter",
] as const;

const DEVICE = { awsDevice: "EqDC2-sandbox", jumboFrameCapable: true } as const;

function checkVlan(inputs: Props): void {
  const vlan = num(inputs, "vlan");
  if (vlan !== undefined && (vlan < 1 || vlan > 4_094)) {
    refuse(
      "DirectConnectClientException",
      `expected vlan to be in the range (1 - 4094), got ${vlan}`,
      "vlan",
    );
  }
  const mtu = num(inputs, "mtu");
  if (mtu !== undefined && ![1_500, 8_500, 9_001].includes(mtu)) {
    refuse(
      "DirectConnectClientException",
      `expected mtu to be one of 1500, 8500 (transit) or 9001 (private), got ${mtu}`,
      "mtu",
    );
  }
}

function eightDigits(prefix: string): (call: Call) => string {
  return (call) => `${prefix}-${call.cloud.mint(`${call.account}/${call.urn}`, 8)}`;
}

/** Inputs of every virtual interface that replace it. */
const LINK = [
  "connectionId",
  "vlan",
  "bgpAsn",
  "bgpAuthKey",
  "addressFamily",
  "amazonAddress",
  "customerAddress",
  "name",
];

/** A virtual interface: one VLAN of a connection. @param own its kind's own inputs that replace it */
function virtualInterface(token: string, own: readonly string[], rest: Partial<Model> = {}): Model {
  return type(token, eightDigits("dxvif"), {
    arn: "directconnect:{region}:{account}:dxvif/{id}",
    replace: [...LINK, ...own],
    ...rest,
    references: { connectionId: holds(CONNECTION, LAG, CONFIRMATION), ...rest.references },
    check: checkVlan,
    admit: (call) => {
      const { connectionId = "", vlan = 0 } = call.inputs;
      const twin = call.cloud
        .all(token)
        .find(
          (other) =>
            other !== call.old &&
            other.properties.connectionId === connectionId &&
            other.properties.vlan === vlan,
        );
      if (twin !== undefined) {
        refuse(
          "DirectConnectClientException",
          `VLAN ${String(vlan)} is already in use on ${String(connectionId)} (${twin.id})`,
          "vlan",
        );
      }
    },
    outputs: () => ({ ...DEVICE, amazonSideAsn: "64512" }),
  });
}

const mtu = { mtu: 1_500 } as const;

const toGateway = { dxGatewayId: anywhere(holds(GATEWAY)) };

function associatedType(id: string): string {
  return id.startsWith("tgw-") ? "transitGateway" : "virtualPrivateGateway";
}

/** Prefixes a gateway may announce. Source: "AWS Direct Connect quotas", 2026-06. */
function checkPrefixes(inputs: Props): void {
  const list = inputs.allowedPrefixes;
  const max = str(inputs, "associatedGatewayId")?.startsWith("tgw-") ? 200 : 20;
  if (Array.isArray(list) && list.length > max) {
    refuse(
      "DirectConnectClientException",
      `allowedPrefixes has ${list.length} entries, at most ${max}`,
      "allowedPrefixes",
    );
  }
}

/** The gateway that is associated: named, or by the proposal of its account. */
function associatedId(call: Call): string {
  const proposed = call.everywhere(PROPOSAL).find(({ id }) => id === call.text("proposalId"));
  return call.text("associatedGatewayId") || (str(proposed?.properties, "associatedGatewayId") ?? "");
}

/**
 * A gateway leads either to transit gateways or to virtual private gateways, and its number differs from its transit gateways'.
 * Source: "Direct Connect gateways and transit gateway associations" (Direct Connect user guide), 2026-11.
 */
function admitAssociation(call: Call): void {
  const dxGatewayId = call.text("dxGatewayId");
  const proposalId = call.text("proposalId");
  if (proposalId !== "" && !call.everywhere(PROPOSAL).some(({ id }) => id === proposalId)) {
    refuse("DirectConnectClientException", `Could not find proposal ${proposalId}`, "proposalId");
  }
  const id = associatedId(call);
  const others = call
    .everywhere(ASSOCIATION)
    .filter(({ properties }) => properties.dxGatewayId === dxGatewayId)
    .map(({ properties }) => str(properties, "associatedGatewayId") ?? "");
  const isPrivate =
    others.some((other) => other.startsWith("vgw-")) ||
    call.everywhere(...PRIVATE).some(({ properties }) => properties.dxGatewayId === dxGatewayId);
  if (id.startsWith("tgw-") && isPrivate) {
    refuse(
      "DirectConnectClientException",
      `${dxGatewayId} has virtual private gateways or private virtual interfaces`,
    );
  }
  if (id.startsWith("vgw-") && others.some((other) => other.startsWith("tgw-"))) {
    refuse("DirectConnectClientException", `${dxGatewayId} is associated with a transit gateway`);
  }
  const [ours, theirs] = [GATEWAY, TRANSIT_GATEWAY].map((token) =>
    call.everywhere(token).find((one) => one.id === (token === GATEWAY ? dxGatewayId : id)),
  );
  if (
    theirs !== undefined &&
    String(ours?.properties.amazonSideAsn) === String(theirs.properties.amazonSideAsn)
  ) {
    refuse("DirectConnectClientException", `${dxGatewayId} and ${id} have the same ASN`);
  }
}

const gatewayReference = anywhere(holds(VPN_GATEWAY, TRANSIT_GATEWAY));

export const directConnectTypes: readonly Model[] = [
  type(CONNECTION, eightDigits("dxcon"), {
    arn: "directconnect:{region}:{account}:dxcon/{id}",
    defaults: { requestMacsec: false, skipDestroy: false },
    replace: ["bandwidth", "location", "name", "providerName", "requestMacsec"],
    notFound: ["DirectConnectClientException", "Could not find Connection with ID {id}"],
    inUse: ["DirectConnectClientException", "Connection {id} still has virtual interfaces"],
    outputs: (call) => ({
      ...DEVICE,
      ownerAccountId: call.account,
      state: "requested",
      vlanId: 0,
      portEncryptionStatus: "Encryption Down",
    }),
  }),
  type(LAG, eightDigits("dxlag"), {
    arn: "directconnect:{region}:{account}:dxlag/{id}",
    defaults: { forceDestroy: false },
    replace: ["connectionsBandwidth", "location", "providerName"],
    notFound: ["DirectConnectClientException", "Could not find LAG with ID {id}"],
    inUse: ["DirectConnectClientException", "LAG {id} still has virtual interfaces"],
    outputs: (call) => ({
      ownerAccountId: call.account,
      jumboFrameCapable: true,
      hasLogicalRedundancy: "unknown",
    }),
  }),
  // A connection that a provider hosts is in no account here: that it was offered is taken on trust.
  type(CONFIRMATION, "{connectionId}", {
    adopted: true,
    replace: ["connectionId"],
    check: (inputs) => {
      const id = str(inputs, "connectionId");
      if (id !== undefined && !/^dxcon-[a-z0-9]{8}$/.test(id)) {
        refuse("DirectConnectClientException", `Connection ID ${id} has an invalid format`, "connectionId");
      }
    },
  }),
  type("aws:directconnect/connectionAssociation:ConnectionAssociation", "{connectionId}", {
    replace: ["*"],
    references: { connectionId: uses(CONNECTION), lagId: holds(LAG) },
  }),
  type(
    "aws:directconnect/macsecKeyAssociation:MacsecKeyAssociation",
    (call) => `${call.derived(call.urn, 32)}/${call.text("connectionId")}`,
    {
      replace: ["*"],
      references: { connectionId: uses(CONNECTION, LAG) },
      outputs: () => ({ state: "associated", startOn: "2026-01-01T00:00:00Z" }),
    },
  ),
  type(GATEWAY, "uuid", {
    global: true,
    replace: ["amazonSideAsn"],
    notFound: ["DirectConnectClientException", "Direct Connect Gateway {id} not found"],
    inUse: [
      "DirectConnectClientException",
      "Direct Connect Gateway {id} still has associations or virtual interfaces",
    ],
    check: (inputs) => {
      const asn = Number(str(inputs, "amazonSideAsn") ?? 64_512);
      const isPrivate = (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);
      if (!isPrivate)
        refuse("DirectConnectClientException", `amazonSideAsn ${asn} is not a private ASN`, "amazonSideAsn");
    },
    outputs: (call) => ({
      ownerAccountId: call.account,
      arn: call.arnOf(`directconnect::${call.account}:dx-gateway/${call.id}`),
    }),
  }),
  type(ASSOCIATION, (call) => `ga-${call.text("dxGatewayId")}${associatedId(call)}`, {
    replace: ["dxGatewayId", "associatedGatewayId", "associatedGatewayOwnerAccountId", "proposalId"],
    references: { dxGatewayId: anywhere(holds(GATEWAY)), associatedGatewayId: gatewayReference },
    check: checkPrefixes,
    admit: admitAssociation,
    outputs: (call) => ({
      associatedGatewayId: associatedId(call),
      associatedGatewayType: associatedType(associatedId(call)),
      associatedGatewayOwnerAccountId: call.text("associatedGatewayOwnerAccountId") || call.account,
      dxGatewayOwnerAccountId: call.account,
      dxGatewayAssociationId: call.derived("association", 36),
      transitGatewayAttachmentId: call.text("associatedGatewayId").startsWith("tgw-")
        ? call.derivedId("tgw-attach-")
        : "",
    }),
  }),
  type(PROPOSAL, "uuid", {
    replace: ["*"],
    references: { associatedGatewayId: gatewayReference },
    check: checkPrefixes,
    outputs: (call) => ({
      associatedGatewayOwnerAccountId: call.account,
      associatedGatewayType: associatedType(call.text("associatedGatewayId")),
    }),
  }),
  virtualInterface(
    "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface",
    ["dxGatewayId", "vpnGatewayId"],
    {
      defaults: mtu,
      references: { ...toGateway, vpnGatewayId: holds(VPN_GATEWAY) },
    },
  ),
  virtualInterface("aws:directconnect/transitVirtualInterface:TransitVirtualInterface", ["dxGatewayId"], {
    defaults: mtu,
    references: toGateway,
  }),
  virtualInterface("aws:directconnect/publicVirtualInterface:PublicVirtualInterface", [
    "routeFilterPrefixes",
  ]),
  virtualInterface(
    "aws:directconnect/hostedPrivateVirtualInterface:HostedPrivateVirtualInterface",
    ["ownerAccountId"],
    {
      defaults: mtu,
    },
  ),
  virtualInterface(
    "aws:directconnect/hostedTransitVirtualInterface:HostedTransitVirtualInterface",
    ["ownerAccountId"],
    {
      defaults: mtu,
    },
  ),
  accepter("HostedPrivateVirtualInterfaceAccepter", { vpnGatewayId: holds(VPN_GATEWAY) }),
  accepter("HostedTransitVirtualInterfaceAcceptor"),
  type(
    "aws:directconnect/bgpPeer:BgpPeer",
    (call) => `${call.text("virtualInterfaceId")}-${call.text("addressFamily")}-${call.text("bgpAsn")}`,
    {
      replace: ["*"],
      outputs: (call) => ({
        bgpPeerId: `dxpeer-${call.derived("peer", 8)}`,
        bgpStatus: "down",
        awsDevice: DEVICE.awsDevice,
      }),
    },
  ),
];

function accepter(typeName: string, references: Readonly<Record<string, Reference>> = {}): Model {
  const lower = typeName.charAt(0).toLowerCase() + typeName.slice(1);
  return type(`aws:directconnect/${lower}:${typeName}`, "{virtualInterfaceId}", {
    arn: "directconnect:{region}:{account}:dxvif/{virtualInterfaceId}",
    adopted: true,
    replace: ["virtualInterfaceId", "dxGatewayId", ...Object.keys(references)],
    references: { ...toGateway, ...references },
  });
}
