import * as assert from "node:assert/strict";
import * as path from "node:path";
import { Cloud } from "../../sandbox/aws/cloud/cloud";
import { Shapes } from "../../sandbox/aws/model/shape";
import { type Props } from "../../sandbox/aws/model/values";
import { Faults } from "../../sandbox/aws/provider/faults";
import { ProviderInstance } from "../../sandbox/aws/provider/instance";
import { catalogue } from "../../sandbox/aws/types";

const packages = path.join(__dirname, "..", "..", "node_modules", "@pulumi", "aws");

/** A cloud with a provider for each account that is asked for. */
class Accounts {
  readonly #cloud = new Cloud((type) => catalogue.referencePaths(type));
  readonly #world = { catalogue, shapes: new Shapes(packages), cloud: this.#cloud };
  #made = 0;

  async provider(account: string, config: Props = {}): Promise<ProviderInstance> {
    const host = { world: this.#world, changed: () => {}, log: () => {}, crash: () => {} };
    const instance = new ProviderInstance(host, {}, new Faults(""));
    await instance.configure({
      region: "eu-west-2",
      assumeRoles: JSON.stringify([{ roleArn: `arn:aws:iam::${account}:role/Deploy` }]),
      ...config,
    });
    return instance;
  }

  /** Checks and creates, as the engine does. @returns the new resource's id. @throws what the provider answers */
  async make(provider: ProviderInstance, token: string, inputs: Props): Promise<string> {
    return (await this.create(provider, token, inputs)).id;
  }

  async create(
    provider: ProviderInstance,
    token: string,
    inputs: Props,
  ): Promise<{ id: string; properties: Props }> {
    const name = `r${++this.#made}`;
    const urn = `urn:pulumi:test::test::${token}::${name}`;
    const checked = provider.check(token, inputs, {}, name, `seed-${name}`);
    if (checked.failures.length > 0) throw new Error(checked.failures.map(({ reason }) => reason).join("; "));
    return provider.create({ urn, token }, checked.inputs, false);
  }

  async remove(provider: ProviderInstance, token: string, id: string): Promise<void> {
    await provider.remove({ urn: `urn:pulumi:test::test::${token}::x`, token }, id, {});
  }
}

const [here, there] = ["210000000111", "210000000112"];
const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const TABLE = "aws:ec2/routeTable:RouteTable";
const ROUTE = "aws:ec2/route:Route";
const ACL = "aws:ec2/networkAcl:NetworkAcl";
const ENTRY = "aws:ec2/networkAclRule:NetworkAclRule";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const ROLE = "aws:iam/role:Role";
const BUCKET = "aws:s3/bucket:Bucket";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** What is done, and AWS's code for why it is refused. */
type Case = readonly [what: string, code: RegExp, act: (accounts: Accounts) => Promise<unknown>];

const entry = (networkAclId: string, more: Props): Props => ({
  networkAclId,
  ruleNumber: 100,
  egress: false,
  protocol: "tcp",
  ruleAction: "allow",
  cidrBlock: "10.0.0.0/16",
  fromPort: 443,
  toPort: 443,
  ...more,
});

const cases: readonly Case[] = [
  [
    "a VPC whose block is no block",
    /InvalidParameterValue|InvalidVpc\.Range/,
    async (a) => a.make(await a.provider(here), VPC, { cidrBlock: "10.0.0.0/33" }),
  ],
  [
    "a VPC whose block is misaligned",
    /InvalidParameterValue/,
    async (a) => a.make(await a.provider(here), VPC, { cidrBlock: "10.0.1.0/16" }),
  ],
  [
    "a VPC larger than /16",
    /InvalidVpc\.Range/,
    async (a) => a.make(await a.provider(here), VPC, { cidrBlock: "10.0.0.0/8" }),
  ],
  [
    "a subnet outside its VPC",
    /InvalidSubnet\.Range/,
    async (a) => {
      const p = await a.provider(here);
      const vpcId = await a.make(p, VPC, { cidrBlock: "10.0.0.0/16" });
      return a.make(p, SUBNET, { vpcId, cidrBlock: "10.1.0.0/24" });
    },
  ],
  [
    "a subnet that overlaps another",
    /InvalidSubnet\.Conflict/,
    async (a) => {
      const p = await a.provider(here);
      const vpcId = await a.make(p, VPC, { cidrBlock: "10.0.0.0/16" });
      await a.make(p, SUBNET, { vpcId, cidrBlock: "10.0.0.0/23" });
      return a.make(p, SUBNET, { vpcId, cidrBlock: "10.0.1.0/24" });
    },
  ],
  [
    "a zone of another Region",
    /InvalidParameterValue/,
    async (a) => {
      const p = await a.provider(here);
      const vpcId = await a.make(p, VPC, { cidrBlock: "10.0.0.0/16" });
      return a.make(p, SUBNET, { vpcId, cidrBlock: "10.0.0.0/24", availabilityZone: "eu-west-1a" });
    },
  ],
  [
    "a VPC of another account",
    /InvalidVpcID\.NotFound/,
    async (a) => {
      const vpcId = await a.make(await a.provider(there), VPC, { cidrBlock: "10.0.0.0/16" });
      return a.make(await a.provider(here), SUBNET, { vpcId, cidrBlock: "10.0.0.0/24" });
    },
  ],
  [
    "peers that overlap",
    /failed|overlap/i,
    async (a) => {
      const [p, q] = [await a.provider(here), await a.provider(there)];
      const vpcId = await a.make(p, VPC, { cidrBlock: "10.0.0.0/16" });
      const peerVpcId = await a.make(q, VPC, { cidrBlock: "10.0.128.0/17" });
      return a.make(p, PEERING, { vpcId, peerVpcId, peerOwnerId: there });
    },
  ],
  [
    "a second route to one destination",
    /RouteAlreadyExists/,
    async (a) => {
      const p = await a.provider(here);
      const vpcId = await a.make(p, VPC, { cidrBlock: "10.0.0.0/16" });
      const routeTableId = await a.make(p, TABLE, { vpcId });
      const gatewayId = await a.make(p, "aws:ec2/internetGateway:InternetGateway", { vpcId });
      const route = { routeTableId, destinationCidrBlock: "0.0.0.0/0", gatewayId };
      await a.make(p, ROUTE, route);
      return a.make(p, ROUTE, route);
    },
  ],
  [
    "a network ACL entry numbered 0",
    /InvalidParameterValue/,
    async (a) => {
      const p = await a.provider(here);
      const acl = await a.make(p, ACL, { vpcId: await a.make(p, VPC, { cidrBlock: "10.0.0.0/16" }) });
      return a.make(p, ENTRY, entry(acl, { ruleNumber: 0 }));
    },
  ],
  [
    "a network ACL entry numbered 32767",
    /InvalidParameterValue/,
    async (a) => {
      const p = await a.provider(here);
      const acl = await a.make(p, ACL, { vpcId: await a.make(p, VPC, { cidrBlock: "10.0.0.0/16" }) });
      return a.make(p, ENTRY, entry(acl, { ruleNumber: 32767 }));
    },
  ],
  [
    "a number used twice in one direction",
    /NetworkAclEntryAlreadyExists/,
    async (a) => {
      const p = await a.provider(here);
      const acl = await a.make(p, ACL, { vpcId: await a.make(p, VPC, { cidrBlock: "10.0.0.0/16" }) });
      await a.make(p, ENTRY, entry(acl, {}));
      return a.make(p, ENTRY, entry(acl, { fromPort: 80, toPort: 80 }));
    },
  ],
  [
    "the same security group rule twice",
    /InvalidPermission\.Duplicate/,
    async (a) => {
      const p = await a.provider(here);
      const vpcId = await a.make(p, VPC, { cidrBlock: "10.0.0.0/16" });
      const securityGroupId = await a.make(p, GROUP, { vpcId, description: "test" });
      const rule = {
        securityGroupId,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: "10.0.0.0/16",
      };
      await a.make(p, RULE, rule);
      return a.make(p, RULE, rule);
    },
  ],
  [
    "a policy that is not JSON",
    /MalformedPolicyDocument/,
    async (a) => a.make(await a.provider(here), ROLE, { assumeRolePolicy: "{" }),
  ],
  [
    "a policy without statements",
    /MalformedPolicyDocument/,
    async (a) =>
      a.make(await a.provider(here), ROLE, {
        assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
      }),
  ],
  [
    "a policy over its size",
    /LimitExceeded/,
    async (a) => {
      const [statement] = (JSON.parse(trust) as { Statement: unknown[] }).Statement;
      const many = { Version: "2012-10-17", Statement: Array.from({ length: 40 }, () => statement) };
      return a.make(await a.provider(here), ROLE, { assumeRolePolicy: JSON.stringify(many) });
    },
  ],
  [
    "a role's name of 65 characters",
    /ValidationError/,
    async (a) => a.make(await a.provider(here), ROLE, { name: "r".repeat(65), assumeRolePolicy: trust }),
  ],
  [
    "a role's name that is taken",
    /EntityAlreadyExists/,
    async (a) => {
      const p = await a.provider(here);
      await a.make(p, ROLE, { name: "once", assumeRolePolicy: trust });
      return a.make(p, ROLE, { name: "once", assumeRolePolicy: trust });
    },
  ],
  [
    "a bucket's name that another account has",
    /BucketAlreadyExists/,
    async (a) => {
      await a.make(await a.provider(there), BUCKET, { bucket: "taken-by-another" });
      return a.make(await a.provider(here), BUCKET, { bucket: "taken-by-another" });
    },
  ],
  [
    "a retention that CloudWatch Logs does not take",
    /InvalidParameterException/,
    async (a) => a.make(await a.provider(here), LOG_GROUP, { retentionInDays: 31 }),
  ],
  [
    "a provider in an account that it is not allowed in",
    /AWS account ID not allowed: 210000000111/,
    (a) => a.provider(here, { allowedAccountIds: JSON.stringify([there]) }),
  ],
  [
    "the end of a VPC that has a subnet",
    /DependencyViolation/,
    async (a) => {
      const p = await a.provider(here);
      const vpcId = await a.make(p, VPC, { cidrBlock: "10.0.0.0/16" });
      await a.make(p, SUBNET, { vpcId, cidrBlock: "10.0.0.0/24" });
      return a.remove(p, VPC, vpcId);
    },
  ],
  [
    "a type it does not model",
    /is not modelled; docs\/sandbox\.md/,
    async (a) => a.make(await a.provider(here), "aws:braket/quantumTask:QuantumTask", {}),
  ],
];

describe("the sandbox refuses", () => {
  for (const [what, code, act] of cases) {
    it(what, async () => {
      await assert.rejects(async () => act(new Accounts()), code);
    });
  }
});

describe("the sandbox's cloud", () => {
  it("gives ids, ARNs and what comes with a VPC as AWS shapes them", async () => {
    const accounts = new Accounts();
    const provider = await accounts.provider(here, {
      defaultTags: JSON.stringify({ tags: { owner: "me" } }),
    });
    const { id, properties } = await accounts.create(provider, VPC, {
      cidrBlock: "10.0.0.0/16",
      tags: { a: "b" },
    });
    assert.match(id, /^vpc-0[0-9a-f]{16}$/);
    assert.equal(properties.arn, `arn:aws:ec2:eu-west-2:${here}:vpc/${id}`);
    assert.match(String(properties.defaultSecurityGroupId), /^sg-0[0-9a-f]{16}$/);
    assert.match(String(properties.defaultNetworkAclId), /^acl-0[0-9a-f]{16}$/);
    assert.match(String(properties.mainRouteTableId), /^rtb-0[0-9a-f]{16}$/);
    assert.deepEqual(properties.tagsAll, { owner: "me", a: "b" });
  });

  it("admits what AWS admits: the same number in the other direction, the same name in another account", async () => {
    const accounts = new Accounts();
    const [p, q] = [await accounts.provider(here), await accounts.provider(there)];
    const acl = await accounts.make(p, ACL, {
      vpcId: await accounts.make(p, VPC, { cidrBlock: "10.0.0.0/16" }),
    });
    await accounts.make(p, ENTRY, entry(acl, {}));
    await accounts.make(p, ENTRY, entry(acl, { egress: true }));
    await accounts.make(p, ROLE, { name: "same", assumeRolePolicy: trust });
    await accounts.make(q, ROLE, { name: "same", assumeRolePolicy: trust });
  });
});
