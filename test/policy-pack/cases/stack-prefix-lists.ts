import { type Planned, type StackCase, U } from "../harness";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const OLD_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";

const part = (
  type: string,
  name: string,
  props: Planned["props"],
  edges: Planned["edges"] = {},
): Planned => ({
  type,
  name,
  props: props ?? {},
  edges: edges ?? {},
});
const list = (entries: unknown, more: Planned["props"] = {}): Planned =>
  part("aws:ec2/managedPrefixList:ManagedPrefixList", "list", { ...more, entries: entries as string });
const OPEN = [{ cidr: "10.0.0.0/8" }, { cidr: "0.0.0.0/0" }];
const entry = (cidr: string, edges: Planned["edges"] = { prefixListId: ["list"] }): Planned =>
  part("aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry", "entry", { prefixListId: U, cidr }, edges);
const ssh = (edges: Planned["edges"] = { prefixListId: ["list"] }, id: string = U): Planned =>
  part(INGRESS, "rule", { ipProtocol: "tcp", fromPort: 22, toPort: 22, prefixListId: id }, edges);
const peer = (edges: Planned["edges"] = { destinationPrefixListId: ["list"] }): Planned =>
  part("aws:ec2/route:Route", "rule", { destinationPrefixListId: U, vpcPeeringConnectionId: U }, edges);
const endpoint = part("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint", {
  serviceName: "com.amazonaws.eu-west-2.s3",
});

const one = (
  title: string,
  status: StackCase["expect"][string],
  resources: readonly Planned[],
  parameters: StackCase["parameters"] = {},
): StackCase => ({
  policy: "prefix-list-rules-narrow",
  title,
  resources,
  expect: { rule: status },
  parameters,
});

/** What a rule or a route says by what is in its prefix list. */
export const stackCasesOfPrefixLists: readonly StackCase[] = [
  one("an open list, at a first preview, by the edge", "violation", [ssh(), list(OPEN)]),
  one("a narrow list", "compliant", [ssh(), list([{ cidr: "10.0.0.0/8" }])]),
  one("an open list in a stored state, by its id", "violation", [
    ssh({}, "pl-1"),
    list([{ cidr: "::/0" }], { id: "pl-1" }),
  ]),
  one("a separate entry that opens it", "violation", [ssh(), list([]), entry("128.0.0.0/1")]),
  one("a separate entry that does not", "compliant", [ssh(), list([]), entry("192.0.2.0/24")]),
  one("the web's port, which anyone may reach", "compliant", [
    part(
      INGRESS,
      "rule",
      { ipProtocol: "tcp", fromPort: 443, toPort: 443, prefixListId: U },
      { prefixListId: ["list"] },
    ),
    list(OPEN),
  ]),
  one("another port of one's choice", "compliant", [ssh(), list(OPEN)], { tcpPorts: [22] }),
  one("the older rule, with a list of lists", "violation", [
    part(
      OLD_RULE,
      "rule",
      { type: "ingress", protocol: "-1", fromPort: 0, toPort: 0, prefixListIds: [U] },
      { prefixListIds: ["list"] },
    ),
    list(OPEN),
  ]),
  one("a rule in its group", "violation", [
    part(
      GROUP,
      "rule",
      { ingress: [{ protocol: "tcp", fromPort: 0, toPort: 65535, prefixListIds: [U] }] },
      { ingress: ["list"] },
    ),
    list(OPEN),
  ]),
  one("everything outwards", "violation", [
    part(EGRESS, "rule", { ipProtocol: "-1", prefixListId: U }, { prefixListId: ["list"] }),
    list(OPEN),
  ]),
  one("one port outwards", "compliant", [
    part(
      EGRESS,
      "rule",
      { ipProtocol: "tcp", fromPort: 443, toPort: 443, prefixListId: U },
      { prefixListId: ["list"] },
    ),
    list(OPEN),
  ]),
  one("the list of a gateway endpoint", "compliant", [
    part(EGRESS, "rule", { ipProtocol: "-1", prefixListId: U }, { prefixListId: ["endpoint"] }),
    endpoint,
  ]),
  one("the list of a gateway endpoint, by its id", "compliant", [
    ssh({}, "pl-2"),
    { ...endpoint, props: { prefixListId: "pl-2" } },
  ]),
  one("a route to a peer", "violation", [peer(), list(OPEN)]),
  one("a narrow route to a peer", "compliant", [peer(), list([{ cidr: "10.1.0.0/16" }])]),
  one("a route in its table", "violation", [
    part(
      "aws:ec2/routeTable:RouteTable",
      "rule",
      { routes: [{ destinationPrefixListId: U, vpcPeeringConnectionId: "pcx-1" }] },
      { routes: ["list"] },
    ),
    list(OPEN),
  ]),
  {
    policy: "prefix-list-rules-narrow",
    title: "a route to somewhere else, and a rule without a list",
    resources: [
      part("aws:ec2/route:Route", "route", { destinationPrefixListId: "pl-1", natGatewayId: "nat-1" }),
      part(INGRESS, "plain", { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "10.0.0.0/8" }),
    ],
    expect: {},
  },
  one("a list of another stack", "unknown", [ssh({}, "pl-3")]),
  one("a list of another stack that is known to be narrow", "compliant", [ssh({}, "pl-3")], {
    knownPrefixListIds: ["pl-3"],
  }),
  one("a list that nobody can name yet", "unknown", [ssh({})]),
  one("entries not known yet", "unknown", [ssh(), list(U)]),
  one("an entry not known yet", "unknown", [ssh(), list([]), entry(U)]),
  one("an unknown entry of an unknown list", "unknown", [ssh(), list([]), entry(U, {})]),
];
