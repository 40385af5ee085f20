import { call, is, type Case, type Examples } from "./example";

interface Item {
  readonly protocol?: string;
  readonly from?: number | string;
  readonly to?: number | string;
  readonly v4?: string;
  readonly v6?: string;
}

const items = (...list: readonly Item[]): unknown => ({
  groupId: "sg-0a1b2c3d",
  ipPermissions: {
    items: list.map(({ protocol = "tcp", from, to, v4, v6 }) => ({
      ipProtocol: protocol,
      fromPort: from,
      toPort: to,
      groups: {},
      ipRanges: v4 === undefined ? {} : { items: [{ cidrIp: v4 }] },
      ipv6Ranges: v6 === undefined ? {} : { items: [{ cidrIpv6: v6 }] },
      prefixListIds: {},
    })),
  },
});

const open = (what: string, ...list: readonly Item[]): Case =>
  is(what, call("ec2", "AuthorizeSecurityGroupIngress", items(...list)));

const modify = (rule: unknown): unknown => ({
  ModifySecurityGroupRulesRequest: {
    GroupId: "sg-0a1b2c3d",
    SecurityGroupRule: { SecurityGroupRuleId: "sgr-1", tag: 1, SecurityGroupRule: rule },
  },
});

/** Examples for network.ts. */
export const NETWORK_EXAMPLES: Examples = {
  "admin-port-open-to-world": {
    fires: open("22 from 0.0.0.0/0", { from: 22, to: 22, v4: "0.0.0.0/0" }),
    nearMiss: open(
      "22 from one /24, and 443 from everywhere",
      { from: 22, to: 22, v4: "203.0.113.0/24" },
      { from: 443, to: 443, v4: "0.0.0.0/0" },
    ),
    alsoFires: [
      open("3389 from ::/0", { from: 3389, to: 3389, v6: "::/0" }),
      open("a range that covers 22, ports as text", { from: "0", to: "1024", v4: "0.0.0.0/0" }),
      open("protocol -1", { protocol: "-1", v6: "::/0" }),
      open("protocol 6 is TCP", { protocol: "6", from: 20, to: 30, v4: "0.0.0.0/0" }),
      open("any address with a mask of /0", { from: 22, to: 22, v4: "10.1.2.3/0" }),
      open(
        "the second of two permissions",
        { from: 443, to: 443, v4: "0.0.0.0/0" },
        { from: 22, to: 22, v4: "0.0.0.0/0" },
      ),
      is(
        "the legacy form without ipPermissions",
        call("ec2", "AuthorizeSecurityGroupIngress", {
          groupId: "sg-0a1b2c3d",
          ipProtocol: "tcp",
          fromPort: 22,
          toPort: 22,
          cidrIp: "0.0.0.0/0",
        }),
      ),
      is(
        "ModifySecurityGroupRules",
        call(
          "ec2",
          "ModifySecurityGroupRules",
          modify({ IpProtocol: "tcp", FromPort: 22, ToPort: 22, CidrIpv4: "0.0.0.0/0" }),
        ),
      ),
      is(
        "ModifySecurityGroupRules, IPv6, several rules",
        call("ec2", "ModifySecurityGroupRules", {
          ModifySecurityGroupRulesRequest: {
            SecurityGroupRule: [
              { SecurityGroupRule: { IpProtocol: "tcp", FromPort: 443, ToPort: 443, CidrIpv4: "0.0.0.0/0" } },
              { SecurityGroupRule: { IpProtocol: "-1", FromPort: "-1", ToPort: "-1", CidrIpv6: "::/0" } },
            ],
          },
        }),
      ),
    ],
    alsoMisses: [
      open("UDP 22", { protocol: "udp", from: 22, to: 22, v4: "0.0.0.0/0" }),
      open("a range just above", { from: 23, to: 3388, v4: "0.0.0.0/0" }),
      open("ICMP from everywhere", { protocol: "icmp", from: -1, to: -1, v4: "0.0.0.0/0" }),
      open("a mask of /10", { from: 22, to: 22, v4: "100.64.0.0/10" }),
      is(
        "ModifySecurityGroupRules to one address",
        call(
          "ec2",
          "ModifySecurityGroupRules",
          modify({ IpProtocol: "tcp", FromPort: 22, ToPort: 22, CidrIpv4: "203.0.113.9/32" }),
        ),
      ),
    ],
  },
  "security-group-changed": {
    fires: is("RevokeSecurityGroupIngress", call("ec2", "RevokeSecurityGroupIngress", { groupId: "sg-1" })),
    nearMiss: is(
      "DescribeSecurityGroups",
      call("ec2", "DescribeSecurityGroups", { groupId: "sg-1" }, { readOnly: true }),
    ),
  },
  "network-acl-changed": {
    fires: is("ReplaceNetworkAclEntry", call("ec2", "ReplaceNetworkAclEntry", { networkAclId: "acl-1" })),
    nearMiss: is("DescribeNetworkAcls", call("ec2", "DescribeNetworkAcls", {}, { readOnly: true })),
  },
  "gateway-changed": {
    fires: is("AttachInternetGateway", call("ec2", "AttachInternetGateway", { internetGatewayId: "igw-1" })),
    nearMiss: is("AttachVolume", call("ec2", "AttachVolume", { volumeId: "vol-1" })),
  },
  "route-changed": {
    fires: is(
      "CreateRoute",
      call("ec2", "CreateRoute", { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" }),
    ),
    nearMiss: is("CreateRoute of App Mesh", call("appmesh", "CreateRoute", { routeName: "r" })),
  },
  "vpc-changed": {
    fires: is("CreateVpc", call("ec2", "CreateVpc", { cidrBlock: "10.9.0.0/16" })),
    nearMiss: is("CreateSubnet", call("ec2", "CreateSubnet", { vpcId: "vpc-1" })),
  },
  "peering-changed": {
    fires: is(
      "AcceptVpcPeeringConnection",
      call("ec2", "AcceptVpcPeeringConnection", { vpcPeeringConnectionId: "pcx-1" }),
    ),
    nearMiss: is(
      "CreateVpcPeeringConnection of GameLift",
      call("gamelift", "CreateVpcPeeringConnection", { fleetId: "f" }),
    ),
  },
  "vpc-public-access-unblocked": {
    fires: is("CreateVpcBlockPublicAccessExclusion", call("ec2", "CreateVpcBlockPublicAccessExclusion", {})),
    nearMiss: is(
      "DeleteVpcBlockPublicAccessExclusion",
      call("ec2", "DeleteVpcBlockPublicAccessExclusion", {}),
    ),
  },
  "traffic-mirrored": {
    fires: is("CreateTrafficMirrorSession", call("ec2", "CreateTrafficMirrorSession", {})),
    nearMiss: is("DeleteTrafficMirrorSession", call("ec2", "DeleteTrafficMirrorSession", {})),
  },
};
