import {
  type Model,
  type Resource,
  UNKNOWN,
  asNumber,
  asText,
  asTexts,
  at,
} from "../../policy-pack/analysis";
import { type Account, type Link, type Node, type Tier, type Topology, type Vpc } from "./topology";

const VPC = "aws:ec2/vpc:Vpc";

/** Reads the network of a stack. @param title of the picture */
export function topologyOf(model: Model, title: string): Topology {
  const accounts = new Map<string, { name: string; resources: Resource[] }>();
  for (const resource of model.resources) {
    if (resource.provider === undefined || !resource.type.startsWith("aws:")) continue;
    const id = accountOf(resource);
    const account = accounts.get(id) ?? { name: workloadOf(resource), resources: [] };
    account.resources.push(resource);
    accounts.set(id, account);
  }
  return {
    title,
    // The engine registers in whatever order it comes to: a picture is to look the same each time.
    accounts: [...accounts]
      .map(([id, { name, resources }]) => accountFrom(model, id, name, resources))
      .sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id)),
    links: linksOf(model),
  };
}

const text = (resource: Resource, ...path: readonly (string | number)[]): string | undefined => {
  const value = asText(at(resource.props, ...path));
  return value === UNKNOWN ? undefined : value;
};

/** A provider's inputs are JSON texts in a stored state. */
function accountOf(resource: Resource): string {
  const ids = at(resource.providerProps, "allowedAccountIds");
  const list = typeof ids === "string" ? /\d{12}/.exec(ids)?.[0] : asTexts(ids);
  const [first] = typeof list === "string" ? [list] : list === UNKNOWN || list === undefined ? [] : list;
  return typeof first === "string" ? first : "unknown account";
}

function workloadOf(resource: Resource): string {
  const tags = at(resource.providerProps, "defaultTags");
  const found = typeof tags === "string" ? (JSON.parse(tags) as never) : tags;
  const workload = asText(at(found, "tags", "workload"));
  return typeof workload === "string" ? workload : "";
}

function accountFrom(model: Model, id: string, name: string, resources: readonly Resource[]): Account {
  const of = (...types: readonly string[]) => resources.filter(({ type }) => types.includes(type));
  return {
    id,
    name,
    vpcs: of(VPC).map((vpc) => vpcFrom(model, vpc)),
    // The transit gateway stands next to the hub.
    gateways: [
      ...of("aws:directconnect/gateway:Gateway").map((gateway) =>
        node(gateway, "Direct Connect gateway", asn(gateway)),
      ),
      ...of("aws:ec2transitgateway/transitGateway:TransitGateway").map((gateway) =>
        node(gateway, "Transit gateway", asn(gateway)),
      ),
    ],
    stores: sorted([
      ...of("aws:s3/bucket:Bucket").map((bucket) => node(bucket, "Bucket", bucket.name)),
      ...of("aws:cloudwatch/eventBus:EventBus").map((bus) => node(bus, "Event bus", text(bus, "name"))),
    ]),
  };
}

const asn = (resource: Resource): string | undefined => {
  const number = asNumber(at(resource.props, "amazonSideAsn"));
  return typeof number === "number" ? `ASN ${number}` : undefined;
};

function node(resource: Resource, label: string, detail?: string): Node {
  return { urn: resource.urn, label, ...(detail === undefined ? {} : { detail }) };
}

function vpcFrom(model: Model, vpc: Resource): Vpc {
  const users = model.usersOf(vpc).map(({ from }) => from);
  const inside = (...types: readonly string[]) => {
    const direct = new Set(users.filter(({ type }) => types.includes(type)));
    for (const resource of model.ofType(...types)) {
      if (model.references(resource, "vpcId", [VPC]).targets.includes(vpc)) direct.add(resource);
    }
    return [...direct];
  };
  const subnets = inside("aws:ec2/subnet:Subnet");
  const endpoints = inside("aws:ec2/vpcEndpoint:VpcEndpoint");
  const byType = (kind: string) =>
    endpoints.filter((one) => (text(one, "vpcEndpointType") ?? "Gateway") === kind);
  const service = (one: Resource) => (text(one, "serviceName") ?? "").split(".").slice(3).join(".");
  const role = text(vpc, "tags", "network-role");
  const inSubnets = (types: readonly string[], ...properties: readonly string[]) =>
    model
      .ofType(...types)
      .filter((resource) =>
        properties.some((property) =>
          model
            .references(resource, property, ["aws:ec2/subnet:Subnet"], nested(resource, property))
            .targets.some((subnet) => subnets.includes(subnet)),
        ),
      );
  return {
    urn: vpc.urn,
    label: text(vpc, "tags", "Name") ?? vpc.name,
    role: role === "hub" || role === "spoke" || role === "inspection" ? role : "other",
    cidr: text(vpc, "cidrBlock") ?? "",
    tiers: tiersOf(subnets),
    gateways: [
      ...inside("aws:ec2/internetGateway:InternetGateway").map((one) => node(one, "Internet gateway")),
      ...counted(inSubnets(["aws:ec2/natGateway:NatGateway"], "subnetId"), "NAT gateway"),
      ...inside("aws:ec2/vpnGateway:VpnGateway").map((one) => node(one, "Virtual private gateway", asn(one))),
      ...byType("Gateway").map((one) => node(one, `${service(one) === "s3" ? "S3" : "DynamoDB"} endpoint`)),
    ],
    endpoints: byType("Interface").map(service).sort(),
    services: sorted([
      ...inSubnets(["aws:lb/loadBalancer:LoadBalancer"], "subnets").map((one) =>
        node(one, "Load balancer", one.name),
      ),
      ...inSubnets(["aws:ecs/service:Service"], "networkConfiguration").map((one) =>
        node(one, "Fargate service", one.name),
      ),
      ...databases(model, subnets).map((one) => node(one, "Database", text(one, "engine"))),
      ...inSubnets(["aws:opensearch/domain:Domain"], "vpcOptions").map((one) =>
        node(one, "OpenSearch domain"),
      ),
      ...inside("aws:route53/resolverEndpoint:ResolverEndpoint").map((one) => node(one, "Resolver")),
      ...inSubnets(["aws:networkfirewall/firewall:Firewall"], "subnetMappings").map((one) =>
        node(one, "Network firewall"),
      ),
    ]),
    flowLogs: inside("aws:ec2/flowLog:FlowLog").length > 0,
  };
}

/** Ids of subnets that stand one level down in a property. */
function nested(resource: Resource, property: string) {
  const value = at(resource.props, property);
  const inner = at(value === UNKNOWN ? undefined : value, "subnets");
  const ids = inner === undefined ? at(value === UNKNOWN ? undefined : value, "subnetIds") : inner;
  return ids === undefined ? value : ids;
}

function databases(model: Model, subnets: readonly Resource[]): Resource[] {
  return model
    .ofType("aws:rds/instance:Instance")
    .filter((database) =>
      model
        .references(database, "dbSubnetGroupName", ["aws:rds/subnetGroup:SubnetGroup"])
        .targets.some((group) =>
          model
            .references(group, "subnetIds", ["aws:ec2/subnet:Subnet"])
            .targets.some((subnet) => subnets.includes(subnet)),
        ),
    );
}

function sorted(nodes: readonly Node[]): Node[] {
  const key = ({ label, detail }: Node): string => `${label} ${detail ?? ""}`;
  return [...nodes].sort((a, b) => key(a).localeCompare(key(b)));
}

function counted(resources: readonly Resource[], label: string): Node[] {
  const [first] = resources;
  if (!first) return [];
  return [node(first, resources.length === 1 ? label : `${resources.length} ${label}s`)];
}

/** From the public side inwards, then whatever else there is by name. */
const TIERS = ["web", "app", "data", "shared", "endpoints"];

function tiersOf(subnets: readonly Resource[]): Tier[] {
  const tiers = new Map<string, Array<{ zone: string; cidr: string }>>();
  for (const subnet of subnets) {
    const name = text(subnet, "tags", "tier") ?? "subnets";
    const list = tiers.get(name) ?? [];
    list.push({ zone: text(subnet, "availabilityZone") ?? "", cidr: text(subnet, "cidrBlock") ?? "" });
    tiers.set(name, list);
  }
  const place = (name: string): number => (TIERS.includes(name) ? TIERS.indexOf(name) : TIERS.length);
  return [...tiers]
    .map(([name, list]) => ({ name, subnets: list.sort((a, b) => a.zone.localeCompare(b.zone)) }))
    .sort((a, b) => place(a.name) - place(b.name) || a.name.localeCompare(b.name));
}

/** How VPCs, gateways and networks on premises are joined. */
function linksOf(model: Model): Link[] {
  const links: Link[] = [];
  const target = (resource: Resource, property: string, ...types: readonly string[]): string | undefined =>
    model.references(resource, property, types).targets[0]?.urn;
  const join = (
    kind: Link["kind"],
    from: string | undefined,
    to: string | undefined,
    label: string,
  ): void => {
    if (from !== undefined && to !== undefined) links.push({ kind, from, to, label });
  };
  for (const peering of model.ofType("aws:ec2/vpcPeeringConnection:VpcPeeringConnection")) {
    join("peering", target(peering, "vpcId", VPC), target(peering, "peerVpcId", VPC), "peering");
  }
  const TRANSIT = "aws:ec2transitgateway/transitGateway:TransitGateway";
  for (const attachment of model.ofType("aws:ec2transitgateway/vpcAttachment:VpcAttachment")) {
    join(
      "attachment",
      target(attachment, "vpcId", VPC),
      target(attachment, "transitGatewayId", TRANSIT),
      "attachment",
    );
  }
  for (const vpn of model.ofType("aws:ec2/vpnConnection:VpnConnection")) {
    const gateway = "aws:ec2/vpnGateway:VpnGateway";
    const to = target(vpn, "transitGatewayId", TRANSIT) ?? vpcOf(model, target(vpn, "vpnGatewayId", gateway));
    const [customer] = model.references(vpn, "customerGatewayId", [
      "aws:ec2/customerGateway:CustomerGateway",
    ]).targets;
    const address = customer && text(customer, "ipAddress");
    join("vpn", customer?.name ?? vpn.name, to, address === undefined ? "VPN" : `VPN from ${address}`);
  }
  const DIRECT = "aws:directconnect/gateway:Gateway";
  for (const type of ["transit", "private"].flatMap(virtualInterfaceTypes)) {
    for (const face of model.ofType(type)) {
      join(
        "direct-connect",
        "Direct Connect location",
        target(face, "dxGatewayId", DIRECT),
        text(face, "vlan") === undefined ? "hosted" : `VLAN ${text(face, "vlan")}`,
      );
    }
  }
  for (const association of model.ofType("aws:directconnect/gatewayAssociation:GatewayAssociation")) {
    const to =
      target(association, "associatedGatewayId", TRANSIT) ??
      vpcOf(model, target(association, "associatedGatewayId", "aws:ec2/vpnGateway:VpnGateway"));
    join("direct-connect", target(association, "dxGatewayId", DIRECT), to, "association");
  }
  // A state has resources in the order in which they were done, which differs from one deployment to the next.
  return links.sort((a, b) => linkKey(a).localeCompare(linkKey(b)));
}

const linkKey = ({ kind, from, to, label }: Link): string => `${kind} ${from} ${to} ${label}`;

const capital = (word: string): string => `${word[0]?.toUpperCase() ?? ""}${word.slice(1)}`;

const virtualInterfaceTypes = (kind: string): string[] => [
  `aws:directconnect/${kind}VirtualInterface:${capital(kind)}VirtualInterface`,
  `aws:directconnect/hosted${capital(kind)}VirtualInterfaceAcceptor:Hosted${capital(kind)}VirtualInterfaceAcceptor`,
];

/** The VPC that a virtual private gateway belongs to. */
function vpcOf(model: Model, urn: string | undefined): string | undefined {
  const gateway = urn === undefined ? undefined : model.byUrn.get(urn);
  if (!gateway) return undefined;
  const [own] = model.references(gateway, "vpcId", [VPC]).targets;
  if (own) return own.urn;
  for (const { from } of model.usersOf(gateway)) {
    if (from.type !== "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment") continue;
    const [attached] = model.references(from, "vpcId", [VPC]).targets;
    if (attached) return attached.urn;
  }
  return undefined;
}
