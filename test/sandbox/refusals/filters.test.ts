import { type Props } from "../../../sandbox/aws/model/values";
import { type Account, THERE } from "../support/accounts";
import { ACL, ENTRY, GROUP, group, INGRESS, subnet, vpc } from "../support/network";
import { refuses } from "../support/refusals";

const LEGACY = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
const ACL_ASSOCIATION = "aws:ec2/networkAclAssociation:NetworkAclAssociation";

function entry(networkAclId: string, more: Props = {}): Props {
  return {
    networkAclId,
    ruleNumber: 100,
    protocol: "tcp",
    ruleAction: "allow",
    cidrBlock: "10.0.0.0/16",
    fromPort: 443,
    toPort: 443,
    ...more,
  };
}

async function acl(a: Account): Promise<string> {
  return a.id(ACL, { vpcId: await vpc(a) });
}

function rule(securityGroupId: string, more: Props = {}): Props {
  return { securityGroupId, ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/16", ...more };
}

async function newGroup(a: Account): Promise<string> {
  return group(a, await vpc(a));
}

refuses("the sandbox refuses, of network ACLs,", [
  [
    "an entry numbered 0",
    "InvalidParameterValue",
    async (a) => a.make(ENTRY, entry(await acl(a), { ruleNumber: 0 })),
  ],
  [
    "an entry numbered 32767",
    "InvalidParameterValue",
    async (a) => a.make(ENTRY, entry(await acl(a), { ruleNumber: 32_767 })),
  ],
  [
    "a number used twice in one direction",
    "NetworkAclEntryAlreadyExists",
    async (a) => {
      const id = await acl(a);
      await a.make(ENTRY, entry(id));
      await a.make(ENTRY, entry(id, { egress: true }));
      return a.make(ENTRY, entry(id, { fromPort: 80, toPort: 80 }));
    },
  ],
  [
    "a number used twice inline",
    "NetworkAclEntryAlreadyExists",
    async (a) => {
      const one = {
        ruleNo: 100,
        action: "allow",
        protocol: "-1",
        cidrBlock: "0.0.0.0/0",
        fromPort: 0,
        toPort: 0,
      };
      return a.make(ACL, { vpcId: await vpc(a), ingress: [one, one] });
    },
  ],
  [
    "a 21st entry in one direction",
    "NetworkAclEntryLimitExceeded",
    async (a) => {
      const id = await acl(a);
      for (let at = 1; at <= 21; at++) await a.make(ENTRY, entry(id, { ruleNumber: at }));
    },
  ],
  [
    "ports that run backwards",
    "InvalidParameterValue",
    async (a) => a.make(ENTRY, entry(await acl(a), { fromPort: 444 })),
  ],
  [
    "a block with host bits",
    "InvalidParameterValue",
    async (a) => a.make(ENTRY, entry(await acl(a), { cidrBlock: "10.0.0.1/16" })),
  ],
  [
    "a subnet of another VPC",
    /InvalidParameterValue: networkAcl acl-\w+ and subnet subnet-\w+ belong to different networks/,
    async (a) => {
      const networkAclId = await acl(a);
      return a.make(ACL_ASSOCIATION, {
        networkAclId,
        subnetId: await subnet(a, await vpc(a, "10.1.0.0/16"), "10.1.0.0/24"),
      });
    },
  ],
]);

refuses("the sandbox refuses, of security groups,", [
  [
    "the same rule twice",
    /InvalidPermission\.Duplicate: the specified rule "peer: 10\.0\.0\.0\/16, TCP, from port: 443, to port: 443, ALLOW" already exists/,
    async (a) => {
      const id = await newGroup(a);
      await a.make(INGRESS, rule(id));
      return a.make(INGRESS, rule(id, { description: "again", ipProtocol: "6" }));
    },
  ],
  [
    "the same rule of all protocols, whatever ports are given",
    "InvalidPermission.Duplicate",
    async (a) => {
      const id = await newGroup(a);
      await a.make(INGRESS, rule(id, { ipProtocol: "-1" }));
      return a.make(INGRESS, rule(id, { ipProtocol: "-1", fromPort: 1, toPort: 2 }));
    },
  ],
  [
    "the same rule in its older form",
    "InvalidPermission.Duplicate",
    async (a) => {
      const id = await newGroup(a);
      await a.make(INGRESS, rule(id));
      return a.make(LEGACY, {
        securityGroupId: id,
        type: "ingress",
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrBlocks: ["10.0.0.0/16"],
      });
    },
  ],
  [
    "a 61st rule in one direction",
    "RulesPerSecurityGroupLimitExceeded",
    async (a) => {
      const id = await newGroup(a);
      for (let at = 0; at <= 60; at++) await a.make(INGRESS, rule(id, { fromPort: at, toPort: at }));
    },
  ],
  [
    "a port of 65536",
    "InvalidParameterValue",
    async (a) => a.make(INGRESS, rule(await newGroup(a), { toPort: 65_536 })),
  ],
  [
    "a protocol nobody knows",
    "InvalidParameterValue",
    async (a) => a.make(INGRESS, rule(await newGroup(a), { ipProtocol: "carrier-pigeon" })),
  ],
  [
    "a rule without another end",
    "MissingParameter",
    async (a) => a.make(INGRESS, { securityGroupId: await newGroup(a), ipProtocol: "-1" }),
  ],
  [
    "a group of another account",
    "InvalidGroup.NotFound",
    async (a, accounts) => {
      const referencedSecurityGroupId = await newGroup(await accounts.in(THERE));
      return a.make(INGRESS, {
        securityGroupId: await newGroup(a),
        ipProtocol: "-1",
        referencedSecurityGroupId,
      });
    },
  ],
  [
    "a name that is taken in the VPC",
    "InvalidGroup.Duplicate",
    async (a) => {
      const vpcId = await vpc(a);
      await a.make(GROUP, { vpcId, name: "web" });
      return a.make(GROUP, { vpcId, name: "web" });
    },
  ],
  [
    "a name of 256 characters",
    "InvalidParameterValue",
    async (a) => a.make(GROUP, { vpcId: await vpc(a), name: "g".repeat(256) }),
  ],
  [
    "a name that looks like an id",
    "InvalidParameterValue",
    async (a) => a.make(GROUP, { vpcId: await vpc(a), name: "sg-web" }),
  ],
  [
    "a sixth group on one interface",
    "SecurityGroupsPerInterfaceLimitExceeded",
    async (a) => {
      const vpcId = await vpc(a);
      const securityGroups = await Promise.all([1, 2, 3, 4, 5, 6].map(() => group(a, vpcId)));
      return a.make(INTERFACE, { subnetId: await subnet(a, vpcId), securityGroups });
    },
  ],
  [
    "the end of a group that another group's rule names",
    /DependencyViolation: resource sg-\w+ has a dependent object/,
    async (a) => {
      const vpcId = await vpc(a);
      const made = await a.make(GROUP, { vpcId });
      await a.make(INGRESS, {
        securityGroupId: await group(a, vpcId),
        ipProtocol: "-1",
        referencedSecurityGroupId: made.id,
      });
      return a.remove(made);
    },
  ],
  [
    "the end of a group that an interface has",
    "DependencyViolation",
    async (a) => {
      const vpcId = await vpc(a);
      const made = await a.make(GROUP, { vpcId });
      await a.make(INTERFACE, { subnetId: await subnet(a, vpcId), securityGroups: [made.id] });
      return a.remove(made);
    },
  ],
]);
