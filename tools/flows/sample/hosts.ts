import { type NamedNetwork } from "../../../functions/flow-logs/networks";

/** One interface of the sample landing zone. */
export interface Host {
  readonly address: string;
  readonly interfaceId: string;
  readonly instanceId: string;
  readonly subnetId: string;
  readonly vpcId: string;
  readonly account: string;
  readonly network: string;
  readonly tier: "web" | "app" | "data" | "shared";
  readonly zone: string;
}

/** The sample's networks: a hub, three spokes, and the office behind the VPN. */
export const NETWORKS: readonly NamedNetwork[] = [
  { name: "hub", cidrs: ["10.0.0.0/16"] },
  { name: "booking", cidrs: ["10.10.0.0/16"] },
  { name: "payments", cidrs: ["10.20.0.0/16"] },
  { name: "reports", cidrs: ["10.30.0.0/16"] },
  { name: "office", cidrs: ["192.168.0.0/16"], logged: false },
];

const ACCOUNTS: Readonly<Record<string, string>> = {
  hub: "111111111111",
  booking: "222222222222",
  payments: "333333333333",
  reports: "444444444444",
};

const TIERS = ["web", "app", "data"] as const;

function host(network: string, second: number, tier: Host["tier"], third: number, zone: number): Host {
  const number = `${second.toString(16).padStart(2, "0")}${third.toString(16).padStart(2, "0")}${zone}`;
  return {
    address: `10.${second}.${third}.${10 + zone}`,
    interfaceId: `eni-0${network}${tier}${zone}`,
    instanceId: `i-0${number.padEnd(16, "0")}`,
    subnetId: `subnet-0${number.padEnd(16, "0")}`,
    vpcId: `vpc-0${network.padEnd(16, "0")}`,
    account: ACCOUNTS[network] as string,
    network,
    tier,
    zone: `euw2-az${zone}`,
  };
}

/** Two hosts a tier in each spoke, two of shared services in the hub. */
export const HOSTS: readonly Host[] = [
  ...[1, 2].map((zone) => host("hub", 0, "shared", 1, zone)),
  ...(
    [
      ["booking", 10],
      ["payments", 20],
      ["reports", 30],
    ] as const
  ).flatMap(([network, second]) =>
    TIERS.flatMap((tier, index) => [1, 2].map((zone) => host(network, second, tier, index + 1, zone))),
  ),
];

/** The hosts of a network and tier. */
export function hosts(network: string, tier: Host["tier"]): Host[] {
  return HOSTS.filter((one) => one.network === network && one.tier === tier);
}
