import { type Case, U } from "../harness";

const SSH = "no-remote-administration-from-anywhere";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const OLD = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const TAGS = { owner: "a@example.org", environment: "dev", workload: "w", "data-classification": "internal" };

const ssh = (expect: Case["expect"], title: string, type: string, props: Case["props"]): Case => ({
  policy: SSH,
  expect,
  title,
  type,
  props,
});

/** The rule of the seed in every form a rule takes, and the tags. */
export const firstCases: readonly Case[] = [
  ssh("compliant", "from inside", INGRESS, {
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    cidrIpv4: "10.0.0.0/8",
  }),
  ssh("compliant", "443 from anywhere", INGRESS, {
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrIpv4: "0.0.0.0/0",
  }),
  ssh("compliant", "UDP 22", INGRESS, { ipProtocol: "udp", fromPort: 22, toPort: 22, cidrIpv4: "0.0.0.0/0" }),
  ssh("compliant", "a group as source", OLD, {
    type: "ingress",
    protocol: "tcp",
    fromPort: 22,
    toPort: 22,
    sourceSecurityGroupId: U,
  }),
  ssh("violation", "a half of the whole world", INGRESS, {
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    cidrIpv4: "0.0.0.0/1",
  }),
  ssh("violation", "IPv4", INGRESS, { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "0.0.0.0/0" }),
  ssh("violation", "IPv6", INGRESS, { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv6: "::/0" }),
  ssh("violation", "IPv6 written out", INGRESS, {
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    cidrIpv6: "0:0:0:0:0:0:0:0/0",
  }),
  ssh("violation", "any address with mask /0", INGRESS, {
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    cidrIpv4: "203.0.113.9/0",
  }),
  ssh("violation", "RDP", INGRESS, {
    ipProtocol: "tcp",
    fromPort: 3389,
    toPort: 3389,
    cidrIpv4: "0.0.0.0/0",
  }),
  ssh("violation", "a range that covers it", INGRESS, {
    ipProtocol: "tcp",
    fromPort: 1,
    toPort: 1024,
    cidrIpv4: "0.0.0.0/0",
  }),
  ssh("violation", "every protocol", INGRESS, { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" }),
  ssh("violation", "every protocol with ports that mean nothing", OLD, {
    type: "ingress",
    protocol: "-1",
    fromPort: 0,
    toPort: 0,
    cidrBlocks: ["0.0.0.0/0"],
  }),
  ssh("violation", "ports as text", OLD, {
    type: "ingress",
    protocol: "tcp",
    fromPort: "22",
    toPort: "22",
    cidrBlocks: ["0.0.0.0/0"],
  }),
  ssh("violation", "protocol as number", OLD, {
    type: "ingress",
    protocol: "6",
    fromPort: 22,
    toPort: 22,
    ipv6CidrBlocks: ["::/0"],
  }),
  ssh("violation", "every port", OLD, {
    type: "ingress",
    protocol: "tcp",
    fromPort: -1,
    toPort: -1,
    cidrBlocks: ["0.0.0.0/0"],
  }),
  ssh("violation", "inline, second block of the second rule", GROUP, {
    ingress: [
      { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] },
      { protocol: "TCP", fromPort: 20, toPort: 23, cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"] },
    ],
  }),
  ssh("violation", "the default group", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", {
    ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
  }),
  ssh("violation", "an unknown beside it hides nothing", GROUP, {
    ingress: [U, { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [U, "0.0.0.0/0"] }],
  }),
  ssh("unknown", "source unknown", INGRESS, { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: U }),
  ssh("unknown", "protocol unknown", INGRESS, {
    ipProtocol: U,
    fromPort: 22,
    toPort: 22,
    cidrIpv4: "0.0.0.0/0",
  }),
  ssh("unknown", "port unknown", INGRESS, {
    ipProtocol: "tcp",
    fromPort: U,
    toPort: 22,
    cidrIpv4: "0.0.0.0/0",
  }),
  ssh("unknown", "all rules unknown", GROUP, { ingress: U }),
  ssh("unknown", "one rule unknown", GROUP, { ingress: [U] }),
  ssh("unknown", "a list of blocks unknown", GROUP, {
    ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: U }],
  }),
  ssh("unknown", "direction unknown", OLD, {
    type: U,
    protocol: "tcp",
    fromPort: 22,
    toPort: 22,
    cidrBlocks: ["0.0.0.0/0"],
  }),
  ssh("compliant", "a prefix list: prefix-list-rules-narrow judges it by its entries", INGRESS, {
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    prefixListId: "pl-1",
  }),
  ssh("compliant", "a port out of reach of an unknown end", INGRESS, {
    ipProtocol: "tcp",
    fromPort: 5000,
    toPort: U,
    cidrIpv4: "0.0.0.0/0",
  }),
  ssh("notApplicable", "egress", EGRESS, { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" }),
  ssh("notApplicable", "egress, old form", OLD, {
    type: "egress",
    protocol: "-1",
    cidrBlocks: ["0.0.0.0/0"],
  }),
  ssh("notApplicable", "no rules", GROUP, {}),
  ssh("notApplicable", "egress unknown is no matter", GROUP, { egress: U }),
  {
    policy: SSH,
    expect: "violation",
    title: "ports of one's own choice",
    type: INGRESS,
    props: { ipProtocol: "tcp", fromPort: 5985, toPort: 5986, cidrIpv4: "0.0.0.0/0" },
    parameters: { ports: [5986] },
  },
  {
    policy: "required-tags",
    expect: "compliant",
    title: "tags",
    type: "aws:ec2/vpc:Vpc",
    props: { tags: TAGS },
  },
  {
    policy: "required-tags",
    expect: "compliant",
    title: "default tags",
    type: "aws:ec2/vpc:Vpc",
    props: { tagsAll: TAGS },
  },
  {
    policy: "required-tags",
    expect: "compliant",
    title: "some of each, one unknown",
    type: "aws:ec2/vpc:Vpc",
    props: { tagsAll: { ...TAGS, owner: U }, tags: { owner: "a@example.org" } },
  },
  { policy: "required-tags", expect: "violation", title: "none", type: "aws:s3/bucket:Bucket", props: {} },
  {
    policy: "required-tags",
    expect: "violation",
    title: "an empty value",
    type: "aws:ec2/vpc:Vpc",
    props: { tags: { ...TAGS, owner: " " } },
  },
  {
    policy: "required-tags",
    expect: "violation",
    title: "keys of one's own choice",
    type: "aws:ec2/vpc:Vpc",
    props: { tags: TAGS },
    parameters: { tags: ["cost-centre"] },
  },
  {
    policy: "required-tags",
    expect: "violation",
    title: "one missing, with a default for it",
    type: "aws:ec2/vpc:Vpc",
    props: { tags: { owner: "a@example.org" }, tagsAll: { owner: "a@example.org" } },
    parameters: { tags: ["owner", "environment"], defaults: ["environment=dev"] },
  },
  {
    policy: "required-tags",
    expect: "unknown",
    title: "all unknown",
    type: "aws:ec2/vpc:Vpc",
    props: { tags: U },
  },
  {
    policy: "required-tags",
    expect: "unknown",
    title: "one unknown",
    type: "aws:ec2/vpc:Vpc",
    props: { tags: { ...TAGS, workload: U } },
  },
];
