import { type Json } from "../../../policy-pack/analysis/values";
import { type Planned, type StackCase, U } from "../harness";

const vpc = (name: string, role?: string, props: Planned["props"] = {}): Planned => ({
  type: "aws:ec2/vpc:Vpc",
  name,
  props: role === undefined ? props : { tags: { "network-role": role }, ...props },
});
const peering = (a: string, b: string, props: Planned["props"] = { vpcId: U, peerVpcId: U }): Planned => ({
  type: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  name: "peering",
  props,
  edges: { vpcId: [a], peerVpcId: [b] },
});
const PEERING = "peering-only-hub-spoke";
const DEFAULT = "default-security-group-closed";
const defaultGroup = (props: Planned["props"], vpcName = "v"): Planned => ({
  type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  name: "default",
  props: { vpcId: U, ...props },
  edges: { vpcId: [vpcName] },
});
const many = (count: number, one: (index: number) => Json): Json[] =>
  Array.from({ length: count }, (_, i) => one(i));

const peerings: readonly StackCase[] = [
  {
    policy: PEERING,
    title: "hub and spoke, either way round",
    resources: [vpc("hub", "hub"), vpc("a", "spoke"), peering("a", "hub")],
    expect: { peering: "compliant" },
  },
  {
    policy: PEERING,
    title: "two spokes",
    resources: [vpc("a", "spoke"), vpc("b", "spoke"), peering("a", "b")],
    expect: { peering: "violation" },
  },
  {
    policy: PEERING,
    title: "an unmarked VPC",
    resources: [vpc("hub", "hub"), vpc("b"), peering("hub", "b")],
    expect: { peering: "violation" },
  },
  {
    policy: PEERING,
    title: "two hubs",
    resources: [vpc("a", "hub"), vpc("b", "hub"), peering("a", "b")],
    expect: { peering: "violation" },
  },
  {
    policy: PEERING,
    title: "by ids in a stored state",
    resources: [
      vpc("hub", "hub", { id: "vpc-1" }),
      vpc("a", "spoke", { id: "vpc-2" }),
      {
        type: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
        name: "peering",
        props: { vpcId: "vpc-2", peerVpcId: "vpc-1" },
      },
    ],
    expect: { peering: "compliant" },
  },
  {
    policy: PEERING,
    title: "a VPC of another stack, not named",
    resources: [vpc("a", "spoke"), peering("a", "elsewhere", { vpcId: U, peerVpcId: "vpc-9" })],
    expect: { peering: "violation" },
  },
  {
    policy: PEERING,
    title: "a hub of another stack, named",
    resources: [vpc("a", "spoke"), peering("a", "elsewhere", { vpcId: U, peerVpcId: "vpc-9" })],
    expect: { peering: "compliant" },
    parameters: { hubVpcIds: ["vpc-9"] },
  },
  ...(
    [
      ["a hub of another stack, by the peering's tag", "hub", "compliant"],
      ["a spoke of another stack, by the peering's tag", "spoke", "violation"],
      ["a VPC of another stack, by a tag that says nothing of use", "elsewhere", "violation"],
      ["a VPC of another stack, by a tag that is not known yet", U, "unknown"],
    ] as const
  ).map(([title, role, expected]): StackCase => ({
    policy: PEERING,
    title,
    resources: [
      vpc("a", "spoke"),
      peering("a", "elsewhere", {
        vpcId: U,
        peerVpcId: "vpc-9",
        tags: { "peer-network-role": role },
      }),
    ],
    expect: { peering: expected },
  })),
  {
    policy: PEERING,
    title: "a spoke of this stack, whatever the peering's tag says",
    resources: [
      vpc("a", "spoke"),
      vpc("b", "spoke"),
      peering("a", "b", { tags: { "peer-network-role": "hub" } }),
    ],
    expect: { peering: "violation" },
  },
  {
    policy: PEERING,
    title: "a VPC nobody knows",
    resources: [vpc("a", "spoke"), peering("a", "elsewhere")],
    expect: { peering: "unknown" },
  },
  {
    policy: PEERING,
    title: "a role nobody knows",
    resources: [vpc("a", "spoke"), vpc("b", undefined, { tags: U }), peering("a", "b")],
    expect: { peering: "unknown" },
  },
];

const defaultGroups: readonly StackCase[] = [
  {
    policy: DEFAULT,
    title: "closed",
    resources: [vpc("v"), defaultGroup({})],
    expect: { v: "compliant", default: "compliant" },
  },
  { policy: DEFAULT, title: "not managed", resources: [vpc("v")], expect: { v: "violation" } },
  {
    policy: DEFAULT,
    title: "inline rule",
    resources: [vpc("v"), defaultGroup({ egress: [{ protocol: "-1" }] })],
    expect: { v: "compliant", default: "violation" },
  },
  {
    policy: DEFAULT,
    title: "a rule added to it from elsewhere",
    resources: [
      vpc("v"),
      defaultGroup({}),
      {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        name: "rule",
        props: { securityGroupId: U },
        edges: { securityGroupId: ["default"] },
      },
    ],
    expect: { rule: "violation", default: "compliant" },
  },
  {
    policy: DEFAULT,
    title: "a rule for the id that the VPC tells",
    resources: [
      vpc("v", undefined, { id: "vpc-1", defaultSecurityGroupId: "sg-1" }),
      defaultGroup({ vpcId: "vpc-1" }),
      {
        type: "aws:ec2/securityGroupRule:SecurityGroupRule",
        name: "rule",
        props: { securityGroupId: "sg-1" },
      },
    ],
    expect: { rule: "violation" },
  },
  {
    policy: DEFAULT,
    title: "unknown rules",
    resources: [vpc("v"), defaultGroup({ ingress: U })],
    expect: { default: "unknown" },
  },
];

const cidrs: readonly StackCase[] = [
  {
    policy: "vpc-cidrs-disjoint",
    title: "nested, apart, unknown, unmarked",
    resources: [
      vpc("hub", "hub", { cidrBlock: "10.0.0.0/16" }),
      vpc("a", "spoke", { cidrBlock: "10.0.128.0/20" }),
      vpc("b", "spoke", { cidrBlock: "10.1.0.0/16" }),
      vpc("c", "spoke", { cidrBlock: U }),
      vpc("d", undefined, { cidrBlock: "10.0.0.0/16" }),
    ],
    expect: { hub: "violation", a: "violation", b: "compliant", c: "unknown", d: "notApplicable" },
  },
  {
    policy: "vpc-cidrs-disjoint",
    title: "the same block twice, among others",
    resources: ["10.2.0.0/16", "10.3.0.0/16", "10.2.0.0/16", "10.4.0.0/16"].map((cidrBlock, index) =>
      vpc(`v${index}`, "spoke", { cidrBlock }),
    ),
    expect: { v0: "violation", v1: "compliant", v2: "violation", v3: "compliant" },
  },
];

const unused: readonly StackCase[] = [
  {
    policy: "security-groups-in-use",
    title: "attached, named by a rule only",
    resources: [
      { type: "aws:ec2/securityGroup:SecurityGroup", name: "used" },
      { type: "aws:ec2/securityGroup:SecurityGroup", name: "by-id", props: { id: "sg-1" } },
      { type: "aws:ec2/securityGroup:SecurityGroup", name: "unused" },
      {
        type: "aws:ec2/instance:Instance",
        name: "i",
        props: { vpcSecurityGroupIds: [U, "sg-1"] },
        edges: { vpcSecurityGroupIds: ["used"] },
      },
      {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        name: "rule",
        props: { securityGroupId: U },
        edges: { securityGroupId: ["unused"] },
      },
    ],
    expect: { used: "compliant", "by-id": "compliant", unused: "violation" },
  },
  {
    policy: "security-groups-in-use",
    title: "an instance whose groups nobody knows",
    resources: [
      { type: "aws:ec2/securityGroup:SecurityGroup", name: "g" },
      { type: "aws:ec2/instance:Instance", name: "i", props: { vpcSecurityGroupIds: U } },
    ],
    expect: { g: "unknown" },
  },
];

const endpoint = (name: string, of: string, serviceName: Json): Planned => ({
  type: "aws:ec2/vpcEndpoint:VpcEndpoint",
  name,
  props: { vpcId: U, serviceName },
  edges: { vpcId: [of] },
});

const endpoints: readonly StackCase[] = [
  {
    policy: "vpc-has-s3-endpoint",
    title: "S3, another service, unknown",
    resources: [
      vpc("a"),
      vpc("b"),
      vpc("c"),
      endpoint("e1", "a", "com.amazonaws.eu-west-2.s3"),
      endpoint("e2", "b", "com.amazonaws.eu-west-2.dynamodb"),
      endpoint("e3", "c", U),
    ],
    expect: { a: "compliant", b: "violation", c: "unknown" },
  },
];

const gateway = (name: string, props: Planned["props"], edges: Planned["edges"] = {}): Planned => ({
  type: "aws:ec2/vpcEndpoint:VpcEndpoint",
  name,
  props,
  edges,
});
const inTable = (endpointName?: string): Planned => ({
  type: "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
  name: `route-of-${endpointName ?? "nobody"}`,
  props: { vpcEndpointId: U, routeTableId: U },
  edges: endpointName === undefined ? {} : { vpcEndpointId: [endpointName] },
});

const routed: readonly StackCase[] = [
  {
    policy: "gateway-endpoint-routed",
    title: "tables inline, by an association, none; an interface; unknown",
    resources: [
      gateway("inline", { vpcEndpointType: "Gateway", routeTableIds: ["rtb-1"] }),
      gateway("separate", {}),
      inTable("separate"),
      gateway("none", {}),
      gateway("empty", { routeTableIds: [] }),
      gateway("interface", { vpcEndpointType: "Interface" }),
      gateway("of-some-type", { vpcEndpointType: U }),
      gateway("of-some-tables", { routeTableIds: U }),
    ],
    expect: {
      inline: "compliant",
      separate: "compliant",
      none: "violation",
      empty: "violation",
      "of-some-type": "unknown",
      "of-some-tables": "unknown",
    },
  },
  {
    policy: "gateway-endpoint-routed",
    title:
      "tables that the provider fills: with an association, without; inline and unknown; after a refresh",
    resources: [
      gateway("associated", { routeTableIds: U }, { vpcId: ["v"] }),
      inTable("associated"),
      gateway("bare", { routeTableIds: U }, { vpcId: ["v"] }),
      gateway("inline", { routeTableIds: U }, { vpcId: ["v"], routeTableIds: ["t"] }),
      gateway("refreshed", { routeTableIds: ["rtb-1"] }, { vpcId: ["v"] }),
    ],
    expect: { associated: "compliant", bare: "violation", inline: "unknown", refreshed: "compliant" },
  },
  {
    policy: "gateway-endpoint-routed",
    title: "an association of nobody knows which",
    resources: [gateway("e", {}), inTable()],
    expect: { e: "unknown" },
  },
];

const TABLE = "aws:ec2transitgateway/routeTable:RouteTable";
const attachment = (name: string, of?: string, tags?: Json): Planned => ({
  type: "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
  name,
  props: { vpcId: U, ...(tags === undefined ? {} : { tags }) },
  edges: of === undefined ? {} : { vpcId: [of] },
});
const link = (kind: "Association" | "Propagation", table: string, of: string): Planned => ({
  type: `aws:ec2transitgateway/routeTable${kind}:RouteTable${kind}`,
  name: `${kind}-${table}-${of}`,
  props: { transitGatewayRouteTableId: U, transitGatewayAttachmentId: U },
  edges: { transitGatewayRouteTableId: [table], transitGatewayAttachmentId: [of] },
});
const accepter = (name: string, of: string): Planned => ({
  type: "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter",
  name,
  props: { transitGatewayAttachmentId: U },
  edges: { transitGatewayAttachmentId: [of] },
});
const transitRoute = (name: string, table: string, of: string, blackhole: boolean): Planned => ({
  type: "aws:ec2transitgateway/route:Route",
  name,
  props: {
    destinationCidrBlock: "10.0.0.0/16",
    blackhole,
    transitGatewayRouteTableId: U,
    transitGatewayAttachmentId: U,
  },
  edges: { transitGatewayRouteTableId: [table], transitGatewayAttachmentId: [of] },
});

const gateways: readonly StackCase[] = [
  {
    policy: "transit-gateway-spokes-isolated",
    title: "spokes see the hub, the hub sees spokes; a table that joins spokes",
    resources: [
      vpc("hub", "hub"),
      vpc("a", "spoke"),
      vpc("b", "spoke"),
      attachment("at-hub", "hub"),
      attachment("at-a", "a"),
      attachment("at-b", "b"),
      { type: TABLE, name: "of-spokes" },
      { type: TABLE, name: "of-hub" },
      { type: TABLE, name: "leak" },
      link("Association", "of-spokes", "at-a"),
      link("Propagation", "of-spokes", "at-hub"),
      link("Association", "of-hub", "at-hub"),
      link("Propagation", "of-hub", "at-a"),
      link("Propagation", "of-hub", "at-b"),
      link("Association", "leak", "at-a"),
      link("Propagation", "leak", "at-b"),
    ],
    expect: { "of-spokes": "compliant", "of-hub": "compliant", leak: "violation" },
  },
  {
    policy: "transit-gateway-spokes-isolated",
    title: "a spoke that another account accepts, static routes, blackholes, a VPN",
    resources: [
      vpc("hub", "hub"),
      vpc("a", "spoke"),
      vpc("b", "spoke"),
      attachment("at-hub", "hub"),
      attachment("at-a", "a"),
      attachment("at-b", "b"),
      accepter("accepted-b", "at-b"),
      { type: "aws:ec2/vpnConnection:VpnConnection", name: "vpn" },
      { type: TABLE, name: "of-spokes" },
      { type: TABLE, name: "by-accepter" },
      { type: TABLE, name: "by-route" },
      link("Association", "of-spokes", "at-a"),
      link("Propagation", "of-spokes", "at-hub"),
      link("Propagation", "of-spokes", "vpn"),
      transitRoute("dropped", "of-spokes", "at-b", true),
      link("Association", "by-accepter", "at-a"),
      link("Propagation", "by-accepter", "accepted-b"),
      link("Association", "by-route", "at-a"),
      transitRoute("leak", "by-route", "at-b", false),
    ],
    expect: { "of-spokes": "compliant", "by-accepter": "violation", "by-route": "violation" },
  },
  {
    policy: "transit-gateway-spokes-isolated",
    title: "in a stored state, where an attachment and its accepter go by one id",
    resources: [
      vpc("a", "spoke"),
      vpc("b", "spoke"),
      { ...attachment("at-a", "a"), props: { id: "tgw-attach-a", vpcId: U } },
      { ...attachment("at-b", "b"), props: { id: "tgw-attach-b", vpcId: U } },
      {
        ...accepter("accepted-b", "at-b"),
        props: { id: "tgw-attach-b", transitGatewayAttachmentId: "tgw-attach-b" },
      },
      { type: TABLE, name: "leak" },
      link("Association", "leak", "at-a"),
      {
        ...link("Propagation", "leak", "accepted-b"),
        props: { transitGatewayRouteTableId: U, transitGatewayAttachmentId: "tgw-attach-b" },
      },
    ],
    expect: { leak: "violation" },
  },
  {
    policy: "transit-gateway-spokes-isolated",
    title: "an accepter of another account's attachment, in a stored state",
    resources: [
      {
        ...accepter("accepted", ""),
        props: { id: "tgw-attach-c", transitGatewayAttachmentId: "tgw-attach-c" },
        edges: {},
      },
      { type: TABLE, name: "table" },
      link("Association", "table", "accepted"),
    ],
    expect: { table: "compliant" },
  },
  {
    policy: "transit-gateway-spokes-isolated",
    title: "a propagation of nobody knows what",
    resources: [
      vpc("a", "spoke"),
      attachment("at-a", "a"),
      { type: TABLE, name: "t" },
      link("Association", "t", "at-a"),
      {
        type: "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
        name: "unknown",
        props: { transitGatewayAttachmentId: U, transitGatewayRouteTableId: U },
        edges: { transitGatewayRouteTableId: ["t"] },
      },
    ],
    expect: { t: "unknown" },
  },
  {
    policy: "transit-gateway-spokes-isolated",
    title: "an attachment of nobody knows which VPC",
    resources: [
      vpc("a", "spoke"),
      attachment("at-a", "a"),
      attachment("at-x"),
      { type: TABLE, name: "t" },
      link("Association", "t", "at-a"),
      link("Propagation", "t", "at-x"),
    ],
    expect: { t: "unknown" },
  },
];

const rules = (count: number): Json[] => many(count, () => ({ protocol: "tcp", cidrBlocks: ["10.0.0.0/8"] }));
const Q = "within-quotas";

/** Inputs of a resource of a VPC, as the engine records them: what is not among them is for the provider to fill. */
const ofVpc = { vpcId: ["v"] };
const apart = (
  count: number,
  type: string,
  property: string,
  of: string,
  props: Planned["props"] = {},
): Planned[] =>
  Array.from({ length: count }, (_, index) => ({
    type,
    name: `${of}-${index}`,
    props: { [property]: U, ...props },
    edges: { [property]: [of] },
  }));
const ROUTE = "aws:ec2/route:Route";
const ENTRY = "aws:ec2/networkAclRule:NetworkAclRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const table = (name: string, routes: Json, edges: Planned["edges"] = ofVpc): Planned => ({
  type: "aws:ec2/routeTable:RouteTable",
  name,
  props: { routes },
  edges,
});
const acl = (name: string, ingress: Json, egress: Json, edges: Planned["edges"] = ofVpc): Planned => ({
  type: "aws:ec2/networkAcl:NetworkAcl",
  name,
  props: { ingress, egress },
  edges,
});
const group = (name: string, ingress: Json, edges: Planned["edges"] = ofVpc): Planned => ({
  type: "aws:ec2/securityGroup:SecurityGroup",
  name,
  props: { ingress, egress: U },
  edges,
});

/** Lists that only the provider fills: unknown at a first preview, and the sum of the separate resources after a refresh. */
const computed: readonly StackCase[] = [
  {
    policy: "within-quotas",
    title: "routes at a first preview: by edges, too many, inline and unknown; after a refresh",
    resources: [
      table("few", U),
      ...apart(50, ROUTE, "routeTableId", "few"),
      table("many", U),
      ...apart(51, ROUTE, "routeTableId", "many"),
      table("inline", U, { ...ofVpc, routes: ["many"] }),
      table("no-record", U, {}),
      table(
        "refreshed",
        many(40, () => ({})),
      ),
      ...apart(40, ROUTE, "routeTableId", "refreshed"),
      table(
        "both",
        many(40, () => ({})),
        { ...ofVpc, routes: [] },
      ),
      ...apart(40, ROUTE, "routeTableId", "both"),
    ],
    expect: {
      few: "compliant",
      many: "violation",
      inline: "unknown",
      "no-record": "unknown",
      refreshed: "compliant",
      both: "violation",
    },
    parameters: { routesPerTable: 50 },
  },
  {
    policy: "within-quotas",
    title:
      "entries of ACLs at a first preview: by edges, too many, inline and unknown, of unknown direction; after a refresh",
    resources: [
      acl("few", U, U),
      ...apart(20, ENTRY, "networkAclId", "few"),
      acl("many", U, U),
      ...apart(21, ENTRY, "networkAclId", "many", { egress: true }),
      acl("inline", U, U, { ...ofVpc, egress: [] }),
      acl("either-way", U, U),
      ...apart(1, ENTRY, "networkAclId", "either-way", { egress: U }),
      acl(
        "refreshed",
        many(15, () => ({})),
        [],
      ),
      ...apart(15, ENTRY, "networkAclId", "refreshed"),
    ],
    expect: {
      few: "compliant",
      many: "violation",
      inline: "unknown",
      "either-way": "unknown",
      refreshed: "compliant",
    },
  },
  {
    policy: "within-quotas",
    title: "rules of groups at a first preview, and after a refresh",
    resources: [
      group("few", U),
      ...apart(60, INGRESS, "securityGroupId", "few", { cidrIpv4: "10.0.0.0/8" }),
      group("many", U),
      ...apart(61, INGRESS, "securityGroupId", "many", { cidrIpv4: "10.0.0.0/8" }),
      group("inline", U, { ...ofVpc, ingress: [] }),
      group("refreshed", rules(40)),
      ...apart(40, INGRESS, "securityGroupId", "refreshed", { cidrIpv4: "10.0.0.0/8" }),
    ],
    expect: { few: "compliant", many: "violation", inline: "unknown", refreshed: "compliant" },
  },
];

const quotas: readonly StackCase[] = [
  {
    policy: Q,
    title: "rules of a group: inline, each source counted, separate, unknown",
    resources: [
      {
        type: "aws:ec2/securityGroup:SecurityGroup",
        name: "full",
        props: { ingress: rules(60), egress: rules(3) },
      },
      { type: "aws:ec2/securityGroup:SecurityGroup", name: "over", props: { ingress: rules(60) } },
      {
        type: "aws:ec2/securityGroupRule:SecurityGroupRule",
        name: "one-more",
        props: { type: "ingress", securityGroupId: U, cidrBlocks: ["10.0.0.0/8"] },
        edges: { securityGroupId: ["over"] },
      },
      {
        type: "aws:ec2/securityGroup:SecurityGroup",
        name: "sources",
        props: { ingress: [{ protocol: "tcp", cidrBlocks: many(61, (i) => `10.0.${i}.0/24`) }] },
      },
      { type: "aws:ec2/securityGroup:SecurityGroup", name: "open", props: { ingress: U } },
    ],
    expect: { full: "compliant", over: "violation", sources: "violation", open: "unknown" },
  },
  {
    policy: Q,
    title: "peerings of a VPC, at both ends",
    resources: [
      vpc("hub"),
      vpc("spoke"),
      ...Array.from({ length: 51 }, (_, i) => ({
        ...peering(i % 2 ? "hub" : "spoke", i % 2 ? "spoke" : "hub"),
        name: `p${i}`,
      })),
    ],
    expect: { hub: "violation", spoke: "violation" },
  },
  {
    policy: Q,
    title: "entries of a network ACL, per direction, with a raised quota",
    resources: [
      {
        type: "aws:ec2/networkAcl:NetworkAcl",
        name: "acl",
        props: { ingress: many(20, () => ({})), egress: many(20, () => ({})) },
      },
      { type: "aws:ec2/networkAcl:NetworkAcl", name: "over", props: { ingress: many(25, () => ({})) } },
    ],
    expect: { acl: "compliant", over: "violation" },
    parameters: { rulesPerNacl: 24 },
  },
  {
    policy: Q,
    title: "routes, groups of an interface, filters of a log group",
    resources: [
      { type: "aws:ec2/routeTable:RouteTable", name: "table", props: { routes: many(501, () => ({})) } },
      {
        type: "aws:ec2/instance:Instance",
        name: "i",
        props: { vpcSecurityGroupIds: many(6, (i) => `sg-${i}`) },
      },
      { type: "aws:cloudwatch/logGroup:LogGroup", name: "group" },
      ...[1, 2, 3].map((i) => ({
        type: "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
        name: `f${i}`,
        props: { logGroup: U },
        edges: { logGroup: ["group"] },
      })),
    ],
    expect: { table: "violation", i: "violation", group: "violation" },
  },
];

/** What each stack policy on networks says of the resources of a stack. */
export const stackCasesOfNetwork: readonly StackCase[] = [
  ...peerings,
  ...defaultGroups,
  ...cidrs,
  ...unused,
  ...endpoints,
  ...routed,
  ...gateways,
  ...quotas,
  ...computed,
];
