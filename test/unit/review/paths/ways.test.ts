import * as assert from "node:assert/strict";
import { type Written, group, tier, told } from "./support";

/** Resources by name, so that one can be taken away or changed. */
type Change = Readonly<Record<string, Record<string, unknown> | undefined>>;

function changed(base: readonly Written[], change: Change): readonly string[] {
  const names = new Set(base.map(([, name]) => name));
  for (const name of Object.keys(change)) assert.ok(names.has(name), `there is ${name}`);
  return told(
    base.flatMap(([kind, name, props]): Written[] => {
      if (!(name in change)) return [[kind, name, props]];
      const more = change[name];
      return more === undefined ? [] : [[kind, name, { ...props, ...more }]];
    }),
  );
}

interface Case {
  readonly base: readonly Written[];
  readonly open: readonly string[];
  readonly closedBy: Record<string, Change>;
}

const route = (
  name: string,
  table: string,
  destinationCidrBlock: string,
  to: Record<string, string>,
): Written => ["route", name, { routeTableId: `@${table}`, destinationCidrBlock, ...to }];

/** Two VPCs, one host each: the first calls the second at 443. */
const two = (): Written[] => [
  ["vpc", "a", { cidrBlock: "10.1.0.0/16" }],
  ["vpc", "b", { cidrBlock: "10.2.0.0/16" }],
  ...tier("a", "web", "10.1.0.0/24"),
  ...tier("b", "web", "10.2.0.0/24"),
  ...group("a", "web", ["out tcp 443 10.2.0.0/16"]),
  ...group("b", "web", ["in tcp 443 10.1.0.0/16"]),
];

const transit = (): Written[] => [
  ...two(),
  ["transit", "t", { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" }],
  ...["a", "b"].flatMap((vpc): Written[] => [
    ["attachment", `${vpc}-at`, { vpcId: `@${vpc}`, transitGatewayId: "@t", subnetIds: [`@${vpc}-web-a`] }],
    ["transitTable", `${vpc}-tt`, { transitGatewayId: "@t" }],
    [
      "transitTableOf",
      `${vpc}-tto`,
      { transitGatewayAttachmentId: `@${vpc}-at`, transitGatewayRouteTableId: `@${vpc}-tt` },
    ],
  ]),
  ["transitFrom", "b-to-a", { transitGatewayAttachmentId: "@b-at", transitGatewayRouteTableId: "@a-tt" }],
  ["transitFrom", "a-to-b", { transitGatewayAttachmentId: "@a-at", transitGatewayRouteTableId: "@b-tt" }],
  [
    "transitRoute",
    "wide",
    { transitGatewayRouteTableId: "@a-tt", destinationCidrBlock: "10.0.0.0/8", blackhole: true },
  ],
  route("a-out", "a-web-a-table", "10.0.0.0/8", { transitGatewayId: "@t" }),
  route("b-out", "b-web-a-table", "10.1.0.0/16", { transitGatewayId: "@t" }),
];

const internet = (): Written[] => [
  ["vpc", "a", { cidrBlock: "10.1.0.0/16" }],
  ...tier("a", "web", "10.1.0.0/24"),
  ...group("a", "web", ["in tcp 443 0.0.0.0/0"]),
  ["internet", "igw", { vpcId: "@a" }],
  route("out", "a-web-a-table", "0.0.0.0/0", { gatewayId: "@igw" }),
  [
    "instance",
    "host",
    { subnetId: "@a-web-a", vpcSecurityGroupIds: ["@a-web"], associatePublicIpAddress: true },
  ],
];

const nat = (): Written[] => [
  ["vpc", "a", { cidrBlock: "10.1.0.0/16" }],
  ...tier("a", "web", "10.1.0.0/24"),
  ...tier("a", "egress", "10.1.1.0/24", ["in 1 allow -1 0-0 0.0.0.0/0", "out 1 allow -1 0-0 0.0.0.0/0"]),
  ...group("a", "web", ["out tcp 443 0.0.0.0/0", "in tcp 22 0.0.0.0/0"]),
  ["internet", "igw", { vpcId: "@a" }],
  ["nat", "n", { subnetId: "@a-egress-a" }],
  route("out", "a-web-a-table", "0.0.0.0/0", { natGatewayId: "@n" }),
  route("further", "a-egress-a-table", "0.0.0.0/0", { gatewayId: "@igw" }),
];

const premises = (): Written[] => [
  ["vpc", "a", { cidrBlock: "10.1.0.0/16" }],
  ...tier("a", "web", "10.1.0.0/24"),
  ...group("a", "web", ["in tcp 443 172.20.0.0/16"]),
  ["vpnGateway", "g", { vpcId: "@a" }],
  ["vpn", "v", { vpnGatewayId: "@g", staticRoutesOnly: true }],
  ["vpnRoute", "vr", { vpnConnectionId: "@v", destinationCidrBlock: "172.20.0.0/16" }],
  ["propagation", "p", { routeTableId: "@a-web-a-table", vpnGatewayId: "@g" }],
];

const service = (): Written[] => [
  ["vpc", "a", { cidrBlock: "10.1.0.0/16" }],
  ...tier("a", "web", "10.1.0.0/24", [
    "out 1 allow tcp 443 0.0.0.0/0",
    "in 1 allow tcp 1024-65535 0.0.0.0/0",
  ]),
  ...group("a", "web", ["out tcp 443 %s3"]),
  [
    "endpoint",
    "s3",
    {
      vpcId: "@a",
      serviceName: "com.amazonaws.eu-west-2.s3",
      vpcEndpointType: "Gateway",
      prefixListId: "s3-id",
      routeTableIds: ["@a-web-a-table"],
    },
  ],
];

const cases: Record<string, Case> = {
  peering: {
    base: [
      ...two(),
      ["peering", "p", { vpcId: "@a", peerVpcId: "@b" }],
      ["accepter", "ok", { vpcPeeringConnectionId: "@p" }],
      route("there", "a-web-a-table", "10.2.0.0/16", { vpcPeeringConnectionId: "@p" }),
      route("back", "b-web-a-table", "10.1.0.0/16", { vpcPeeringConnectionId: "@p" }),
    ],
    open: ["a/web -> b/web: tcp 443 by peering"],
    closedBy: {
      "no route there": { there: undefined },
      "no route back": { back: undefined },
      "no accepter": { ok: undefined },
      "a rule for a group of the other VPC in another Region": {
        p: { region: "eu-west-2", peerRegion: "eu-west-1" },
        "b-web-in-0": { cidrIpv4: undefined, referencedSecurityGroupId: "@a-web" },
      },
    },
  },
  "a transit gateway": {
    base: transit(),
    open: ["a/web -> b/web: tcp 443 by transit gateway"],
    closedBy: {
      "no route there": { "a-out": undefined },
      "no route back": { "b-out": undefined },
      "no propagation": { "b-to-a": undefined },
      "no propagation of the way back": { "a-to-b": undefined },
      "no association": { "a-tto": undefined },
      "no attachment": { "b-at": undefined },
      "a static route before a propagated one of the same length": {
        wide: { destinationCidrBlock: "10.2.0.0/16" },
      },
      "a longer blackhole": { wide: { destinationCidrBlock: "10.2.0.0/24" } },
      "a zone without a subnet of the attachment": {
        "a-web-a": { availabilityZone: "z" },
        "a-at": { subnetIds: ["@b-web-a"] },
      },
      "references to groups that are not switched on": {
        "b-web-in-0": { cidrIpv4: undefined, referencedSecurityGroupId: "@a-web" },
      },
    },
  },
  "an internet gateway": {
    base: internet(),
    open: ["internet -> a/web: tcp 443 by internet gateway"],
    closedBy: {
      "no route": { out: undefined },
      "no rule": { "a-web-in-0": undefined },
      "a rule for other addresses": { "a-web-in-0": { cidrIpv4: "10.0.0.0/8" } },
    },
  },
  "a NAT gateway": {
    base: nat(),
    open: ["a/web -> internet: tcp 443 by NAT gateway, internet gateway"],
    closedBy: {
      "no route to it": { out: undefined },
      "no route further": { further: undefined },
      "no rule out": { "a-web-out-0": undefined },
      "no entry into its subnet": { "a-egress-a-entry-0": undefined },
      "no entry out of its subnet": { "a-egress-a-entry-1": undefined },
    },
  },
  "a VPN": {
    base: premises(),
    open: ["on-premises 172.20.0.0/16 -> a/web: tcp 443 by VPN"],
    closedBy: {
      "no connection": { v: undefined, vr: undefined },
      "no static route": { vr: undefined },
      "no propagation": { p: undefined },
      "another site": { vr: { destinationCidrBlock: "172.21.0.0/16" } },
    },
  },
  "a gateway endpoint": {
    base: service(),
    open: ["a/web -> s3 by s3: tcp 443 by gateway endpoint"],
    closedBy: {
      "no route table": { s3: { routeTableIds: [] } },
      "no rule": { "a-web-out-0": undefined },
      "a prefix list of another service": { "a-web-out-0": { prefixListId: "pl-1" } },
      "no entry for the answer": { "a-web-a-entry-1": undefined },
    },
  },
};

/** Without an accepter, an attachment or a subnet others still refer to it: they are written without it. */
const dangling = (base: readonly Written[], change: Change): readonly Written[] => {
  const gone = Object.keys(change).filter((name) => change[name] === undefined);
  return base.filter(
    ([, name, props]) =>
      gone.includes(name) || !gone.some((one) => JSON.stringify(props ?? {}).includes(`"@${one}"`)),
  );
};

describe("ways between networks", () => {
  for (const [what, { base, open, closedBy }] of Object.entries(cases)) {
    it(`${what} is open`, () => assert.deepEqual(changed(base, {}), open));
    for (const [blocker, change] of Object.entries(closedBy)) {
      it(`${what} is closed by ${blocker} alone`, () =>
        assert.deepEqual(
          changed(dangling(base, change), change).filter((line) =>
            open.includes(line.replace("unknown: ", "")),
          ),
          [],
        ));
    }
  }

  it("references to groups hold over a transit gateway that supports them, for incoming rules alone", () => {
    const on = { securityGroupReferencingSupport: "enable" };
    const refer = { cidrIpv4: undefined };
    const support = { t: on, "a-at": on, "b-at": on };
    const open = cases["a transit gateway"]?.open;
    assert.deepEqual(
      changed(transit(), { ...support, "b-web-in-0": { ...refer, referencedSecurityGroupId: "@a-web" } }),
      open,
    );
    assert.deepEqual(
      changed(transit(), { ...support, "a-web-out-0": { ...refer, referencedSecurityGroupId: "@b-web" } }),
      [],
    );
  });

  it("a host without an address on the internet is not reached, whatever else its tier may hold", () => {
    const host = (associatePublicIpAddress: boolean): Written[] => [
      ["vpc", "a", { cidrBlock: "10.1.0.0/16" }],
      ...tier("a", "web", "10.1.0.0/24"),
      ...group("a", "hosts", ["in tcp 443 0.0.0.0/0"]),
      ["internet", "igw", { vpcId: "@a" }],
      route("out", "a-web-a-table", "0.0.0.0/0", { gatewayId: "@igw" }),
      [
        "instance",
        "host",
        { subnetId: "@a-web-a", vpcSecurityGroupIds: ["@a-hosts"], associatePublicIpAddress },
      ],
    ];
    assert.deepEqual(told(host(true)), ["internet -> a/web:hosts: tcp 443 by internet gateway"]);
    assert.deepEqual(told(host(false)), []);
  });

  it("a route that waits for the acceptance of a peering leads over it, before there are ids", () => {
    const { base = [], open } = cases["peering"] ?? {};
    const accepted = { vpcPeeringConnectionId: "?ok" };
    const change = { there: accepted, back: accepted };
    assert.deepEqual(changed(base, change), open);
    assert.deepEqual(changed(base, { ...change, ok: { vpcPeeringConnectionId: "?p" } }), open);
  });

  it("a service whose addresses are not known yet has none in private networks", () => {
    const rule = (cidrIpv4: string): Written => [
      "out",
      "more",
      { securityGroupId: "@a-web", ipProtocol: "tcp", fromPort: 6514, toPort: 6514, cidrIpv4 },
    ];
    const open = told(service());
    const acl: Written = [
      "entry",
      "all",
      {
        networkAclId: "@a-web-a-acl",
        egress: true,
        ruleNumber: 2,
        ruleAction: "allow",
        protocol: "-1",
        cidrBlock: "0.0.0.0/0",
      },
    ];
    assert.deepEqual(told([...service(), acl, rule("10.0.0.0/8")]), open);
    assert.deepEqual(
      told([...service(), acl, rule("52.0.0.0/8")]).filter((line) => !open.includes(line)),
      ["unknown: a/web -> s3 by s3: tcp 6514 by gateway endpoint"],
    );
  });

  it("peering is not transitive: not from a neighbour, not from on-premises networks", () =>
    assert.deepEqual(
      told([
        ...(cases["peering"]?.base ?? []),
        ["vpnGateway", "g", { vpcId: "@a" }],
        ["vpn", "v", { vpnGatewayId: "@g", staticRoutesOnly: true }],
        ["vpnRoute", "vr", { vpnConnectionId: "@v", destinationCidrBlock: "172.20.0.0/16" }],
        ["propagation", "pg", { routeTableId: "@a-web-a-table", vpnGatewayId: "@g" }],
        route("far", "b-web-a-table", "172.20.0.0/16", { vpcPeeringConnectionId: "@p" }),
        ["in", "far-in", { securityGroupId: "@b-web", ipProtocol: "-1", cidrIpv4: "172.20.0.0/16" }],
      ]),
      cases["peering"]?.open,
    ));

  it("a firewall on the way leaves it untold", () => {
    const open = "a/web -> b/web: tcp 443 by transit gateway, firewall";
    const inspected: Written[] = [
      ...transit(),
      ["vpc", "i", { cidrBlock: "10.3.0.0/16" }],
      ...tier("i", "attachment", "10.3.0.0/24"),
      ...tier("i", "firewall", "10.3.1.0/24"),
      ["attachment", "i-at", { vpcId: "@i", transitGatewayId: "@t", subnetIds: ["@i-attachment-a"] }],
      ["transitTable", "i-tt", { transitGatewayId: "@t" }],
      [
        "transitTableOf",
        "i-tto",
        { transitGatewayAttachmentId: "@i-at", transitGatewayRouteTableId: "@i-tt" },
      ],
      ["transitFrom", "a-to-i", { transitGatewayAttachmentId: "@a-at", transitGatewayRouteTableId: "@i-tt" }],
      ["transitFrom", "b-to-i", { transitGatewayAttachmentId: "@b-at", transitGatewayRouteTableId: "@i-tt" }],
      ["firewall", "f", { vpcId: "@i", subnetMappings: [{ subnetId: "@i-firewall-a" }] }],
      route("to-f", "i-attachment-a-table", "10.0.0.0/8", { vpcEndpointId: "?f" }),
      route("from-f", "i-firewall-a-table", "10.0.0.0/8", { transitGatewayId: "@t" }),
    ];
    const through = { transitGatewayAttachmentId: "@i-at", blackhole: false };
    const change = { wide: { ...through, destinationCidrBlock: "10.2.0.0/16" }, "b-to-a": undefined };
    assert.deepEqual(changed(inspected, change), [`unknown: ${open}`]);
  });
});
