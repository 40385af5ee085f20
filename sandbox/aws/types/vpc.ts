import { blockOf } from "../checks/address";
import { canonical, contains, overlap, parseBlock, type Block } from "../checks/cidr";
import { zonesOf } from "../facts/zones";
import type { Call } from "../model/call";
import { holds, type, uses, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { str, yes, type Props } from "../model/values";
import { withinQuota } from "./quota";
import { DHCP_OPTIONS, NETWORK_ACL, ROUTE_TABLE, SECURITY_GROUP, SUBNET, VPC, VPC_BLOCK } from "./tokens";

/** A VPC's blocks, primary first. */
export function blocksOf(call: Call, vpcId: string): Block[] {
  const vpc = call.cloud.all(VPC).find(({ id }) => id === vpcId);
  const extra = call.cloud.all(VPC_BLOCK).filter(({ properties }) => properties.vpcId === vpcId);
  return [vpc, ...extra].flatMap((holder) => parseBlock(str(holder?.properties, "cidrBlock") ?? "") ?? []);
}

function checkSize(inputs: Props): void {
  const text = str(inputs, "cidrBlock");
  if (text === undefined) return;
  const { prefix } = blockOf(text, "cidrBlock", 4);
  if (prefix < 16 || prefix > 28) refuse("InvalidVpc.Range", `The CIDR '${text}' is invalid.`, "cidrBlock");
}

const vpc = type(VPC, "vpc-", {
  arn: "ec2:{region}:{account}:vpc/{id}",
  defaults: { enableDnsSupport: true, instanceTenancy: "default" },
  replace: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength", "instanceTenancy"],
  notFound: ["InvalidVpcID.NotFound", "The vpc ID '{id}' does not exist"],
  inUse: ["DependencyViolation", "The vpc '{id}' has dependencies and cannot be deleted."],
  check: checkSize,
  admit: (call) => {
    if (call.old === undefined) withinQuota(call, "vpcs", call.peers(VPC).length + 1);
  },
  planned: () => ({ enableNetworkAddressUsageMetrics: false, enableDnsHostnames: false }),
  outputs: (call) => {
    const ipv6 = yes(call.inputs, "assignGeneratedIpv6CidrBlock");
    const hextet = call.derived("ipv6", 4);
    return {
      enableDnsHostnames: yes(call.inputs, "enableDnsHostnames"),
      enableNetworkAddressUsageMetrics: yes(call.inputs, "enableNetworkAddressUsageMetrics"),
      defaultSecurityGroupId: call.derivedId("sg-"),
      defaultNetworkAclId: call.derivedId("acl-"),
      defaultRouteTableId: call.derivedId("rtb-"),
      mainRouteTableId: call.derivedId("rtb-"),
      dhcpOptionsId:
        str(call.old?.properties, "dhcpOptionsId") ?? `dopt-0${call.derived(`dopt/${call.region}`, 16)}`,
      ipv6AssociationId: ipv6 ? call.derivedId("vpc-cidr-assoc-") : "",
      ipv6CidrBlock: ipv6 ? (canonical(`2a05:d018:${hextet}:ff00::/56`) ?? "") : call.text("ipv6CidrBlock"),
      ipv6CidrBlockNetworkBorderGroup: ipv6 ? call.region : "",
    };
  },
  after: (call) => {
    if (call.old === undefined) makeDefaults(call);
  },
  afterDelete: (call) => {
    for (const token of [SECURITY_GROUP, NETWORK_ACL, ROUTE_TABLE]) {
      for (const part of call.peers(token, { vpcId: call.id }))
        if (part.implicit === true) call.cloud.remove(part);
    }
  },
});

/** A VPC comes with a security group, a network ACL and a route table. */
function makeDefaults(call: Call): void {
  const add = (token: string, prefix: string, kind: string, properties: Props): void => {
    const id = call.derivedId(prefix);
    const arn = call.arnOf(`ec2:${call.region}:${call.account}:${kind}/${id}`);
    const common = { arn, ownerId: call.account, region: call.region, vpcId: call.id, tags: {}, tagsAll: {} };
    call.cloud.put({
      type: token,
      id,
      account: call.account,
      region: call.home,
      implicit: true,
      properties: { ...common, ...properties },
    });
  };
  const all = { cidrBlocks: ["0.0.0.0/0"], protocol: "-1", fromPort: 0, toPort: 0, self: false };
  const within = { protocol: "-1", fromPort: 0, toPort: 0, self: true };
  const description = "default VPC security group";
  add(SECURITY_GROUP, "sg-", "security-group", {
    name: "default",
    description,
    ingress: [within],
    egress: [all],
  });
  const entry = {
    ruleNo: 100,
    action: "allow",
    protocol: "-1",
    cidrBlock: "0.0.0.0/0",
    fromPort: 0,
    toPort: 0,
  };
  add(NETWORK_ACL, "acl-", "network-acl", { ingress: [entry], egress: [entry], subnetIds: [] });
  add(ROUTE_TABLE, "rtb-", "route-table", { routes: [], propagatingVgws: [] });
}

const secondaryBlock = type(VPC_BLOCK, "vpc-cidr-assoc-", {
  replace: ["*"],
  references: { vpcId: holds(VPC) },
  check: checkSize,
  admit: (call) => {
    const text = call.text("cidrBlock");
    const block = parseBlock(text);
    if (block !== undefined && blocksOf(call, call.text("vpcId")).some((other) => overlap(other, block))) {
      refuse("CidrConflict", `The CIDR '${text}' conflicts with another CIDR block of the VPC`, "cidrBlock");
    }
  },
});

const subnet = type(SUBNET, "subnet-", {
  arn: "ec2:{region}:{account}:subnet/{id}",
  defaults: {
    assignIpv6AddressOnCreation: false,
    enableDns64: false,
    enableResourceNameDnsARecordOnLaunch: false,
    enableResourceNameDnsAaaaRecordOnLaunch: false,
    ipv6Native: false,
    mapPublicIpOnLaunch: false,
  },
  replace: ["vpcId", "cidrBlock", "availabilityZone", "availabilityZoneId", "ipv6Native", "outpostArn"],
  references: { vpcId: holds(VPC) },
  notFound: ["InvalidSubnetID.NotFound", "The subnet ID '{id}' does not exist"],
  inUse: ["DependencyViolation", "The subnet '{id}' has dependencies and cannot be deleted."],
  check: (inputs, { region }) => {
    const text = str(inputs, "cidrBlock");
    if (text !== undefined) {
      const { prefix } = blockOf(text, "cidrBlock", 4);
      if (prefix < 16 || prefix > 28)
        refuse("InvalidSubnet.Range", `The CIDR '${text}' is invalid.`, "cidrBlock");
    }
    checkZone(inputs, region);
  },
  admit: (call) => {
    const text = call.text("cidrBlock");
    const block = parseBlock(text);
    const vpcId = call.text("vpcId");
    const neighbours = call.peers(SUBNET, { vpcId });
    if (call.old === undefined) withinQuota(call, "subnetsPerVpc", neighbours.length + 1);
    if (block === undefined || call.old !== undefined) return;
    if (!blocksOf(call, vpcId).some((outer) => contains(outer, block))) {
      refuse("InvalidSubnet.Range", `The CIDR '${text}' is invalid.`, "cidrBlock");
    }
    for (const { properties } of neighbours) {
      const other = parseBlock(str(properties, "cidrBlock") ?? "");
      if (other !== undefined && overlap(other, block)) {
        refuse("InvalidSubnet.Conflict", `The CIDR '${text}' conflicts with another subnet`, "cidrBlock");
      }
    }
  },
  outputs: (call) => {
    const zones = zonesOf(call.region) ?? [];
    const chosen = zones.find(
      ({ name, id }) => name === call.text("availabilityZone") || id === call.text("availabilityZoneId"),
    );
    // AWS picks one when none is asked for.
    const zone = chosen ?? zones[parseInt(call.derived("zone", 2), 16) % zones.length];
    return {
      availabilityZone: zone?.name,
      availabilityZoneId: zone?.id,
      privateDnsHostnameTypeOnLaunch: call.text("privateDnsHostnameTypeOnLaunch") || "ip-name",
      ipv6CidrBlockAssociationId:
        call.text("ipv6CidrBlock") === "" ? "" : call.derivedId("subnet-cidr-assoc-"),
    };
  },
});

function checkZone(inputs: Props, region: string): void {
  const zones = zonesOf(region) ?? [];
  const name = str(inputs, "availabilityZone");
  const id = str(inputs, "availabilityZoneId");
  const ours = zones.some((zone) => zone.name === name || zone.id === id);
  if ((name === undefined && id === undefined) || ours) return;
  const names = zones.map((zone) => (name === undefined ? zone.id : zone.name)).join(", ");
  const property = name === undefined ? "availabilityZoneId" : "availabilityZone";
  refuse(
    "InvalidParameterValue",
    `Value (${name ?? id}) for parameter ${property} is invalid. ` +
      `Subnets can currently only be created in the following availability zones: ${names}.`,
    property,
  );
}

const dhcpOptions = type(DHCP_OPTIONS, "dopt-", {
  arn: "ec2:{region}:{account}:dhcp-options/{id}",
  replace: ["*"],
  notFound: ["InvalidDhcpOptionID.NotFound", "The dhcpOption ID '{id}' does not exist"],
});

const dhcpAssociation = type(
  "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation",
  "{dhcpOptionsId}-{vpcId}",
  {
    replace: ["vpcId"],
    references: { vpcId: uses(VPC), dhcpOptionsId: holds(DHCP_OPTIONS) },
    after: (call) => {
      const target = call.find(VPC, call.text("vpcId"));
      if (target !== undefined) call.cloud.change(target, { dhcpOptionsId: call.text("dhcpOptionsId") });
    },
  },
);

export const vpcTypes: readonly Model[] = [vpc, secondaryBlock, subnet, dhcpOptions, dhcpAssociation];
