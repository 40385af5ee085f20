import { blockOf } from "../checks/address";
import type { Resource } from "../cloud/cloud";
import type { Call } from "../model/call";
import { anywhere, holds, type, uses, type Model, type Reference } from "../model/model";
import { refuse } from "../model/refusal";
import { str, strings, yes } from "../model/values";
import { withinQuota } from "./quota";
import { PREFIX_LIST, SUBNET, TGW_ATTACHMENT, TRANSIT_GATEWAY, VPC } from "./tokens";

const MODULE = "aws:ec2transitgateway";
const TABLE = `${MODULE}/routeTable:RouteTable`;
const ROUTE = `${MODULE}/route:Route`;
const ASSOCIATION = `${MODULE}/routeTableAssociation:RouteTableAssociation`;
const PROPAGATION = `${MODULE}/routeTablePropagation:RouteTablePropagation`;
const PEERING = `${MODULE}/peeringAttachment:PeeringAttachment`;
const VPN = "aws:ec2/vpnConnection:VpnConnection";

const gatewayNotFound = [
  "InvalidTransitGatewayID.NotFound",
  "Transit Gateway {id} was deleted or does not exist.",
] as const;
const attachmentNotFound = [
  "InvalidTransitGatewayAttachmentID.NotFound",
  "Transit Gateway Attachment {id} was deleted or does not exist.",
] as const;

/** Refuses a gateway of another account that is not shared with this one, or with an organisation: every account is of it. */
function needShare(call: Call): void {
  const id = call.text("transitGatewayId");
  const shared = call.everywhere(TRANSIT_GATEWAY).find((other) => other.id === id);
  if (shared === undefined || shared.account === call.account) return;
  const shares = call
    .everywhere("aws:ram/resourceAssociation:ResourceAssociation")
    .filter(({ properties }) => properties.resourceArn === shared.properties.arn)
    .map(({ properties }) => properties.resourceShareArn);
  const admitted = call
    .everywhere("aws:ram/principalAssociation:PrincipalAssociation")
    .filter(({ properties }) => shares.includes(properties.resourceShareArn))
    .some(({ properties }) => {
      const principal = str(properties, "principal") ?? "";
      return principal === call.account || principal.includes(":organizations:");
    });
  if (!admitted) refuse(gatewayNotFound[0], gatewayNotFound[1].replace("{id}", id), "transitGatewayId");
}

/** A shared gateway is used from other accounts. */
const gatewayOf: Reference = anywhere(holds(TRANSIT_GATEWAY));

const gateway = type(TRANSIT_GATEWAY, "tgw-", {
  arn: "ec2:{region}:{account}:transit-gateway/{id}",
  defaults: {
    amazonSideAsn: 64_512,
    autoAcceptSharedAttachments: "disable",
    defaultRouteTableAssociation: "enable",
    defaultRouteTablePropagation: "enable",
    dnsSupport: "enable",
    multicastSupport: "disable",
    securityGroupReferencingSupport: "disable",
    vpnEcmpSupport: "enable",
  },
  replace: ["amazonSideAsn", "multicastSupport"],
  notFound: gatewayNotFound,
  inUse: ["IncorrectState", "{id} has non-deleted attachments or route tables"],
  admit: (call) => {
    if (call.old === undefined) withinQuota(call, "transitGateways", call.peers(TRANSIT_GATEWAY).length + 1);
  },
  outputs: (call) => {
    const table = call.derivedId("tgw-rtb-");
    return {
      associationDefaultRouteTableId: call.text("defaultRouteTableAssociation") === "enable" ? table : "",
      propagationDefaultRouteTableId: call.text("defaultRouteTablePropagation") === "enable" ? table : "",
      encryptionSupport: call.text("encryptionSupport") || "disable",
    };
  },
  after: (call) => {
    const usesDefault = ["defaultRouteTableAssociation", "defaultRouteTablePropagation"].some(
      (name) => call.text(name) === "enable",
    );
    const id = call.derivedId("tgw-rtb-");
    if (!usesDefault || call.find(TABLE, id) !== undefined) return;
    const arn = call.arnOf(`ec2:${call.region}:${call.account}:transit-gateway-route-table/${id}`);
    call.cloud.put({
      type: TABLE,
      id,
      account: call.account,
      region: call.home,
      implicit: true,
      properties: {
        arn,
        transitGatewayId: call.id,
        defaultAssociationRouteTable: true,
        region: call.region,
        tagsAll: {},
      },
    });
  },
  afterDelete: (call) => {
    for (const table of call.peers(TABLE, { transitGatewayId: call.id })) call.cloud.remove(table);
  },
});

/** An attachment as both the account of the VPC and the gateway's owner see it. */
export function attachmentOf(call: Call, id: string): Resource | undefined {
  return call
    .everywhere(TGW_ATTACHMENT, PEERING)
    .find(
      (candidate) =>
        candidate.id === id && (candidate.account === call.account || ownsGateway(call, candidate)),
    );
}

function ownsGateway(call: Call, attachment: Resource): boolean {
  const id = str(attachment.properties, "transitGatewayId") ?? "";
  return call.find(TRANSIT_GATEWAY, id) !== undefined || attachment.properties.peerAccountId === call.account;
}

function needAttachment(call: Call): void {
  const id = call.text("transitGatewayAttachmentId");
  if (id === "") return;
  const vpn = call.peers(VPN).some(({ properties }) => properties.transitGatewayAttachmentId === id);
  if (!vpn && !isDirectConnect(call, id) && attachmentOf(call, id) === undefined) {
    refuse(attachmentNotFound[0], attachmentNotFound[1].replace("{id}", id), "transitGatewayAttachmentId");
  }
}

/** Attachments that a Direct Connect gateway association makes by itself. */
function isDirectConnect(call: Call, id: string): boolean {
  return call
    .everywhere("aws:directconnect/gatewayAssociation:GatewayAssociation")
    .some(({ properties }) => properties.transitGatewayAttachmentId === id);
}

const vpcAttachment = type(TGW_ATTACHMENT, "tgw-attach-", {
  arn: "ec2:{region}:{account}:transit-gateway-attachment/{id}",
  defaults: {
    applianceModeSupport: "disable",
    dnsSupport: "enable",
    ipv6Support: "disable",
    transitGatewayDefaultRouteTableAssociation: true,
    transitGatewayDefaultRouteTablePropagation: true,
  },
  replace: ["vpcId", "transitGatewayId"],
  references: { transitGatewayId: gatewayOf, vpcId: holds(VPC), subnetIds: holds(SUBNET) },
  notFound: attachmentNotFound,
  inUse: ["IncorrectState", "{id} is in use"],
  admit: (call) => {
    needShare(call);
    const zones = new Set<string>();
    for (const subnetId of strings(call.inputs, "subnetIds")) {
      const subnet = call.find(SUBNET, subnetId)?.properties;
      const zone = str(subnet, "availabilityZone") ?? "";
      if (subnet?.vpcId !== call.text("vpcId")) {
        refuse("InvalidParameterValue", `subnet ${subnetId} is not in ${call.text("vpcId")}`, "subnetIds");
      }
      if (zones.has(zone))
        refuse("DuplicateSubnetsInSameZone", `Duplicate Subnets for same AZ: ${subnetId}`, "subnetIds");
      zones.add(zone);
    }
    const { transitGatewayId = "", vpcId = "" } = call.inputs;
    if (call.peers(TGW_ATTACHMENT, { transitGatewayId, vpcId }).length > 0) {
      refuse(
        "DuplicateTransitGatewayAttachment",
        `${String(transitGatewayId)} already has an attachment to ${String(vpcId)}`,
      );
    }
  },
  outputs: (call) => ({
    vpcOwnerId: call.account,
    securityGroupReferencingSupport: call.text("securityGroupReferencingSupport") || "enable",
  }),
});

const vpcAccepter = type(
  `${MODULE}/vpcAttachmentAccepter:VpcAttachmentAccepter`,
  "{transitGatewayAttachmentId}",
  {
    replace: ["transitGatewayAttachmentId"],
    defaults: {
      transitGatewayDefaultRouteTableAssociation: true,
      transitGatewayDefaultRouteTablePropagation: true,
    },
    adopted: true,
    admit: needAttachment,
    outputs: (call) => {
      const attachment = attachmentOf(call, call.text("transitGatewayAttachmentId"));
      const names = [
        "applianceModeSupport",
        "dnsSupport",
        "ipv6Support",
        "securityGroupReferencingSupport",
        "subnetIds",
      ];
      const seen = [...names, "transitGatewayId", "vpcId", "vpcOwnerId"];
      return Object.fromEntries(seen.map((name) => [name, attachment?.properties[name]]));
    },
  },
);

const table = type(TABLE, "tgw-rtb-", {
  arn: "ec2:{region}:{account}:transit-gateway-route-table/{id}",
  replace: ["transitGatewayId"],
  references: { transitGatewayId: holds(TRANSIT_GATEWAY) },
  notFound: [
    "InvalidRouteTableID.NotFound",
    "Transit Gateway Route Table {id} was deleted or does not exist.",
  ],
  inUse: ["IncorrectState", "{id} has non-deleted associations"],
  admit: (call) => withinQuota(call, "transitGatewayTables", call.peers(TABLE).length + 1),
});

const route = type(ROUTE, "{transitGatewayRouteTableId}_{destinationCidrBlock}", {
  defaults: { blackhole: false },
  replace: ["*"],
  references: { transitGatewayRouteTableId: holds(TABLE) },
  check: (inputs) => {
    const text = str(inputs, "destinationCidrBlock");
    if (text !== undefined) blockOf(text, "destinationCidrBlock");
  },
  admit: (call) => {
    needAttachment(call);
    const { transitGatewayRouteTableId = "", destinationCidrBlock = "" } = call.inputs;
    if (call.peers(ROUTE, { transitGatewayRouteTableId, destinationCidrBlock }).length > 0) {
      refuse(
        "RouteAlreadyExists",
        `Route ${String(destinationCidrBlock)} already exists in Transit Gateway Route Table ${String(transitGatewayRouteTableId)}.`,
      );
    }
    if (!yes(call.inputs, "blackhole") && call.text("transitGatewayAttachmentId") === "") {
      refuse("MissingParameter", "Either Blackhole or TransitGatewayAttachmentId must be specified.");
    }
  },
});

/** Both are joins of an attachment and a table, named by the pair. */
function join(token: string, refuseTwin: (call: Call, twin: Resource) => void): Model {
  return type(token, "{transitGatewayRouteTableId}_{transitGatewayAttachmentId}", {
    replace: ["transitGatewayRouteTableId", "transitGatewayAttachmentId"],
    references: { transitGatewayRouteTableId: holds(TABLE) },
    admit: (call) => {
      needAttachment(call);
      const attachment = call.text("transitGatewayAttachmentId");
      const twin = call.peers(token, { transitGatewayAttachmentId: attachment })[0];
      if (twin !== undefined) refuseTwin(call, twin);
    },
    outputs: (call) => {
      const attachment = attachmentOf(call, call.text("transitGatewayAttachmentId"));
      const vpcId = str(attachment?.properties, "vpcId");
      return { resourceId: vpcId, resourceType: vpcId === undefined ? "vpn" : "vpc" };
    },
  });
}

const association = join(ASSOCIATION, (call, twin) => {
  if (yes(call.inputs, "replaceExistingAssociation")) return;
  const id = call.text("transitGatewayAttachmentId");
  refuse(
    "Resource.AlreadyAssociated",
    `Transit Gateway Attachment ${id} is already associated to a route table (${twin.id}).`,
  );
});

const propagation = join(PROPAGATION, (call, twin) => {
  if (twin.properties.transitGatewayRouteTableId !== call.inputs.transitGatewayRouteTableId) return;
  refuse(
    "TransitGatewayRouteTablePropagation.Duplicate",
    `Propagation already exists for attachment ${call.text("transitGatewayAttachmentId")}`,
  );
});

const peering = type(PEERING, "tgw-attach-", {
  arn: "ec2:{region}:{account}:transit-gateway-attachment/{id}",
  replace: ["peerAccountId", "peerRegion", "peerTransitGatewayId", "transitGatewayId", "options"],
  references: {
    transitGatewayId: holds(TRANSIT_GATEWAY),
    peerTransitGatewayId: anywhere(uses(TRANSIT_GATEWAY)),
  },
  outputs: (call) => ({
    peerAccountId: call.text("peerAccountId") || call.account,
    state: "pendingAcceptance",
  }),
});

const peeringAccepter = type(
  `${MODULE}/peeringAttachmentAccepter:PeeringAttachmentAccepter`,
  "{transitGatewayAttachmentId}",
  {
    replace: ["transitGatewayAttachmentId"],
    adopted: true,
    admit: needAttachment,
    outputs: (call) => {
      const attachment = attachmentOf(call, call.text("transitGatewayAttachmentId"));
      return {
        peerAccountId: attachment?.account,
        peerRegion: attachment?.region,
        peerTransitGatewayId: attachment?.properties.transitGatewayId,
        transitGatewayId: attachment?.properties.peerTransitGatewayId,
      };
    },
    after: (call) => {
      const attachment = attachmentOf(call, call.id);
      if (attachment !== undefined) call.cloud.change(attachment, { state: "available" });
    },
  },
);

const prefixListReference = type(
  `${MODULE}/prefixListReference:PrefixListReference`,
  "{transitGatewayRouteTableId}_{prefixListId}",
  {
    defaults: { blackhole: false },
    replace: ["transitGatewayRouteTableId", "prefixListId"],
    references: { transitGatewayRouteTableId: holds(TABLE), prefixListId: anywhere(holds(PREFIX_LIST)) },
    admit: needAttachment,
    outputs: (call) => ({ prefixListOwnerId: call.account }),
  },
);

/** Which of a gateway's tables serves attachments that say nothing. */
function defaultTable(name: string, output: string): Model {
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  return type(`${MODULE}/${lower}:${name}`, "{transitGatewayId}", {
    replace: ["transitGatewayId"],
    adopted: true,
    references: { transitGatewayId: uses(TRANSIT_GATEWAY), transitGatewayRouteTableId: holds(TABLE) },
    outputs: (call) => ({
      originalDefaultRouteTableId:
        str(call.old?.properties, "originalDefaultRouteTableId") ??
        str(call.find(TRANSIT_GATEWAY, call.text("transitGatewayId"))?.properties, output),
    }),
    after: (call) => {
      const target = call.find(TRANSIT_GATEWAY, call.text("transitGatewayId"));
      if (target !== undefined)
        call.cloud.change(target, { [output]: call.text("transitGatewayRouteTableId") });
    },
  });
}

export const transitGatewayTypes: readonly Model[] = [
  gateway,
  vpcAttachment,
  vpcAccepter,
  table,
  route,
  association,
  propagation,
  peering,
  peeringAccepter,
  prefixListReference,
  defaultTable("DefaultRouteTableAssociation", "associationDefaultRouteTableId"),
  defaultTable("DefaultRouteTablePropagation", "propagationDefaultRouteTableId"),
];
