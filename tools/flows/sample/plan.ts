import {
  type PlannedGroup,
  type PlannedNetwork,
  type PlannedRule,
  type PlannedSubnet,
} from "../../../functions/network-baseline/planned";
import { HOSTS, type Host } from "./hosts";

const HUB = "10.0.0.0/16";
const SPOKES = ["10.10.0.0/16", "10.20.0.0/16", "10.30.0.0/16"];
const OFFICE = "192.168.0.0/16";
const ANYWHERE = "0.0.0.0/0";
const STORE = "52.95.150.0/24";

function rule(
  direction: PlannedRule["direction"],
  protocol: string,
  port: number,
  peer: PlannedRule["peer"],
): PlannedRule {
  return { direction, protocol, fromPort: port, toPort: port, peer };
}

/** What every host of a spoke may: logs and time at the hub, and S3 through its endpoint. */
const BASE = [
  rule("egress", "tcp", 6514, { cidr: HUB }),
  rule("egress", "udp", 123, { cidr: HUB }),
  rule("egress", "tcp", 443, { prefixes: [STORE] }),
];

function spokeGroups(network: string): PlannedGroup[] {
  const name = (tier: string): string => `${network}-${tier}`;
  return [
    {
      name: name("web"),
      rules: [
        ...BASE,
        rule("ingress", "tcp", 443, { cidr: ANYWHERE }),
        rule("egress", "tcp", 8080, { group: name("app") }),
      ],
    },
    {
      name: name("app"),
      rules: [
        ...BASE,
        rule("ingress", "tcp", 8080, { group: name("web") }),
        rule("egress", "tcp", 5432, { group: name("data") }),
      ],
    },
    { name: name("data"), rules: [...BASE, rule("ingress", "tcp", 5432, { group: name("app") })] },
  ];
}

const HUB_GROUP: PlannedGroup = {
  name: "hub-shared",
  rules: [
    ...SPOKES.flatMap((cidr) => [
      rule("ingress", "tcp", 6514, { cidr }),
      rule("ingress", "udp", 123, { cidr }),
    ]),
    rule("ingress", "tcp", 22, { cidr: OFFICE }),
  ],
};

function subnetOf(host: Host): PlannedSubnet {
  return {
    name: `${host.network}-${host.tier}`,
    vpc: host.network,
    workload: host.network,
    tier: host.tier,
    cidr: host.address.replace(/\d+$/, "0/24"),
    groups: [`${host.network}-${host.tier}`],
    nacl: "open",
    routeTable: host.network === "hub" ? "hub" : host.tier === "web" ? "public" : "private",
  };
}

/** The plan of the sample landing zone. Every ordinary record of the sample is within it, and no incident is. */
export const SAMPLE_PLAN: PlannedNetwork = {
  subnets: HOSTS.filter((host) => host.zone.endsWith("1")).map(subnetOf),
  groups: [HUB_GROUP, ...["booking", "payments", "reports"].flatMap(spokeGroups)],
  nacls: [
    {
      name: "open",
      entries: (["ingress", "egress"] as const).map((direction) => ({
        direction,
        number: 100,
        protocol: "-1",
        fromPort: 0,
        toPort: 0,
        cidr: ANYWHERE,
        allow: true,
      })),
    },
  ],
  routeTables: [
    {
      name: "hub",
      routes: [...SPOKES, OFFICE].map((destination) => ({
        destination,
        target: destination === OFFICE ? "vgw" : "pcx",
      })),
    },
    {
      name: "public",
      routes: [
        { destination: HUB, target: "pcx" },
        { destination: OFFICE, target: "vgw" },
        { destination: ANYWHERE, target: "igw" },
      ],
    },
    {
      name: "private",
      routes: [
        { destination: HUB, target: "pcx" },
        { destination: STORE, target: "vpce" },
      ],
    },
  ],
};
