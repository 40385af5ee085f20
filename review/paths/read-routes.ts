import { type Model, type Resource, UNKNOWN, asList, at, isComputed } from "../../policy-pack/analysis";
import {
  type Nat,
  type Inspection,
  type Peering,
  type Route,
  type RouteTable,
  type Service,
  type Target,
} from "./network";
import { type Range } from "./ranges";
import {
  ENDPOINT,
  FIREWALL,
  PREFIX_LIST,
  SUBNET,
  VPC,
  flag,
  isSet,
  ranges,
  target,
  targets,
  text,
} from "./read-values";
import { listRanges } from "./read-groups";

const TABLE = "aws:ec2/routeTable:RouteTable";
const DEFAULT_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable";
const TABLES = [TABLE, DEFAULT_TABLE];
const NAT = "aws:ec2/natGateway:NatGateway";
const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const ACCEPTER = "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter";
const TRANSIT = "aws:ec2transitgateway/transitGateway:TransitGateway";
export const VPN_GATEWAY = "aws:ec2/vpnGateway:VpnGateway";
const INTERNET = "aws:ec2/internetGateway:InternetGateway";
const EGRESS_ONLY = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway";

export interface Tables {
  readonly tables: ReadonlyMap<string, RouteTable>;
  readonly of: (subnet: string, vpc: string) => string | undefined;
}

/** Route tables with the routes that are declared; local routes come from the VPC. */
export function readTables(model: Model): Tables {
  const routes = new Map<string, Route[]>(model.ofType(...TABLES).map(({ urn }) => [urn, []]));
  const add = (table: string | undefined, ...added: readonly Route[]): void => {
    if (table !== undefined) routes.set(table, [...(routes.get(table) ?? []), ...added]);
  };
  for (const route of model.ofType("aws:ec2/route:Route")) {
    add(target(model, route, "routeTableId", TABLES), ...routesOf(model, route, route));
  }
  for (const table of model.ofType(...TABLES)) {
    if (isComputed(table, "routes")) continue;
    const list = asList(at(table.props, "routes"));
    if (list === UNKNOWN) add(table.urn, unknownRoute(`routes of ${table.name}`));
    else {
      list.forEach((inline, index) => {
        const props = typeof inline === "object" && inline !== null && !Array.isArray(inline) ? inline : {};
        const edges = Object.fromEntries(
          TARGETS.map(([property]) => [property, table.edges["routes"] ?? []]),
        );
        add(
          table.urn,
          ...routesOf(model, { ...table, props, edges, name: `${table.name} routes[${index}]` }, table),
        );
      });
    }
  }
  for (const one of model.ofType(
    "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
  )) {
    for (const endpoint of targets(model, one, "vpcEndpointId", [ENDPOINT])) {
      add(target(model, one, "routeTableId", TABLES), ...serviceRoutes(endpoint));
    }
  }
  for (const endpoint of model.ofType(ENDPOINT)) {
    if (isComputed(endpoint, "routeTableIds")) continue;
    for (const table of targets(model, endpoint, "routeTableIds", TABLES))
      add(table.urn, ...serviceRoutes(endpoint));
  }
  const propagated = (table: string | undefined, gateway: string | undefined): void => {
    if (gateway === undefined) return;
    const name = `propagated from ${model.byUrn.get(gateway)?.name ?? gateway}`;
    add(table, { name, range: undefined, target: { kind: "vpn", id: gateway }, propagated: true });
  };
  for (const one of model.ofType("aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation")) {
    propagated(target(model, one, "routeTableId", TABLES), target(model, one, "vpnGatewayId", [VPN_GATEWAY]));
  }
  for (const table of model.ofType(...TABLES)) {
    for (const gateway of targets(model, table, "propagatingVgws", [VPN_GATEWAY]))
      propagated(table.urn, gateway.urn);
  }
  const tables = new Map(
    [...routes].map(([urn, list]) => [urn, { name: model.byUrn.get(urn)?.name ?? urn, routes: list }]),
  );
  return { tables, of: associations(model) };
}

function associations(model: Model): Tables["of"] {
  const own = new Map<string, string>();
  for (const one of model.ofType("aws:ec2/routeTableAssociation:RouteTableAssociation")) {
    const subnet = target(model, one, "subnetId", [SUBNET]);
    const table = target(model, one, "routeTableId", TABLES);
    if (subnet !== undefined && table !== undefined) own.set(subnet, table);
  }
  const main = new Map<string, string>();
  for (const table of model.ofType(DEFAULT_TABLE)) {
    const vpc = target(model, table, "defaultRouteTableId", [VPC]);
    const byId = model.ofType(VPC).find(({ props }) => at(props, "defaultRouteTableId") === vpc);
    if (vpc !== undefined) main.set(byId?.urn ?? vpc, table.urn);
  }
  for (const one of model.ofType("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation")) {
    const vpc = target(model, one, "vpcId", [VPC]);
    const table = target(model, one, "routeTableId", TABLES);
    if (vpc !== undefined && table !== undefined) main.set(vpc, table);
  }
  return (subnet, vpc) => own.get(subnet) ?? main.get(vpc);
}

const unknownRoute = (name: string): Route => ({
  name,
  range: undefined,
  target: { kind: "unknown" },
  propagated: false,
});

/** Where a route may lead, by the property that says so. */
const TARGETS: ReadonlyArray<readonly [property: string, kind: Target["kind"], types: readonly string[]]> = [
  ["vpcPeeringConnectionId", "peering", [PEERING, ACCEPTER]],
  ["transitGatewayId", "transit", [TRANSIT]],
  ["natGatewayId", "nat", [NAT]],
  ["egressOnlyGatewayId", "egress-only", [EGRESS_ONLY]],
  ["vpcEndpointId", "inspection", [FIREWALL, ENDPOINT]],
  ["gatewayId", "internet", [INTERNET, VPN_GATEWAY]],
  ["networkInterfaceId", "unknown", []],
  ["carrierGatewayId", "outside", []],
  ["coreNetworkArn", "outside", []],
  ["localGatewayId", "outside", []],
];

function routesOf(model: Model, route: Resource, owner: Resource): readonly Route[] {
  const where = targetOf(model, route, owner);
  const blocks = ["destinationCidrBlock", "destinationIpv6CidrBlock", "cidrBlock", "ipv6CidrBlock"].filter(
    (key) => isSet(route, key),
  );
  const lists = ["destinationPrefixListId"].filter((key) => isSet(route, key));
  const make = (range: Range | undefined): Route => ({
    name: route.name,
    range,
    target: where,
    propagated: false,
  });
  const fromLists = lists.flatMap((key) => {
    const [list] = targets(model, route, key, [PREFIX_LIST]);
    const found = list && listRanges(model, list);
    return found ? found.map(make) : [make(undefined)];
  });
  return [
    ...blocks.flatMap((key) => ranges(at(route.props, key))?.map(make) ?? [make(undefined)]),
    ...fromLists,
  ];
}

function targetOf(model: Model, route: Resource, owner: Resource): Target {
  for (const [property, kind, types] of TARGETS) {
    if (!isSet(route, property)) continue;
    if (text(route, property) === "local") return { kind: "local" };
    // An inline route shares its edges with all others of its table: with an id it knows its own.
    const alone = text(route, property) === undefined || route === owner ? route : { ...route, edges: {} };
    const id = target(model, alone, property, types);
    if (kind === "unknown" || kind === "outside") return { kind };
    if (id === undefined) return { kind: "unknown" };
    const found = model.byUrn.get(id);
    // A route that waits for the peering to be accepted refers to the acceptance.
    if (found?.type === ACCEPTER)
      return { kind: "peering", id: target(model, found, "vpcPeeringConnectionId", [PEERING]) ?? id };
    if (found?.type === VPN_GATEWAY || /^vgw-/.test(id)) return { kind: "vpn", id };
    if (kind === "inspection" && found?.type !== FIREWALL) {
      const firewall = model
        .ofType(FIREWALL)
        .find(({ props }) => JSON.stringify(at(props, "firewallStatuses") ?? "").includes(`"${id}"`));
      return { kind, id: firewall?.urn ?? id };
    }
    return { kind, id } as Target;
  }
  // A route keeps its place when what it led to is gone, and drops what comes.
  return { kind: "blackhole" };
}

function serviceRoutes(endpoint: Resource): readonly Route[] {
  const route = {
    name: `route to ${endpoint.name}`,
    target: { kind: "service" as const, id: endpoint.urn },
    propagated: false,
  };
  const found = ranges(at(endpoint.props, "cidrBlocks")) ?? [];
  return found.length === 0 ? [{ ...route, range: undefined }] : found.map((range) => ({ ...route, range }));
}

export function readPeerings(model: Model): ReadonlyMap<string, Peering> {
  const peerings = new Map<string, Peering>();
  for (const one of model.ofType(PEERING)) {
    const from = target(model, one, "vpcId", [VPC]);
    const to = target(model, one, "peerVpcId", [VPC]);
    if (from === undefined || to === undefined) continue;
    const active =
      flag(one, "autoAccept") === true ||
      text(one, "acceptStatus") === "active" ||
      model
        .ofType(ACCEPTER)
        .some((accepter) => target(model, accepter, "vpcPeeringConnectionId", [PEERING]) === one.urn);
    const peerRegion = text(one, "peerRegion");
    const region = text(one, "region");
    const sameRegion = peerRegion === undefined || region === undefined || peerRegion === region;
    peerings.set(one.urn, { name: one.name, vpcs: [from, to], active, sameRegion });
  }
  return peerings;
}

export function readNats(model: Model): ReadonlyMap<string, Nat> {
  return new Map(
    model.ofType(NAT).map((nat) => [
      nat.urn,
      {
        name: nat.name,
        subnet: target(model, nat, "subnetId", [SUBNET]) ?? "",
        isPublic: (text(nat, "connectivityType") ?? "public") === "public",
      },
    ]),
  );
}

export function readServices(model: Model): ReadonlyMap<string, Service> {
  const gateways = model
    .ofType(ENDPOINT)
    .filter((one) => (text(one, "vpcEndpointType") ?? "Gateway") === "Gateway");
  return new Map(
    gateways.map((one) => [
      one.urn,
      {
        urn: one.urn,
        name: `${(text(one, "serviceName") ?? "").split(".").slice(3).join(".")} by ${one.name}`,
        vpc: target(model, one, "vpcId", [VPC]) ?? "",
        list: text(one, "prefixListId") ?? one.urn,
        ranges: ranges(at(one.props, "cidrBlocks")) ?? [],
      },
    ]),
  );
}

export function readInspections(model: Model): ReadonlyMap<string, Inspection> {
  return new Map(
    model.ofType(FIREWALL).map((one) => {
      const mappings = asList(at(one.props, "subnetMappings"));
      const ids =
        mappings === UNKNOWN
          ? []
          : mappings.flatMap((mapping) => {
              const id = at(mapping, "subnetId");
              return typeof id === "string" ? [id] : [];
            });
      const subnets = targets(model, one, "subnetMappings", [SUBNET], ids).map(({ urn }) => urn);
      return [one.urn, { name: one.name, subnets }];
    }),
  );
}
