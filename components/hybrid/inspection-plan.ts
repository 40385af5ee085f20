import { type TierShare, layOut } from "../../settings/addresses/layout";
import { onPremisesOf, onPremisesOfHub, reachableOnPremises } from "../../settings/connectivity";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { numbered } from "../network/acl-entries";
import { type AclPlan, type VpcPlan, zoneLetter } from "../network/vpc-plan";

/** The tiers of the inspection VPC: where the transit gateway enters, and where the firewall's endpoints are. */
export const inspectionTiers = [
  { tier: "attachment", newBits: 1, index: 0 },
  { tier: "firewall", newBits: 1, index: 1 },
] as const satisfies readonly TierShare[];
export type InspectionTier = (typeof inspectionTiers)[number]["tier"];

export interface InspectionPlan {
  readonly network: VpcPlan<InspectionTier, never>;
  /** Blocks whose traffic passes: where the firewall's subnets send it back to the transit gateway. */
  readonly blocks: readonly string[];
  /** What the firewall lets through, in the language of Suricata, one rule a line. Everything else is dropped and reported. */
  readonly rules: readonly string[];
}

/** Plans the inspection VPC; undefined when traffic passes no firewall. */
export function planInspection(settings: EnvironmentSettings): InspectionPlan | undefined {
  const { environment, network, hybrid } = settings;
  const { inspection, inspectionCidr } = hybrid.transitGateway;
  if (inspection === "none" || inspectionCidr === undefined) return undefined;
  const zones = network.availabilityZones;
  const blocks = [network.addressSpace, ...reachableOnPremises(settings)];
  return {
    network: {
      name: `${environment}-inspection`,
      role: "inspection",
      addresses: layOut(inspectionCidr, inspectionTiers, zones, zones, ["attachment", "firewall"]),
      tables: [
        // Each zone's traffic goes to the zone's own endpoint: the firewall sees both directions of a flow in one place.
        ...zones.map((zone) => ({
          key: `attachment-${zoneLetter(zone)}`,
          tier: "attachment" as const,
          availabilityZones: [zone],
          s3: false,
        })),
        { key: "firewall", tier: "firewall" as const, availabilityZones: zones, s3: false },
      ],
      acls: (["attachment", "firewall"] as const).map((tier) => planAcl(tier, blocks)),
      groups: [],
    },
    blocks,
    rules: planRules(settings),
  };
}

/** What is let through the firewall decides; here only strangers are kept out. */
function planAcl(tier: InspectionTier, blocks: readonly string[]): AclPlan<InspectionTier> {
  const all = blocks.flatMap((cidr) =>
    (["tcp", "udp"] as const).map((protocol) => ({
      action: "allow" as const,
      protocol,
      fromPort: 0,
      toPort: 65535,
      cidr,
    })),
  );
  return { tier, entries: [...numbered("ingress", all), ...numbered("egress", all)] };
}

/** One path that the firewall lets through. */
interface Path {
  readonly protocol: "tcp" | "udp";
  readonly from: string;
  readonly to: string;
  /** Ports as Suricata writes them: `443`, `9000:9010`. */
  readonly ports: readonly string[];
  readonly what: string;
}

/** The same paths that security groups and network ACLs allow, a second time by another hand. */
function planRules(settings: EnvironmentSettings): string[] {
  const { network, workloads } = settings;
  const { cidr: hub, servicePorts } = network.hub;
  const tcp = (from: string, to: string, ports: readonly number[], what: string): Path => ({
    protocol: "tcp",
    from,
    to,
    ports: [...new Set(ports)].map(String),
    what,
  });
  const toHub = [...servicePorts, 443];
  const paths: Path[] = [
    tcp(network.addressSpace, hub, toHub, "shared services"),
    ...onPremisesOfHub(settings).map((from) => tcp(from, hub, toHub, "shared services from on-premises")),
    ...workloads.flatMap((workload) => {
      const { name, cidr, tiers, onPremisesPorts, additionalIngress } = workload;
      const outside = onPremisesOf(settings, workload);
      return [
        tcp(hub, cidr, [tiers.web.port], `web of ${name}`),
        ...outside.map((from) => tcp(from, cidr, [tiers.web.port], `web of ${name} from on-premises`)),
        ...outside.map((to) => tcp(cidr, to, onPremisesPorts, `${name} to on-premises`)),
        ...additionalIngress.map(({ protocol, cidr: from, fromPort, toPort }) => ({
          protocol,
          from,
          to: cidr,
          ports: [fromPort === toPort ? `${fromPort}` : `${fromPort}:${toPort}`],
          what: `additional rule of ${name}`,
        })),
      ];
    }),
  ];
  return paths
    .filter(({ ports }) => ports.length > 0)
    .map(
      ({ protocol, from, to, ports, what }, index) =>
        `pass ${protocol} ${from} any -> ${to} [${ports.join(",")}] (msg:"${what}"; sid:${1000 + index}; rev:1;)`,
    );
}
