import { blockOf } from "../checks/address";
import { contains, parseBlock } from "../checks/cidr";
import type { Call } from "../model/call";
import { anywhere, holds, type, uses, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { num, str, yes, type Props } from "../model/values";
import { ROUTE_TABLE, TRANSIT_GATEWAY, VPC, VPN_GATEWAY } from "./tokens";

const CUSTOMER_GATEWAY = "aws:ec2/customerGateway:CustomerGateway";
const CONNECTION = "aws:ec2/vpnConnection:VpnConnection";

/** Blocks AWS keeps for itself inside tunnels. Source: "Tunnel options" (Site-to-Site VPN guide), 2026-06. */
const RESERVED_INSIDE = [
  "169.254.0.0/30",
  "169.254.1.0/30",
  "169.254.2.0/30",
  "169.254.3.0/30",
  "169.254.4.0/30",
  "169.254.5.0/30",
  "169.254.169.252/30",
];

function attachedTwice(call: Call, vpcId: string): void {
  const other = call.peers(VPN_GATEWAY, { vpcId }).find(({ id }) => id !== call.text("vpnGatewayId"));
  if (vpcId !== "" && other !== undefined) {
    refuse("InvalidParameterValue", `VPC ${vpcId} already has a VPN gateway attached (${other.id})`, "vpcId");
  }
}

const vpnGateway = type(VPN_GATEWAY, "vgw-", {
  arn: "ec2:{region}:{account}:vpn-gateway/{id}",
  replace: ["amazonSideAsn", "availabilityZone"],
  references: { vpcId: holds(VPC) },
  notFound: ["InvalidVpnGatewayID.NotFound", "The vpnGateway ID '{id}' does not exist"],
  inUse: ["IncorrectState", "The vpnGateway {id} is in use"],
  admit: (call) => attachedTwice(call, call.text("vpcId")),
  outputs: (call) => ({ amazonSideAsn: call.text("amazonSideAsn") || "64512" }),
});

function checkAsn(inputs: Props): void {
  for (const [name, from, to] of [
    ["bgpAsn", 1, 2_147_483_647],
    ["bgpAsnExtended", 2_147_483_648, 4_294_967_295],
  ] as const) {
    const asn = num(inputs, name);
    if (asn !== undefined && (asn < from || asn > to)) {
      refuse("InvalidParameterValue", `${name} ${asn} is not in the range ${from} - ${to}`, name);
    }
  }
}

const customerGateway = type(CUSTOMER_GATEWAY, "cgw-", {
  arn: "ec2:{region}:{account}:customer-gateway/{id}",
  replace: ["*"],
  choices: { type: [["ipsec.1"], "InvalidParameterValue"] },
  notFound: ["InvalidCustomerGatewayID.NotFound", "The customerGateway ID '{id}' does not exist"],
  inUse: ["IncorrectState", "The customer gateway is in use."],
  check: checkAsn,
});

/** What a tunnel may negotiate. Source: "Tunnel options" (Site-to-Site VPN guide), 2026-06. */
const NEGOTIABLE: Readonly<Record<string, ReadonlySet<string>>> = {
  IkeVersions: new Set(["ikev1", "ikev2"]),
  EncryptionAlgorithms: new Set(["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"]),
  IntegrityAlgorithms: new Set(["SHA1", "SHA2-256", "SHA2-384", "SHA2-512"]),
  Phase1DhGroupNumbers: new Set(["2", ...numbers(14, 24)]),
  Phase2DhGroupNumbers: new Set(["2", "5", ...numbers(14, 24)]),
};

function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

/** Refuses an algorithm or group that AWS does not know. */
function checkNegotiation(inputs: Props): void {
  for (const [property, value] of Object.entries(inputs)) {
    const known = Object.entries(NEGOTIABLE).find(([suffix]) => property.endsWith(suffix))?.[1];
    if (!property.startsWith("tunnel") || known === undefined || !Array.isArray(value)) continue;
    const bad = value.find(
      (one) => (typeof one === "string" || typeof one === "number") && !known.has(String(one)),
    );
    if (bad !== undefined) {
      refuse(
        "InvalidParameterValue",
        `${property}: ${String(bad)} is not one of ${[...known].join(", ")}`,
        property,
      );
    }
  }
}

/** Refuses an inside block AWS does not allow, and one both tunnels share. */
function checkTunnels(inputs: Props): void {
  checkNegotiation(inputs);
  const link = parseBlock("169.254.0.0/16");
  for (const name of ["tunnel1InsideCidr", "tunnel2InsideCidr"]) {
    const text = str(inputs, name);
    if (text === undefined) continue;
    const block = blockOf(text, name, 4);
    if (
      block.prefix !== 30 ||
      link === undefined ||
      !contains(link, block) ||
      RESERVED_INSIDE.includes(text)
    ) {
      refuse(
        "InvalidParameterValue",
        `The tunnel inside CIDR ${text} is not a usable /30 of 169.254.0.0/16`,
        name,
      );
    }
  }
  const [first, second] = [str(inputs, "tunnel1InsideCidr"), str(inputs, "tunnel2InsideCidr")];
  if (first !== undefined && first === second) {
    refuse("InvalidParameterValue", `Both tunnels have the inside CIDR ${first}`, "tunnel2InsideCidr");
  }
  for (const name of ["tunnel1PresharedKey", "tunnel2PresharedKey"]) {
    const key = str(inputs, name);
    if (key !== undefined && !/^(?!0)[A-Za-z0-9._]{8,64}$/.test(key)) {
      refuse(
        "InvalidParameterValue",
        `${name} must be 8 to 64 letters, digits, dots and underscores, not beginning with 0`,
        name,
      );
    }
  }
}

function tunnel(call: Call, index: 1 | 2): Props {
  const [a = 1, b = 1, c = 1] = (call.derived(`tunnel${index}`, 6).match(/../g) ?? []).map((pair) =>
    parseInt(pair, 16),
  );
  const inside = call.text(`tunnel${index}InsideCidr`) || `169.254.${10 + (a % 200)}.${(b % 64) * 4}/30`;
  const base = inside.split("/")[0] ?? "";
  const host = (offset: number): string => base.replace(/\d+$/, (last) => String(Number(last) + offset));
  return {
    [`tunnel${index}Address`]: `35.${a}.${b}.${c}`,
    [`tunnel${index}InsideCidr`]: inside,
    [`tunnel${index}VgwInsideAddress`]: host(1),
    [`tunnel${index}CgwInsideAddress`]: host(2),
    [`tunnel${index}BgpAsn`]: "64512",
    [`tunnel${index}BgpHoldtime`]: 30,
    [`tunnel${index}PresharedKey`]:
      call.text(`tunnel${index}PresharedKey`) || call.derived(`key${index}`, 32),
  };
}

const connection = type(CONNECTION, "vpn-", {
  arn: "ec2:{region}:{account}:vpn-connection/{id}",
  replace: [
    "type",
    "staticRoutesOnly",
    "enableAcceleration",
    "tunnelInsideIpVersion",
    "outsideIpAddressType",
  ],
  references: {
    customerGatewayId: holds(CUSTOMER_GATEWAY),
    vpnGatewayId: holds(VPN_GATEWAY),
    transitGatewayId: anywhere(holds(TRANSIT_GATEWAY)),
  },
  choices: {
    type: [["ipsec.1"], "InvalidParameterValue"],
    presharedKeyStorage: [["Standard", "SecretsManager"], "InvalidParameterValue"],
  },
  notFound: ["InvalidVpnConnectionID.NotFound", "The vpnConnection ID '{id}' does not exist"],
  check: checkTunnels,
  admit: (call) => {
    const ends = ["vpnGatewayId", "transitGatewayId"].filter((name) => call.text(name) !== "");
    if (ends.length > 1)
      refuse("InvalidParameterCombination", `only one of ${ends.join(", ")} can be specified`);
    const { customerGatewayId = "", vpnGatewayId = "", transitGatewayId = "" } = call.inputs;
    const twin = call
      .peers(CONNECTION, { customerGatewayId })
      .find(
        ({ properties }) =>
          (properties.vpnGatewayId ?? "") === vpnGatewayId &&
          (properties.transitGatewayId ?? "") === transitGatewayId,
      );
    if (twin !== undefined && call.old === undefined) {
      refuse(
        "InvalidVpnConnection.Exists",
        `A VPN connection between these gateways exists already: ${twin.id}`,
      );
    }
  },
  outputs: (call) => ({
    ...tunnel(call, 1),
    ...tunnel(call, 2),
    presharedKeyArn:
      call.text("presharedKeyStorage") === "SecretsManager"
        ? call.arnOf(`secretsmanager:${call.region}:${call.account}:secret:s2svpn!${call.id}`)
        : "",
    staticRoutesOnly: yes(call.inputs, "staticRoutesOnly"),
    localIpv4NetworkCidr: call.text("localIpv4NetworkCidr") || "0.0.0.0/0",
    remoteIpv4NetworkCidr: call.text("remoteIpv4NetworkCidr") || "0.0.0.0/0",
    outsideIpAddressType: call.text("outsideIpAddressType") || "PublicIpv4",
    tunnelInsideIpVersion: call.text("tunnelInsideIpVersion") || "ipv4",
    transitGatewayAttachmentId: call.text("transitGatewayId") === "" ? "" : call.derivedId("tgw-attach-"),
    customerGatewayConfiguration: `<vpn_connection id="${call.id}"/>`,
  }),
});

export const vpnTypes: readonly Model[] = [
  vpnGateway,
  customerGateway,
  connection,
  type("aws:ec2/vpnConnectionRoute:VpnConnectionRoute", "{destinationCidrBlock}:{vpnConnectionId}", {
    replace: ["*"],
    references: { vpnConnectionId: uses(CONNECTION) },
    check: (inputs) => {
      const text = str(inputs, "destinationCidrBlock");
      if (text !== undefined) blockOf(text, "destinationCidrBlock", 4);
    },
  }),
  type(
    "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment",
    (call) => `vpn-attachment-${call.derived(call.urn, 8)}`,
    {
      replace: ["*"],
      references: { vpcId: holds(VPC), vpnGatewayId: holds(VPN_GATEWAY) },
      admit: (call) => attachedTwice(call, call.text("vpcId")),
      after: (call) => attach(call, call.text("vpcId")),
      afterDelete: (call) => attach(call, ""),
    },
  ),
  type("aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation", "{vpnGatewayId}_{routeTableId}", {
    replace: ["*"],
    references: { routeTableId: uses(ROUTE_TABLE), vpnGatewayId: holds(VPN_GATEWAY) },
    admit: (call) => {
      const gateway = call.find(VPN_GATEWAY, call.text("vpnGatewayId"));
      const table = call.find(ROUTE_TABLE, call.text("routeTableId"));
      if (gateway?.properties.vpcId !== table?.properties.vpcId) {
        refuse("Gateway.NotAttached", `${gateway?.id} is not attached to the VPC of ${table?.id}`);
      }
    },
  }),
];

function attach(call: Call, vpcId: string): void {
  const gateway = call.find(VPN_GATEWAY, call.text("vpnGatewayId"));
  if (gateway !== undefined) call.cloud.change(gateway, { vpcId });
}
