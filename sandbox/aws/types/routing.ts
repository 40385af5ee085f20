import { blockOf } from "../checks/address";
import { hashcode } from "../checks/hashcode";
import { canonical, equal, parseBlock } from "../checks/cidr";
import type { Call } from "../model/call";
import { holds, type, uses, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { objects, str, strings, type Props } from "../model/values";
import { blocksOf } from "./vpc";
import { withinQuota } from "./quota";
import {
  EGRESS_GATEWAY,
  EIP,
  INTERNET_GATEWAY,
  NAT_GATEWAY,
  NETWORK_INTERFACE,
  PEERING,
  PREFIX_LIST,
  ROUTE,
  ROUTE_TABLE,
  ROUTE_TABLE_ASSOCIATION,
  SUBNET,
  TGW_ATTACHMENT,
  TRANSIT_GATEWAY,
  VPC,
  VPC_ENDPOINT,
  VPN_GATEWAY,
} from "./tokens";

/** Inputs of a route that name where traffic goes: exactly one of them is given. */
const TARGETS = [
  "gatewayId",
  "natGatewayId",
  "transitGatewayId",
  "vpcPeeringConnectionId",
  "vpcEndpointId",
  "networkInterfaceId",
  "egressOnlyGatewayId",
  "carrierGatewayId",
  "localGatewayId",
  "coreNetworkArn",
  "odbNetworkArn",
] as const;

const DESTINATIONS = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"] as const;
/** The same in a table's inline routes. */
const INLINE_DESTINATIONS = ["cidrBlock", "ipv6CidrBlock", "destinationPrefixListId"] as const;

function destinationOf(route: Props, names: readonly string[]): string {
  const text =
    names.map((name) => str(route, name)).find((value) => value !== undefined && value !== "") ?? "";
  return canonical(text) ?? text;
}

function checkRoute(inputs: Props): void {
  for (const [name, version] of [
    ["destinationCidrBlock", 4],
    ["destinationIpv6CidrBlock", 6],
  ] as const) {
    const text = str(inputs, name);
    if (text !== undefined && text !== "") blockOf(text, name, version);
  }
  const destinations = DESTINATIONS.filter((name) => inputs[name] !== undefined);
  if (destinations.length > 1)
    refuse("InvalidParameterCombination", `only one of ${destinations.join(", ")} can be specified`);
  const targets = TARGETS.filter((name) => inputs[name] !== undefined && inputs[name] !== "");
  if (targets.length > 1)
    refuse("InvalidParameterCombination", `only one of ${targets.join(", ")} can be specified`);
}

/** Destinations a table routes already, this route apart. */
function routesOf(call: Call, tableId: string): string[] {
  const table = call.find(ROUTE_TABLE, tableId);
  const inline = objects(table?.properties, "routes").map((route) =>
    destinationOf(route, INLINE_DESTINATIONS),
  );
  const own = call
    .peers(ROUTE, { routeTableId: tableId })
    .map(({ properties }) => destinationOf(properties, DESTINATIONS));
  return [...inline, ...own];
}

/** Refuses a target that is not in the table's VPC. */
function checkTarget(call: Call, tableId: string, inputs: Props): void {
  const vpcId = str(call.find(ROUTE_TABLE, tableId)?.properties, "vpcId");
  if (vpcId === undefined) return;
  const elsewhere = (kind: string, id: string): never =>
    refuse("InvalidParameterValue", `route table ${tableId} and ${kind} ${id} belong to different networks`);
  const gateway = str(inputs, "gatewayId");
  for (const [token, kind] of [
    [INTERNET_GATEWAY, "network gateway"],
    [VPN_GATEWAY, "network gateway"],
  ] as const) {
    const found = gateway === undefined ? undefined : call.find(token, gateway);
    if (found !== undefined && str(found.properties, "vpcId") !== vpcId) elsewhere(kind, found.id);
  }
  const nat = call.find(NAT_GATEWAY, str(inputs, "natGatewayId") ?? "");
  const natVpc = str(call.find(SUBNET, str(nat?.properties, "subnetId") ?? "")?.properties, "vpcId");
  if (nat !== undefined && natVpc !== undefined && natVpc !== vpcId) elsewhere("nat gateway", nat.id);
  const endpoint = call.find(VPC_ENDPOINT, str(inputs, "vpcEndpointId") ?? "");
  if (endpoint !== undefined && endpoint.properties.vpcId !== vpcId) elsewhere("vpc endpoint", endpoint.id);
  checkPeering(call, vpcId, str(inputs, "vpcPeeringConnectionId"));
  const transit = str(inputs, "transitGatewayId");
  const attached = call
    .peers(TGW_ATTACHMENT, { vpcId })
    .some(({ properties }) => properties.transitGatewayId === transit);
  if (transit !== undefined && !attached) {
    refuse(
      "InvalidTransitGatewayID.NotFound",
      `transitGateway ID '${transit}' does not exist or is not attached to ${vpcId}`,
    );
  }
}

/** A peering is seen from both its ends, and from nowhere else. */
function checkPeering(call: Call, vpcId: string, id: string | undefined): void {
  if (id === undefined) return;
  const peering = call.cloud.all(PEERING).find((candidate) => candidate.id === id);
  const ends = [peering?.properties.vpcId, peering?.properties.peerVpcId];
  if (peering === undefined || !ends.includes(vpcId)) {
    refuse(
      "InvalidVpcPeeringConnectionID.NotFound",
      `The vpcPeeringConnection ID '${id}' does not exist, or does not lead to ${vpcId}`,
      "vpcPeeringConnectionId",
    );
  }
}

const route = type(
  ROUTE,
  (call) => `r-${call.text("routeTableId")}${hashcode(destinationOf(call.inputs, DESTINATIONS))}`,
  {
    replace: ["routeTableId", ...DESTINATIONS],
    references: {
      routeTableId: uses(ROUTE_TABLE),
      natGatewayId: uses(NAT_GATEWAY),
      networkInterfaceId: uses(NETWORK_INTERFACE),
      egressOnlyGatewayId: uses(EGRESS_GATEWAY),
      vpcEndpointId: uses(VPC_ENDPOINT),
      transitGatewayId: { ...uses(TRANSIT_GATEWAY), anywhere: true },
    },
    check: checkRoute,
    admit: (call) => {
      const tableId = call.text("routeTableId");
      const destination = destinationOf(call.inputs, DESTINATIONS);
      checkGateway(call, call.text("gatewayId"));
      checkTarget(call, tableId, call.inputs);
      if (call.old !== undefined) return;
      const taken = routesOf(call, tableId);
      const local = blocksOf(call, str(call.find(ROUTE_TABLE, tableId)?.properties, "vpcId") ?? "");
      const wanted = parseBlock(destination);
      const isLocal = wanted !== undefined && local.some((block) => equal(wanted, block));
      if (taken.includes(destination) || (isLocal && call.text("gatewayId") !== "local")) {
        refuse("RouteAlreadyExists", `The route identified by ${destination} already exists.`);
      }
      withinQuota(call, "routesPerTable", taken.length + 1);
    },
    outputs: (call) => ({ state: stateOf(call), origin: "CreateRoute" }),
  },
);

/** A route over a peering that nobody has accepted leads nowhere. */
function stateOf(call: Call): string {
  const id = call.text("vpcPeeringConnectionId");
  if (id === "") return "active";
  const peering = call.cloud.all(PEERING).find((candidate) => candidate.id === id);
  return peering?.properties.acceptStatus === "active" ? "active" : "blackhole";
}

function checkGateway(call: Call, id: string): void {
  if (id === "" || id === "local") return;
  const token = id.startsWith("vgw-")
    ? VPN_GATEWAY
    : id.startsWith("vpce-")
      ? VPC_ENDPOINT
      : INTERNET_GATEWAY;
  if (call.find(token, id) === undefined) {
    refuse("InvalidGatewayID.NotFound", `The gateway ID '${id}' does not exist`, "gatewayId");
  }
}

const inlineTargets = {
  "routes.natGatewayId": uses(NAT_GATEWAY),
  "routes.networkInterfaceId": uses(NETWORK_INTERFACE),
  "routes.egressOnlyGatewayId": uses(EGRESS_GATEWAY),
  "routes.transitGatewayId": { ...uses(TRANSIT_GATEWAY), anywhere: true },
} as const;

function checkInline(inputs: Props): void {
  const seen = new Set<string>();
  for (const inline of objects(inputs, "routes")) {
    const text = str(inline, "cidrBlock");
    if (text !== undefined && text !== "") blockOf(text, "routes", 4);
    const destination = destinationOf(inline, INLINE_DESTINATIONS);
    if (destination !== "" && seen.has(destination)) {
      refuse("RouteAlreadyExists", `The route identified by ${destination} already exists.`, "routes");
    }
    seen.add(destination);
  }
}

function admitInline(call: Call): void {
  withinQuota(call, "routesPerTable", objects(call.inputs, "routes").length);
}

const routeTable = type(ROUTE_TABLE, "rtb-", {
  arn: "ec2:{region}:{account}:route-table/{id}",
  replace: ["vpcId"],
  references: { vpcId: holds(VPC), ...inlineTargets },
  notFound: ["InvalidRouteTableID.NotFound", "The routeTable ID '{id}' does not exist"],
  inUse: ["DependencyViolation", "The routeTable '{id}' has dependencies and cannot be deleted."],
  check: checkInline,
  admit: (call) => {
    admitInline(call);
    const others = call.peers(ROUTE_TABLE, { vpcId: call.text("vpcId") });
    if (call.old === undefined) withinQuota(call, "routeTablesPerVpc", others.length + 1);
  },
  outputs: (call) => ({
    routes: call.inputs.routes ?? call.old?.properties.routes ?? [],
    propagatingVgws: strings(call.inputs, "propagatingVgws"),
  }),
  afterDelete: (call) => {
    // A table takes its routes along.
    for (const part of call.peers(ROUTE, { routeTableId: call.id })) call.cloud.remove(part);
  },
});

const defaultRouteTable = type("aws:ec2/defaultRouteTable:DefaultRouteTable", "{defaultRouteTableId}", {
  arn: "ec2:{region}:{account}:route-table/{defaultRouteTableId}",
  replace: ["defaultRouteTableId"],
  adopted: true,
  references: { defaultRouteTableId: uses(ROUTE_TABLE), ...inlineTargets },
  check: checkInline,
  admit: admitInline,
  outputs: (call) => ({
    vpcId: str(call.find(ROUTE_TABLE, call.text("defaultRouteTableId"))?.properties, "vpcId"),
    routes: call.inputs.routes ?? [],
    propagatingVgws: strings(call.inputs, "propagatingVgws"),
  }),
  after: (call) => {
    const table = call.find(ROUTE_TABLE, call.id);
    if (table !== undefined) call.cloud.change(table, { routes: call.inputs.routes ?? [] });
  },
});

/** Refuses to join what is in two VPCs. */
export function sameNetwork(call: Call, kind: string, id: string, token: string, subnetId: string): void {
  const here = str(call.find(token, id)?.properties, "vpcId");
  const there = str(call.find(SUBNET, subnetId)?.properties, "vpcId");
  if (here !== undefined && there !== undefined && here !== there) {
    refuse("InvalidParameterValue", `${kind} ${id} and subnet ${subnetId} belong to different networks`);
  }
}

const routeTableAssociation = type(ROUTE_TABLE_ASSOCIATION, "rtbassoc-", {
  replace: ["subnetId", "gatewayId"],
  references: {
    routeTableId: holds(ROUTE_TABLE),
    subnetId: uses(SUBNET),
    gatewayId: uses(INTERNET_GATEWAY, VPN_GATEWAY),
  },
  admit: (call) => {
    const tableId = call.text("routeTableId");
    sameNetwork(call, "route table", tableId, ROUTE_TABLE, call.text("subnetId"));
    for (const name of ["subnetId", "gatewayId"]) {
      const value = call.text(name);
      if (value === "") continue;
      const taken = call.peers(ROUTE_TABLE_ASSOCIATION, { [name]: value })[0];
      if (taken !== undefined) {
        refuse(
          "Resource.AlreadyAssociated",
          `the specified association for route table ${tableId} conflicts with an existing association ${taken.id}`,
          name,
        );
      }
    }
  },
});

const mainAssociation = type("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "rtbassoc-", {
  replace: ["vpcId"],
  references: { vpcId: uses(VPC), routeTableId: holds(ROUTE_TABLE) },
  outputs: (call) => ({
    originalRouteTableId:
      str(call.old?.properties, "originalRouteTableId") ??
      str(call.find(VPC, call.text("vpcId"))?.properties, "mainRouteTableId"),
  }),
  after: (call) => {
    const vpc = call.find(VPC, call.text("vpcId"));
    if (vpc !== undefined) call.cloud.change(vpc, { mainRouteTableId: call.text("routeTableId") });
  },
});

function alone(call: Call, vpcId: string): void {
  if (vpcId !== "" && call.peers(INTERNET_GATEWAY, { vpcId }).length > 0) {
    refuse("InvalidParameterValue", `Network ${vpcId} already has an internet gateway attached`, "vpcId");
  }
}

const internetGateway = type(INTERNET_GATEWAY, "igw-", {
  arn: "ec2:{region}:{account}:internet-gateway/{id}",
  references: { vpcId: holds(VPC) },
  notFound: ["InvalidInternetGatewayID.NotFound", "The internetGateway ID '{id}' does not exist"],
  admit: (call) => {
    alone(call, call.text("vpcId"));
    if (call.old === undefined)
      withinQuota(call, "internetGateways", call.peers(INTERNET_GATEWAY).length + 1);
  },
  release: (call) => {
    const vpcId = str(call.old?.properties, "vpcId") ?? "";
    const mapped = call.peers(NAT_GATEWAY).find(({ properties }) => {
      const subnet = call.find(SUBNET, str(properties, "subnetId") ?? "");
      return str(properties, "allocationId") !== undefined && subnet?.properties.vpcId === vpcId;
    });
    if (vpcId !== "" && mapped !== undefined) {
      refuse(
        "DependencyViolation",
        `Network ${vpcId} has some mapped public address(es). ` +
          `Please unmap those public address(es) before detaching the gateway. (${mapped.id})`,
      );
    }
  },
});

const gatewayAttachment = type(
  "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",
  "{internetGatewayId}:{vpcId}",
  {
    replace: ["*"],
    references: { internetGatewayId: holds(INTERNET_GATEWAY), vpcId: holds(VPC) },
    admit: (call) => alone(call, call.text("vpcId")),
    after: (call) => attach(call, call.text("vpcId")),
    afterDelete: (call) => attach(call, ""),
  },
);

function attach(call: Call, vpcId: string): void {
  const gateway = call.find(INTERNET_GATEWAY, call.text("internetGatewayId"));
  if (gateway !== undefined) call.cloud.change(gateway, { vpcId });
}

const egressGateway = type(EGRESS_GATEWAY, "eigw-", {
  replace: ["vpcId"],
  references: { vpcId: holds(VPC) },
  notFound: ["InvalidGatewayID.NotFound", "The eigw ID '{id}' does not exist"],
});

const eip = type(EIP, "eipalloc-", {
  arn: "ec2:{region}:{account}:elastic-ip/{id}",
  replace: [
    "domain",
    "networkBorderGroup",
    "publicIpv4Pool",
    "customerOwnedIpv4Pool",
    "ipamPoolId",
    "address",
  ],
  references: { networkInterface: uses(NETWORK_INTERFACE) },
  notFound: ["InvalidAllocationID.NotFound", "The allocation ID '{id}' does not exist"],
  inUse: ["InvalidIPAddress.InUse", "The address with allocation id {id} is in use."],
  admit: (call) => {
    if (call.old === undefined) withinQuota(call, "elasticIps", call.peers(EIP).length + 1);
  },
  outputs: (call) => {
    const [b = 0, c = 0, d = 0] = [0, 2, 4].map((at) =>
      parseInt(call.derived("address", 6).slice(at, at + 2), 16),
    );
    const publicIp = `52.${b}.${c}.${d}`;
    const inUse = call.text("instance") !== "" || call.text("networkInterface") !== "";
    return {
      allocationId: call.id,
      domain: "vpc",
      publicIp,
      publicDns: `ec2-${publicIp.replaceAll(".", "-")}.${call.region}.compute.amazonaws.com`,
      networkBorderGroup: call.text("networkBorderGroup") || call.region,
      publicIpv4Pool: call.text("publicIpv4Pool") || "amazon",
      associationId: inUse ? call.derivedId("eipassoc-") : "",
    };
  },
});

const natGateway = type(NAT_GATEWAY, "nat-", {
  defaults: { connectivityType: "public" },
  replace: ["allocationId", "subnetId", "connectivityType", "privateIp", "availabilityMode", "vpcId"],
  references: {
    subnetId: holds(SUBNET),
    allocationId: holds(EIP),
    secondaryAllocationIds: holds(EIP),
    vpcId: holds(VPC),
  },
  notFound: ["NatGatewayNotFound", "The Nat Gateway {id} was not found"],
  admit: (call) => {
    const subnetProps = call.find(SUBNET, call.text("subnetId"))?.properties;
    const vpcId = str(subnetProps, "vpcId") ?? call.text("vpcId");
    const isPublic = call.text("connectivityType") !== "private";
    const allocationId = call.text("allocationId");
    if (allocationId !== "" && call.peers(NAT_GATEWAY, { allocationId }).length > 0) {
      refuse(
        "Resource.AlreadyAssociated",
        `Elastic IP address [${allocationId}] is already associated`,
        "allocationId",
      );
    }
    if (isPublic && vpcId !== "" && call.peers(INTERNET_GATEWAY, { vpcId }).length === 0) {
      refuse("Gateway.NotAttached", `Network ${vpcId} has no Internet gateway attached`);
    }
    const zone = str(subnetProps, "availabilityZone") ?? "";
    const inZone = call
      .peers(NAT_GATEWAY)
      .filter(({ properties }) => zoneOf(call, str(properties, "subnetId")) === zone && zone !== "");
    if (call.old === undefined) withinQuota(call, "natGatewaysPerZone", inZone.length + 1);
  },
  outputs: (call) => ({
    networkInterfaceId: call.derivedId("eni-"),
    associationId: call.text("allocationId") === "" ? "" : call.derivedId("eipassoc-"),
    publicIp: str(call.find(EIP, call.text("allocationId"))?.properties, "publicIp"),
    availabilityMode: call.text("availabilityMode") || "zonal",
  }),
});

function zoneOf(call: Call, subnetId: string | undefined): string | undefined {
  return str(call.find(SUBNET, subnetId ?? "")?.properties, "availabilityZone");
}

const prefixList = type(PREFIX_LIST, "pl-", {
  arn: "ec2:{region}:{account}:prefix-list/{id}",
  replace: ["addressFamily"],
  notFound: ["InvalidPrefixListID.NotFound", "The prefix list ID '{id}' does not exist"],
  inUse: ["DependencyViolation", "The prefix list '{id}' has dependencies and cannot be deleted."],
  naming: { property: "name", max: 255, code: "InvalidParameterValue" },
  choices: { addressFamily: [["IPv4", "IPv6"], "InvalidParameterValue"] },
  check: (inputs) => {
    for (const entry of objects(inputs, "entries")) {
      const text = str(entry, "cidr");
      if (text !== undefined) blockOf(text, "entries", str(inputs, "addressFamily") === "IPv6" ? 6 : 4);
    }
  },
  outputs: (call) => ({
    version: 1,
    entries: call.inputs.entries ?? [],
    maxEntries: call.inputs.maxEntries ?? 1,
  }),
});

const prefixListEntry = type(
  "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
  "{prefixListId},{cidr}",
  {
    replace: ["*"],
    references: { prefixListId: uses(PREFIX_LIST) },
    check: (inputs) => {
      const text = str(inputs, "cidr");
      if (text !== undefined) blockOf(text, "cidr");
    },
  },
);

export const routingTypes: readonly Model[] = [
  route,
  routeTable,
  defaultRouteTable,
  routeTableAssociation,
  mainAssociation,
  internetGateway,
  gatewayAttachment,
  egressGateway,
  eip,
  natGateway,
  prefixList,
  prefixListEntry,
];
