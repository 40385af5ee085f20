import assert from "node:assert/strict";
import { type Problem, SettingsError } from "../../../settings/problems";
import { type Changes, changed, load, problemsOf, written } from "../settings-of";

const at = (path: string, found: string, allowed: string): Problem => ({
  path: `landing-zone:${path}`,
  found,
  allowed,
});

const vpn = (rest: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: "head-office",
  networks: ["head-office"],
  customerGateway: { address: "198.51.100.10", asn: 65010 },
  ...rest,
});
const directConnect = (rest: Record<string, unknown> = {}): Record<string, unknown> => ({
  gatewayAsn: 64600,
  networks: ["head-office"],
  connections: [{ name: "primary", location: "EqLD5", bandwidth: "10Gbps" }],
  interfaces: [{ name: "primary", connection: "primary", vlan: 101, asn: 65010 }],
  ...rest,
});
const transit = { connectivity: "transitGateway" };
const manyWorkloads = (count: number): unknown[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `w${index}`,
    accountId: String(300_000_000_000 + index),
    owner: { name: "Team", email: "team@example.org" },
    dataClassification: "internal",
    cidr: `10.${33 + Math.floor(index / 128)}.${(index % 128) * 2}.0/23`,
    tiers: { app: { port: 8443 } },
  }));
const prefixes = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `10.34.${index}.0/24`);

const privateAsn = "an ASN for private use: 64512 to 65534 or 4200000000 to 4294967294";
const tunnelOffer = "169.254.8.0/30 is free";

const mistakes: Array<[title: string, changes: Changes, problem: Problem]> = [
  [
    "an ASN of Amazon's side that is not for private use",
    { "hybrid.vpnGatewayAsn": 7224 },
    at("hybrid.vpnGatewayAsn", "7224", privateAsn),
  ],
  [
    "an ASN out of range",
    { "hybrid.vpn[0].customerGateway.asn": 4_294_967_296 },
    at("hybrid.vpn[0].customerGateway.asn", "4294967296", "an ASN, 1 to 4294967294"),
  ],
  [
    "a reserved ASN",
    { "hybrid.vpn[0].customerGateway.asn": 23_456 },
    at(
      "hybrid.vpn[0].customerGateway.asn",
      "23456",
      "an ASN, 1 to 4294967294, but none that is reserved (a placeholder for 32-bit numbers); 65000 is free for private use",
    ),
  ],
  [
    "an ASN that both sides of a VPN have",
    { "hybrid.vpn[0].customerGateway.asn": 64_512 },
    at(
      "hybrid.vpn[0].customerGateway.asn",
      "64512, which is hybrid.vpnGatewayAsn too",
      "another ASN than Amazon's side has",
    ),
  ],
  [
    "an ASN that the transit gateway has too",
    { ...transit, "hybrid.transitGateway": { asn: 65_010 } },
    at(
      "hybrid.vpn[0].customerGateway.asn",
      "65010, which is hybrid.transitGateway.asn too",
      "another ASN than Amazon's side has",
    ),
  ],
  [
    "an ASN that a Direct Connect gateway and its transit gateway share",
    {
      ...transit,
      "hybrid.transitGateway": { asn: 64_600 },
      "hybrid.directConnect": directConnect(),
    },
    at(
      "hybrid.directConnect.gatewayAsn",
      "64600, which is hybrid.transitGateway.asn too",
      "another ASN: a Direct Connect gateway and its transit gateway differ",
    ),
  ],
  [
    "an ASN that both sides of a virtual interface have",
    {
      "hybrid.directConnect": directConnect({
        interfaces: [{ name: "primary", connection: "primary", vlan: 101, asn: 64_600 }],
      }),
    },
    at(
      "hybrid.directConnect.interfaces[0].asn",
      "64600, which is hybrid.directConnect.gatewayAsn too",
      "another ASN than Amazon's side has",
    ),
  ],
  [
    "an inside block that AWS keeps",
    { "hybrid.vpn[0].tunnels[0].insideCidr": "169.254.1.0/30" },
    at(
      "hybrid.vpn[0].tunnels[0].insideCidr",
      '"169.254.1.0/30", which AWS keeps for itself',
      `another /30; ${tunnelOffer}`,
    ),
  ],
  [
    "an inside block of another tunnel",
    { "hybrid.vpn[0].tunnels[1].insideCidr": "169.254.10.0/30" },
    at(
      "hybrid.vpn[0].tunnels[1].insideCidr",
      '"169.254.10.0/30", which overlaps 169.254.10.0/30 of hybrid.vpn[0].tunnels[0].insideCidr',
      `a block of its own; ${tunnelOffer}`,
    ),
  ],
  [
    "an inside block of another connection",
    {
      "network.onPremises[1]": { name: "branch", cidr: "172.22.0.0/16" },
      "hybrid.vpn[1]": vpn({
        name: "branch",
        networks: ["branch"],
        customerGateway: { address: "198.51.100.11", asn: 65_011 },
        tunnels: [{ insideCidr: "169.254.10.4/30" }, {}],
      }),
    },
    at(
      "hybrid.vpn[1].tunnels[0].insideCidr",
      '"169.254.10.4/30", which overlaps 169.254.10.4/30 of hybrid.vpn[0].tunnels[1].insideCidr',
      `a block of its own; ${tunnelOffer}`,
    ),
  ],
  [
    "an inside block that is no /30 of the link-local addresses",
    { "hybrid.vpn[0].tunnels[0].insideCidr": "10.0.0.0/30" },
    at("hybrid.vpn[0].tunnels[0].insideCidr", '"10.0.0.0/30"', `a /30 of 169.254.0.0/16; ${tunnelOffer}`),
  ],
  [
    "an on-premises network that overlaps a workload's VPC",
    { "network.onPremises[0].cidr": "10.32.16.0/24" },
    at(
      "network.onPremises[0].cidr",
      '"10.32.16.0/24" of on-premises head-office, which overlaps 10.32.16.0/20 of workload booking (workloads[0].cidr)',
      "a block of its own",
    ),
  ],
  [
    "a VPN to a network that nobody declared",
    { "hybrid.vpn[0].networks": ["head-offise"] },
    at(
      "hybrid.vpn[0].networks[0]",
      '"head-offise"',
      "did you mean head-office? the name of a network of network.onPremises: head-office",
    ),
  ],
  [
    "a static VPN beside Direct Connect at a transit gateway",
    { ...transit, "hybrid.vpn[0].routing": "static", "hybrid.directConnect": directConnect() },
    at(
      "hybrid.vpn[0].routing",
      '"static" for head-office, which Direct Connect leads to as well',
      "bgp: a static route of a transit gateway would win over Direct Connect",
    ),
  ],
  [
    "more prefixes than Direct Connect announces for a virtual private gateway",
    { "hybrid.directConnect": directConnect({ allowedPrefixes: prefixes(21) }) },
    at(
      "hybrid.directConnect.allowedPrefixes",
      "21 prefixes",
      "at most 20 with connectivity: peering; announce a larger block, or none of the setting for 10.32.0.0/12",
    ),
  ],
  [
    "more prefixes than Direct Connect announces for a transit gateway",
    { ...transit, "hybrid.directConnect": directConnect({ allowedPrefixes: prefixes(201) }) },
    at(
      "hybrid.directConnect.allowedPrefixes",
      "201 prefixes",
      "at most 200 with connectivity: transitGateway; announce a larger block, or none of the setting for 10.32.0.0/12",
    ),
  ],
  [
    "a prefix outside the address space",
    { "hybrid.directConnect": directConnect({ allowedPrefixes: ["10.0.0.0/16"] }) },
    at(
      "hybrid.directConnect.allowedPrefixes[0]",
      '"10.0.0.0/16"',
      "a block inside network.addressSpace, 10.32.0.0/12",
    ),
  ],
  [
    "a connection that is neither one's own nor hosted",
    { "hybrid.directConnect": directConnect({ connections: [{ name: "primary", location: "EqLD5" }] }) },
    at(
      "hybrid.directConnect.connections[0]",
      '{"name":"primary","location":"EqLD5"}',
      "location and bandwidth for a connection of one's own, or hostedConnectionId for a hosted one",
    ),
  ],
  [
    "MACsec on a hosted connection",
    {
      "hybrid.directConnect": directConnect({
        connections: [{ name: "primary", hostedConnectionId: "dxcon-a1b2c3d4", macsec: {} }],
      }),
    },
    at(
      "hybrid.directConnect.connections[0].macsec",
      '{"required":false}',
      "nothing: the provider decides that of a hosted connection (hostedConnectionId)",
    ),
  ],
  [
    "MACsec at a speed that has none",
    {
      "hybrid.directConnect": directConnect({
        connections: [{ name: "primary", location: "EqLD5", bandwidth: "1Gbps", macsec: {} }],
      }),
    },
    at("hybrid.directConnect.connections[0].macsec", "MACsec at 1Gbps", "MACsec at 10Gbps, 100Gbps, 400Gbps"),
  ],
  [
    "MACsec required before there are keys",
    {
      "hybrid.directConnect": directConnect({
        connections: [
          { name: "primary", location: "EqLD5", bandwidth: "10Gbps", macsec: { required: true } },
        ],
      }),
    },
    at(
      "hybrid.directConnect.connections[0].macsec.required",
      "true, and no secretArn",
      "false until the keys are there (secretArn): without them nothing would pass",
    ),
  ],
  [
    "an interface on a connection that is not there",
    {
      "hybrid.directConnect": directConnect({
        interfaces: [{ name: "primary", connection: "second", vlan: 101, asn: 65_010 }],
      }),
    },
    at(
      "hybrid.directConnect.interfaces[0].connection",
      '"second"',
      "the name of one of hybrid.directConnect.connections: primary",
    ),
  ],
  [
    "a VLAN that the connection has already",
    {
      "hybrid.directConnect": directConnect({
        interfaces: [
          { name: "primary", connection: "primary", vlan: 101, asn: 65_010 },
          { name: "second", connection: "primary", vlan: 101, asn: 65_010 },
        ],
      }),
    },
    at(
      "hybrid.directConnect.interfaces[1].vlan",
      "101, which hybrid.directConnect.interfaces[0] has on the same connection",
      "a VLAN of its own",
    ),
  ],
  [
    "more spokes than a VPC has peerings",
    { workloads: manyWorkloads(126) },
    at(
      "connectivity",
      "126 workloads that are peered with the hub",
      "at most 125 peerings of one VPC; use transitGateway",
    ),
  ],
  [
    "a workload at a transit gateway that is not there",
    { "workloads[0].connectivity": "transitGateway" },
    at(
      "workloads[0].connectivity",
      '"transitGateway", and the environment has no transit gateway',
      "peering, or connectivity: transitGateway for the environment",
    ),
  ],
  [
    "a peered workload that asks for on-premises networks without a path",
    { "workloads[0].onPremises": true },
    at(
      "workloads[0].onPremises",
      "true for a workload that is peered with the hub, and a peering does not lead on to on-premises networks",
      "one of two ways out: connectivity: transitGateway for the environment; " +
        "or hybrid.directConnect, to whose gateway the workload then has a gateway of its own",
    ),
  ],
  [
    "a workload that stays peered beside a transit gateway and asks for on-premises networks",
    { ...transit, "workloads[0].onPremises": true, "workloads[0].connectivity": "peering" },
    at(
      "workloads[0].onPremises",
      "true for a workload that is peered with the hub, and a peering does not lead on to on-premises networks",
      "one of two ways out: connectivity: transitGateway for the workload; or an environment with connectivity: peering " +
        "and hybrid.directConnect, where the workload has a gateway of its own",
    ),
  ],
  [
    "a workload that asks for on-premises networks to which nothing leads",
    { ...transit, "workloads[0].onPremises": true, "hybrid.vpn": [], "network.hub.onPremises": false },
    at(
      "workloads[0].onPremises",
      "true, and nothing leads there",
      "a VPN connection or Direct Connect in hybrid, or onPremises: false",
    ),
  ],
  [
    "a firewall without a transit gateway",
    { "hybrid.transitGateway": { inspection: "firewall", inspectionCidr: "10.32.128.0/24" } },
    at(
      "hybrid.transitGateway.inspection",
      '"firewall"',
      "none, or connectivity: transitGateway: traffic over a peering passes no firewall",
    ),
  ],
  [
    "a firewall without a block",
    { ...transit, "hybrid.transitGateway": { inspection: "firewall" } },
    at(
      "hybrid.transitGateway.inspectionCidr",
      "nothing",
      "a block for the inspection VPC, /16 to /24; 10.32.34.0/24 is free",
    ),
  ],
  [
    "an inspection VPC in a workload's block",
    { ...transit, "hybrid.transitGateway": { inspection: "firewall", inspectionCidr: "10.32.16.0/24" } },
    at(
      "hybrid.transitGateway.inspectionCidr",
      '"10.32.16.0/24", which overlaps 10.32.16.0/20 of workload booking',
      "a block of its own; 10.32.34.0/24 is free",
    ),
  ],
];

describe("settings of hybrid connectivity", () => {
  for (const [title, changes, problem] of mistakes) {
    it(`refuses ${title}`, () => assert.deepEqual(problemsOf(changes), [problem]));
  }

  for (const [title, changes] of [
    ["125 peered workloads", { workloads: manyWorkloads(125) }],
    ["126 workloads at a transit gateway", { ...transit, workloads: manyWorkloads(126) }],
    [
      "20 prefixes for a virtual private gateway",
      { "hybrid.directConnect": directConnect({ allowedPrefixes: prefixes(20) }) },
    ],
    [
      "a peered workload with on-premises networks by Direct Connect",
      { "workloads[0].onPremises": true, "hybrid.directConnect": directConnect() },
    ],
    [
      "a hosted connection and a hosted interface",
      {
        "hybrid.directConnect": directConnect({
          connections: [{ name: "primary", hostedConnectionId: "dxcon-a1b2c3d4" }],
          interfaces: [
            { name: "primary", connection: "primary", vlan: 101, asn: 65_010 },
            { name: "second", hostedInterfaceId: "dxvif-a1b2c3d4" },
          ],
        }),
      },
    ],
  ] as Array<[string, Changes]>) {
    it(`takes ${title}`, () => assert.deepEqual(problemsOf(changes), []));
  }

  describe("that are secret", () => {
    const secret = "0wrong-because-it-begins-with-0";
    const messageOf = (changes: Changes): string => {
      try {
        load(changed(written("dev"), changes));
      } catch (error) {
        if (error instanceof SettingsError) return error.message;
        throw error;
      }
      throw new Error("the settings were taken");
    };
    for (const [title, changes] of [
      ["a key that is wrong", { "hybrid.vpn[0].tunnels[0].preSharedKey": secret }],
      ["a field that is spelt wrong", { "hybrid.vpn[0].tunnels[0].preSharedKye": secret }],
      ["a list that is too short", { "hybrid.vpn[0].tunnels": [{ preSharedKey: secret }] }],
      [
        "an interface that is not whole",
        { "hybrid.directConnect": directConnect({ interfaces: [{ name: "a1", vlan: 7, authKey: secret }] }) },
      ],
      [
        "an interface that is hosted",
        {
          "hybrid.directConnect": directConnect({
            interfaces: [{ name: "a1", hostedInterfaceId: "dxvif-a1b2c3d4", authKey: secret }],
          }),
        },
      ],
    ] as Array<[string, Changes]>) {
      it(`are not shown by a message about ${title}`, () => {
        const message = messageOf(changes);
        assert.match(message, /settings? (is|are) wrong/);
        assert.ok(!message.includes(secret), message);
      });
    }
  });
});
