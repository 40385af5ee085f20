import { aggregate, formatCidr, parseCidr } from "../../settings/addresses/cidr";
import { type SpokeTier, blocksOf, layOut, spokeTiers } from "../../settings/addresses/layout";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import {
  type AclEntry,
  type AclPlan,
  type GroupPlan,
  type TablePlan,
  type VpcPlan,
  zoneLetter,
} from "./vpc-plan";
import { allowReplies, allowRepliesFromAnywhere, allowTcp, anywhere, numbered } from "./acl-entries";
import { pathsOf } from "../../settings/connectivity";
import { spokeAttachmentEntries } from "./attachment-plan";
import { hubBlocks } from "./hub-plan";
import { spokeEntries, spokeRules } from "./on-premises-plan";

/** Security groups of a workload. `load-balancer` is what stands in front of the web tier. */
export type SpokeGroup = "load-balancer" | "web" | "app" | "data";

/** The tier of what carries a group: what stands in front of the web tier stands in its subnets. */
export const tierOfSpokeGroup: Readonly<Record<SpokeGroup, SpokeTier>> = {
  "load-balancer": "web",
  web: "web",
  app: "app",
  data: "data",
};

/** Tiers of a workload that talk to the hub's shared services and endpoints. Data stays inside. */
export const tiersTowardsHub = ["web", "app"] as const satisfies readonly SpokeTier[];

export type SpokePlan = VpcPlan<SpokeTier, SpokeGroup>;

/** Plans a workload's VPC: subnets, route tables, network ACLs and security groups. */
export function planSpoke(environment: EnvironmentSettings, workload: WorkloadSettings): SpokePlan {
  const { network } = environment;
  const zones = workload.availabilityZones ?? network.availabilityZones;
  const tiers: SpokeTier[] = [
    "web",
    "app",
    ...(workload.tiers.data ? (["data"] as const) : []),
    ...(workload.internetEgress ? (["egress"] as const) : []),
    ...(pathsOf(environment, workload).attached ? (["attachment"] as const) : []),
  ];
  return {
    name: `${environment.environment}-${workload.name}`,
    role: "spoke",
    addresses: layOut(workload.cidr, spokeTiers, network.availabilityZones, zones, tiers),
    tables: tiers.flatMap((tier) => planTables(tier, zones, workload.internetEgress)),
    acls: tiers.map((tier) => planAcl(environment, workload, tier)),
    groups: planGroups(environment, workload),
  };
}

/** The fewest blocks that cover exactly the tiers that talk to the hub: what the hub's routes name. */
export function blocksTowardsHub(plan: SpokePlan): string[] {
  return blocksOf(plan.addresses, tiersTowardsHub);
}

function planTables(
  tier: SpokeTier,
  zones: readonly string[],
  internetEgress: boolean,
): Array<TablePlan<SpokeTier>> {
  const s3 = tier === "web" || tier === "app";
  if (tier === "egress") {
    return [{ key: tier, tier, availabilityZones: zones, s3: false, default: { to: "internetGateway" } }];
  }
  if (tier !== "app" || !internetEgress) return [{ key: tier, tier, availabilityZones: zones, s3 }];
  // A zone's traffic leaves by the zone's own NAT gateway: a zone that fails takes no other with it.
  return zones.map((zone) => ({
    key: `${tier}-${zoneLetter(zone)}`,
    tier,
    availabilityZones: [zone],
    s3,
    default: { to: "natGateway", zone },
  }));
}

function planAcl(
  environment: EnvironmentSettings,
  workload: WorkloadSettings,
  tier: SpokeTier,
): AclPlan<SpokeTier> {
  const block = tierBlocksOf(environment, workload);
  const { web, app, data } = workload.tiers;
  const hub = hubBlocks(environment);
  const servicePorts = environment.network.hub.servicePorts;
  const onPremises = spokeEntries(environment, workload);
  const extra = workload.additionalIngress.filter((rule) => rule.tier === tier);
  const toHub = servicePorts.flatMap((port) => hub.map((cidr) => allowTcp(cidr, port)));
  const repliesFromHub = hub.map(allowReplies);
  const admitted = extra.map(({ protocol, fromPort, toPort, cidr }) => ({
    action: "allow" as const,
    protocol,
    fromPort,
    toPort,
    cidr,
  }));
  const repliesToAdmitted = extra.map(({ protocol, cidr }) => ({ ...allowReplies(cidr), protocol }));
  const entries = ((): readonly AclEntry[] => {
    switch (tier) {
      case "web":
        return [
          ...numbered("ingress", [
            ...admitted,
            // The load balancer's nodes and the web servers share the tier; the hub may call it too.
            allowTcp(block.web, web.port),
            ...hub.map((cidr) => allowTcp(cidr, web.port)),
            allowReplies(block.app),
            allowReplies(block.web),
            ...repliesFromHub,
            ...allowRepliesFromAnywhere(),
            ...onPremises.web.ingress,
          ]),
          ...numbered("egress", [
            ...repliesToAdmitted,
            allowTcp(block.web, web.port),
            allowTcp(block.app, app.port),
            allowReplies(block.web),
            ...hub.map(allowReplies),
            ...toHub,
            allowTcp(anywhere, 443),
            ...onPremises.web.egress,
          ]),
        ];
      case "app":
        return [
          ...numbered("ingress", [
            ...admitted,
            allowTcp(block.web, app.port),
            ...(data ? [allowReplies(block.data)] : []),
            ...repliesFromHub,
            ...allowRepliesFromAnywhere(),
            ...onPremises.app.ingress,
          ]),
          ...numbered("egress", [
            ...repliesToAdmitted,
            allowReplies(block.web),
            ...(data ? [allowTcp(block.data, data.port)] : []),
            ...toHub,
            allowTcp(anywhere, 443),
            ...onPremises.app.egress,
          ]),
        ];
      case "data":
        return [
          ...numbered("ingress", [...admitted, allowTcp(block.app, data!.port)]),
          ...numbered("egress", [...repliesToAdmitted, allowReplies(block.app)]),
        ];
      case "egress":
        return [
          ...numbered("ingress", [allowTcp(block.app, 443), ...allowRepliesFromAnywhere()]),
          ...numbered("egress", [allowReplies(block.app), allowTcp(anywhere, 443)]),
        ];
      case "attachment":
        return spokeAttachmentEntries(
          environment,
          workload,
          aggregate([parseCidr(block.web), parseCidr(block.app)]).map(formatCidr),
          block,
        );
    }
  })();
  return { tier, entries };
}

/** Blocks of all tiers, used or not. */
function tierBlocksOf(
  { network }: EnvironmentSettings,
  { cidr }: WorkloadSettings,
): Readonly<Record<SpokeTier, string>> {
  return layOut(cidr, spokeTiers, network.availabilityZones, [], []).tierBlocks;
}

function planGroups(
  environment: EnvironmentSettings,
  workload: WorkloadSettings,
): Array<GroupPlan<SpokeGroup>> {
  const { web, app, data } = workload.tiers;
  const hub = hubBlocks(environment);
  const onPremises = spokeRules(environment, workload);
  const hubSuffix = (index: number): string => (index === 0 ? "" : `-${index + 1}`);
  const tcp = (port: number) => ({ protocol: "tcp", fromPort: port, toPort: port }) as const;

  const fromHub: GroupPlan<SpokeGroup>["rules"] = hub.map((cidr, index) => ({
    key: `from-hub${hubSuffix(index)}`,
    direction: "ingress",
    ...tcp(web.port),
    peer: { kind: "cidr", cidr },
    description: "Web traffic from the hub",
  }));
  const towardsHub: GroupPlan<SpokeGroup>["rules"] = environment.network.hub.servicePorts.flatMap((port) =>
    hub.map((cidr, index) => ({
      key: `to-hub-${port}${hubSuffix(index)}`,
      direction: "egress",
      ...tcp(port),
      peer: { kind: "cidr", cidr },
      description:
        port === 443 ? "Shared services and interface endpoints in the hub" : "Shared services in the hub",
    })),
  );
  const hubHttps: GroupPlan<SpokeGroup>["rules"] = environment.network.hub.servicePorts.includes(443)
    ? []
    : hub.map((cidr, index) => ({
        key: `to-hub-443${hubSuffix(index)}`,
        direction: "egress",
        ...tcp(443),
        peer: { kind: "cidr", cidr },
        description: "Interface endpoints in the hub",
      }));
  const toS3: GroupPlan<SpokeGroup>["rules"] = [
    {
      key: "to-s3",
      direction: "egress",
      ...tcp(443),
      peer: { kind: "s3" },
      description: "S3 gateway endpoint",
    },
  ];
  const toDynamodb: GroupPlan<SpokeGroup>["rules"] = workload.dynamodb
    ? [
        {
          key: "to-dynamodb",
          direction: "egress",
          ...tcp(443),
          peer: { kind: "dynamodb" },
          description: "DynamoDB gateway endpoint",
        },
      ]
    : [];
  const toInternet: GroupPlan<SpokeGroup>["rules"] = workload.internetEgress
    ? [
        {
          key: "to-internet",
          direction: "egress",
          ...tcp(443),
          peer: { kind: "cidr", cidr: anywhere },
          description: "HTTPS through the NAT gateways",
        },
      ]
    : [];

  const groups: Array<GroupPlan<SpokeGroup>> = [
    {
      group: "load-balancer",
      description: "In front of the web tier",
      rules: [
        ...fromHub,
        {
          key: "to-web",
          direction: "egress",
          ...tcp(web.port),
          peer: { kind: "group", group: "web" },
          description: "To the web tier",
        },
        ...onPremises["load-balancer"],
      ],
    },
    {
      group: "web",
      description: "Web tier",
      rules: [
        {
          key: "from-load-balancer",
          direction: "ingress",
          ...tcp(web.port),
          peer: { kind: "group", group: "load-balancer" },
          description: "From the load balancer",
        },
        ...fromHub,
        {
          key: "to-app",
          direction: "egress",
          ...tcp(app.port),
          peer: { kind: "group", group: "app" },
          description: "To the app tier",
        },
        ...towardsHub,
        ...hubHttps,
        ...toS3,
      ],
    },
    {
      group: "app",
      description: "App tier",
      rules: [
        {
          key: "from-web",
          direction: "ingress",
          ...tcp(app.port),
          peer: { kind: "group", group: "web" },
          description: "From the web tier",
        },
        ...(data
          ? [
              {
                key: "to-data",
                direction: "egress",
                ...tcp(data.port),
                peer: { kind: "group", group: "data" },
                description: "To the database",
              } as const,
            ]
          : []),
        ...towardsHub,
        ...hubHttps,
        ...toS3,
        ...toDynamodb,
        ...toInternet,
        ...onPremises.app,
      ],
    },
    ...(data
      ? [
          {
            group: "data",
            description: "Data tier",
            rules: [
              {
                key: "from-app",
                direction: "ingress",
                ...tcp(data.port),
                peer: { kind: "group", group: "app" },
                description: "From the app tier",
              },
            ],
          } as const,
        ]
      : []),
  ];
  return groups.map((group) => ({
    ...group,
    rules: [
      ...group.rules,
      ...workload.additionalIngress.flatMap((rule, index) =>
        rule.tier === group.group
          ? [
              {
                key: `additional-${index + 1}`,
                direction: "ingress" as const,
                protocol: rule.protocol,
                fromPort: rule.fromPort,
                toPort: rule.toPort,
                peer: { kind: "cidr" as const, cidr: rule.cidr },
                description: rule.description,
              },
            ]
          : [],
      ),
    ],
  }));
}
