import { Model, type Resource } from "../../../../policy-pack/analysis";
import { type Flow, flowsOf } from "../../../../review/paths/flows";
import { describe as portsOf } from "../../../../review/paths/ports";
import { networkOf } from "../../../../review/paths/read";

const TYPES = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  group: "aws:ec2/securityGroup:SecurityGroup",
  in: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  out: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  rule: "aws:ec2/securityGroupRule:SecurityGroupRule",
  acl: "aws:ec2/networkAcl:NetworkAcl",
  entry: "aws:ec2/networkAclRule:NetworkAclRule",
  table: "aws:ec2/routeTable:RouteTable",
  tableOf: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  route: "aws:ec2/route:Route",
  peering: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  accepter: "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
  internet: "aws:ec2/internetGateway:InternetGateway",
  egressOnly: "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
  nat: "aws:ec2/natGateway:NatGateway",
  endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  list: "aws:ec2/managedPrefixList:ManagedPrefixList",
  instance: "aws:ec2/instance:Instance",
  vpnGateway: "aws:ec2/vpnGateway:VpnGateway",
  vpn: "aws:ec2/vpnConnection:VpnConnection",
  vpnRoute: "aws:ec2/vpnConnectionRoute:VpnConnectionRoute",
  propagation: "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation",
  transit: "aws:ec2transitgateway/transitGateway:TransitGateway",
  attachment: "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
  transitTable: "aws:ec2transitgateway/routeTable:RouteTable",
  transitTableOf: "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
  transitFrom: "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
  transitRoute: "aws:ec2transitgateway/route:Route",
  firewall: "aws:networkfirewall/firewall:Firewall",
} as const;

export type Kind = keyof typeof TYPES;

/** A resource as written in a test: references are names of others, with an at sign. */
export type Written = readonly [kind: Kind, name: string, props?: Readonly<Record<string, unknown>>];

/** The engine's marker of an unknown text. */
export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * A model of resources. `"@name"` stands for the id of another; `"?name"` for an id that is not known yet, told by the engine's edge alone.
 */
export function modelOf(written: readonly Written[]): Model {
  const urns = new Map(written.map(([kind, name]) => [name, `urn:pulumi:t::p::${TYPES[kind]}::${name}`]));
  const resources = written.map(([kind, name, props = {}]): Resource => {
    const edges: Record<string, string[]> = {};
    const resolve = (value: unknown, property: string): unknown => {
      if (Array.isArray(value)) return value.map((one) => resolve(one, property));
      if (typeof value === "object" && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one, property)]));
      }
      if (typeof value !== "string" || !/^[@?]/.test(value)) return value;
      const urn = urns.get(value.slice(1));
      if (urn === undefined) throw new Error(`there is no ${value}`);
      edges[property]?.push(urn);
      return value.startsWith("@") ? `${value.slice(1)}-id` : UNKNOWN_TEXT;
    };
    const resolved = Object.fromEntries(
      Object.entries(props).map(([property, value]) => {
        edges[property] = [];
        return [property, resolve(value, property)];
      }),
    );
    return {
      urn: urns.get(name) ?? "",
      type: TYPES[kind],
      name,
      props: { id: `${name}-id`, ...resolved } as Resource["props"],
      edges,
      dependencies: [],
      options: { protect: false, ignoreChanges: [] },
    };
  });
  return new Model(resources);
}

export function flowsOfWritten(written: readonly Written[]): readonly Flow[] {
  return flowsOf(networkOf(modelOf(written)));
}

/** `from -> to: ports by way`, with `unknown:` before what cannot be told. */
export function told(written: readonly Written[]): readonly string[] {
  const network = networkOf(modelOf(written));
  return flowsOf(network).flatMap(({ from, to, way, sure, maybe }) => [
    ...(sure.size > 0 ? [`${from} -> ${to}: ${portsOf(sure, network.protocols)} by ${way}`] : []),
    ...(maybe.size > 0 ? [`unknown: ${from} -> ${to}: ${portsOf(maybe, network.protocols)} by ${way}`] : []),
  ]);
}

/** A tier of one subnet with its ACL and its table; entries are `in|out number allow|deny protocol from-to block`. */
export function tier(vpc: string, name: string, cidrBlock: string, entries?: readonly string[]): Written[] {
  const subnet = `${vpc}-${name}-a`;
  return [
    ["subnet", subnet, { vpcId: `@${vpc}`, cidrBlock, availabilityZone: "a", tags: { tier: name } }],
    ["table", `${subnet}-table`, { vpcId: `@${vpc}` }],
    ["tableOf", `${subnet}-table-of`, { subnetId: `@${subnet}`, routeTableId: `@${subnet}-table` }],
    ...(entries === undefined
      ? []
      : [
          ["acl", `${subnet}-acl`, { vpcId: `@${vpc}`, subnetIds: [`@${subnet}`] }] as Written,
          ...entries.map((entry, index): Written => {
            const [way, ruleNumber, ruleAction, protocol, ports = "", cidr = ""] = entry.split(" ");
            const [fromPort, toPort = fromPort] = ports.split("-").map(Number);
            return [
              "entry",
              `${subnet}-entry-${index}`,
              {
                networkAclId: `@${subnet}-acl`,
                egress: way === "out",
                ruleNumber: Number(ruleNumber),
                ruleAction,
                protocol,
                fromPort,
                toPort,
                ...(cidr.includes(":") ? { ipv6CidrBlock: cidr } : { cidrBlock: cidr }),
              },
            ];
          }),
        ]),
  ];
}

/** A group with rules: `in|out protocol from-to PEER`, where a peer is a block, a group with an at sign, or a prefix list with a percent sign. */
export function group(vpc: string, name: string, rules: readonly string[]): Written[] {
  const own = `${vpc}-${name}`;
  return [
    ["group", own, { vpcId: `@${vpc}` }],
    ...rules.map((rule, index): Written => {
      const [way, ipProtocol, ports = "", peer = ""] = rule.split(" ");
      const [fromPort, toPort = fromPort] = ports.split("-").map(Number);
      const key = peer.startsWith("%")
        ? "prefixListId"
        : /^[@?]/.test(peer)
          ? "referencedSecurityGroupId"
          : peer.includes(":")
            ? "cidrIpv6"
            : "cidrIpv4";
      return [
        way === "in" ? "in" : "out",
        `${own}-${way}-${index}`,
        {
          securityGroupId: `@${own}`,
          ipProtocol,
          ...(ports === "*" ? {} : { fromPort, toPort }),
          [key]: peer.startsWith("%") ? `@${peer.slice(1)}` : peer,
        },
      ];
    }),
  ];
}
