import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { modelOfState } from "../../../policy-pack/analysis";
import { layOut, type Rect } from "../../../review/topology/layout";
import { topologyOf } from "../../../review/topology/read";
import { svgOf } from "../../../review/topology/svg";
import { root } from "../../../tools/lib/paths";

const urn = (type: string, name: string) => `urn:pulumi:prod::landing-zone::${type}::${name}`;

interface Entry {
  readonly type: string;
  readonly name: string;
  readonly account: "network" | "booking" | "log-archive";
  readonly props?: Record<string, unknown>;
  readonly from?: Record<string, readonly [type: string, name: string]>;
}

const accountIds = { network: "210000000201", booking: "210000000211", "log-archive": "210000000002" };

function state(entries: readonly Entry[]): string {
  const providers = Object.entries(accountIds).map(([workload, id]) => ({
    urn: urn("pulumi:providers:aws", workload),
    type: "pulumi:providers:aws",
    id: `${workload}-id`,
    inputs: {
      allowedAccountIds: JSON.stringify([id]),
      defaultTags: JSON.stringify({ tags: { workload, owner: "a@example.org" } }),
    },
  }));
  const resources = entries.map(({ type, name, account, props = {}, from = {} }) => ({
    urn: urn(type, name),
    type,
    id: `${name}-id`,
    inputs: props,
    outputs: { ...props, id: `${name}-id` },
    provider: `${urn("pulumi:providers:aws", account)}::${account}-id`,
    propertyDependencies: Object.fromEntries(
      Object.entries(from).map(([property, [ofType, ofName]]) => [property, [urn(ofType, ofName)]]),
    ),
  }));
  return JSON.stringify({ version: 3, deployment: { resources: [...providers, ...resources] } });
}

const VPC = "aws:ec2/vpc:Vpc";
const TGW = "aws:ec2transitgateway/transitGateway:TransitGateway";
const DXGW = "aws:directconnect/gateway:Gateway";
const hub = [VPC, "hub"] as const;
const booking = [VPC, "booking"] as const;
const transit = [TGW, "transit"] as const;

const tags = (role: string, name: string) => ({ tags: { "network-role": role, Name: name } });
const subnet = (vpc: "hub" | "booking", tier: string, zone: string, cidrBlock: string): Entry => ({
  type: "aws:ec2/subnet:Subnet",
  name: `${vpc}-${tier}-${zone}`,
  account: vpc === "hub" ? "network" : "booking",
  props: { cidrBlock, availabilityZone: `eu-west-2${zone}`, tags: { tier } },
  from: { vpcId: vpc === "hub" ? hub : booking },
});

const entries: readonly Entry[] = [
  { type: "aws:s3/bucket:Bucket", name: "archive", account: "log-archive" },
  {
    type: VPC,
    name: "hub",
    account: "network",
    props: { cidrBlock: "10.16.0.0/20", ...tags("hub", "prod-hub") },
  },
  {
    type: VPC,
    name: "booking",
    account: "booking",
    props: { cidrBlock: "10.16.16.0/20", ...tags("spoke", "prod-booking") },
  },
  subnet("booking", "data", "b", "10.16.25.0/24"),
  subnet("booking", "data", "a", "10.16.24.0/24"),
  subnet("booking", "web", "a", "10.16.16.0/24"),
  subnet("hub", "shared", "a", "10.16.0.0/24"),
  { type: "aws:ec2/flowLog:FlowLog", name: "f", account: "booking", from: { vpcId: booking } },
  {
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    name: "s3",
    account: "booking",
    props: { serviceName: "com.amazonaws.eu-west-2.s3" },
    from: { vpcId: booking },
  },
  {
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    name: "kms",
    account: "network",
    props: { serviceName: "com.amazonaws.eu-west-2.kms", vpcEndpointType: "Interface" },
    from: { vpcId: hub },
  },
  {
    type: "aws:rds/subnetGroup:SubnetGroup",
    name: "db",
    account: "booking",
    from: { subnetIds: ["aws:ec2/subnet:Subnet", "booking-data-a"] },
  },
  {
    type: "aws:rds/instance:Instance",
    name: "db",
    account: "booking",
    props: { engine: "postgres" },
    from: { dbSubnetGroupName: ["aws:rds/subnetGroup:SubnetGroup", "db"] },
  },
  { type: TGW, name: "transit", account: "network", props: { amazonSideAsn: 64512 } },
  {
    type: "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
    name: "booking",
    account: "booking",
    from: { vpcId: booking, transitGatewayId: transit },
  },
  {
    type: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
    name: "booking",
    account: "booking",
    from: { vpcId: booking, peerVpcId: hub },
  },
  {
    type: "aws:ec2/customerGateway:CustomerGateway",
    name: "head-office",
    account: "network",
    props: { ipAddress: "203.0.113.10" },
  },
  {
    type: "aws:ec2/vpnConnection:VpnConnection",
    name: "vpn",
    account: "network",
    from: {
      transitGatewayId: transit,
      customerGatewayId: ["aws:ec2/customerGateway:CustomerGateway", "head-office"],
    },
  },
  { type: DXGW, name: "direct", account: "network", props: { amazonSideAsn: "64513" } },
  {
    type: "aws:directconnect/hostedTransitVirtualInterfaceAcceptor:HostedTransitVirtualInterfaceAcceptor",
    name: "vif",
    account: "network",
    props: { vlan: 101 },
    from: { dxGatewayId: [DXGW, "direct"] },
  },
  {
    type: "aws:directconnect/gatewayAssociation:GatewayAssociation",
    name: "a",
    account: "network",
    from: { dxGatewayId: [DXGW, "direct"], associatedGatewayId: transit },
  },
];

describe("topology", () => {
  const topology = topologyOf(modelOfState(state(entries)), "Network of stack prod");
  const account = (name: string) => topology.accounts.find((one) => one.name === name)!;

  it("tells accounts by their providers, in the order of their names", () =>
    assert.deepEqual(
      topology.accounts.map(({ name, id }) => [name, id]),
      [
        ["booking", accountIds.booking],
        ["log-archive", accountIds["log-archive"]],
        ["network", accountIds.network],
      ],
    ));

  it("puts into a VPC what lies in it: tiers from outside inwards, gateways, endpoints, services, whether it is logged", () => {
    const [spoke] = account("booking").vpcs;
    assert.deepEqual(spoke?.tiers, [
      { name: "web", subnets: [{ zone: "eu-west-2a", cidr: "10.16.16.0/24" }] },
      {
        name: "data",
        subnets: [
          { zone: "eu-west-2a", cidr: "10.16.24.0/24" },
          { zone: "eu-west-2b", cidr: "10.16.25.0/24" },
        ],
      },
    ]);
    assert.deepEqual(
      spoke?.gateways.map(({ label }) => label),
      ["S3 endpoint"],
    );
    assert.deepEqual(
      spoke?.services.map(({ label, detail }) => [label, detail]),
      [["Database", "postgres"]],
    );
    assert.equal(spoke?.flowLogs, true);
    const [central] = account("network").vpcs;
    assert.deepEqual(central?.endpoints, ["kms"]);
    assert.equal(central?.role, "hub");
    assert.equal(central?.flowLogs, false);
  });

  it("joins VPCs, gateways and what is on premises", () => {
    const names = topology.links.map(({ kind, from, to }) => [
      kind,
      from.split("::").at(-1),
      to.split("::").at(-1),
    ]);
    assert.deepEqual(names, [
      ["attachment", "booking", "transit"],
      ["direct-connect", "Direct Connect location", "direct"],
      ["direct-connect", "direct", "transit"],
      ["peering", "booking", "hub"],
      ["vpn", "head-office", "transit"],
    ]);
  });

  it("is the same in whatever order the engine registered", () =>
    assert.deepEqual(topologyOf(modelOfState(state([...entries].reverse())), topology.title), topology));

  it("is laid out without one box over another's edge and without text outside its box", () => {
    const { boxes, texts, width, height } = layOut(topology);
    const overlap = (a: Rect, b: Rect) =>
      a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    const inside = (a: Rect, b: Rect) =>
      a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) {
        assert.ok(
          !overlap(a, b) || inside(a, b) || inside(b, a),
          `${JSON.stringify(a)} ${JSON.stringify(b)}`,
        );
      }
    }
    for (const { x, y } of texts) assert.ok(x >= 0 && x <= width && y >= 0 && y <= height);
  });

  it("draws every link, and escapes what it writes", () => {
    const svg = svgOf(layOut({ ...topology, title: "<a & b>" }), "<a & b>");
    for (const kind of ["peering", "attachment", "vpn", "direct-connect"]) {
      const drawn = svg.split(`class="line ${kind}"`).length - 1;
      // One for each link, one for the legend.
      assert.equal(drawn, topology.links.filter((link) => link.kind === kind).length + 1, kind);
    }
    assert.match(svg, /&#60;a &#38; b&#62;/);
    assert.doesNotMatch(svg, /<a & b>/);
  });

  it("is a command that says what is wrong with its input", () => {
    const run = (input: string, ...args: string[]) =>
      spawnSync(process.execPath, ["--require", "./tools/register.js", "review/topology/main.ts", ...args], {
        cwd: root,
        input,
        encoding: "utf8",
      });
    assert.match(run(state(entries), "-").stdout, /^<svg /);
    const wrong: [input: string, args: string[], says: RegExp][] = [
      ["{}", ["-"], /no list of resources/],
      [state([]), ["-"], /no VPC/],
      ["", [], /npm run topology/],
      ["", [path.join(root, "no-such-file.json")], /no-such-file/],
    ];
    for (const [input, args, says] of wrong) {
      const { status, stderr } = run(input, ...args);
      assert.equal(status, 2);
      assert.match(stderr, says);
    }
  });
});
