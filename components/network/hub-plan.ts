import { type HubTier, blocksOf, hubTiers, layOut } from "../../settings/addresses/layout";
import { type ResolverGroup, resolverEntries, resolverGroups } from "../dns/resolver-plan";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type AclPlan, type GroupPlan, type TablePlan, type VpcPlan } from "./vpc-plan";
import { hasTransitGateway } from "../../settings/connectivity";
import { hubAttachmentEntries } from "./attachment-plan";
import { hubEntries, hubRules } from "./on-premises-plan";
import {
  type SearchGroup,
  searchEntries,
  searchGroups,
  searchPeopleEntries,
} from "../search/search-network-plan";
import { allowReplies, allowRepliesFromAnywhere, allowTcp, anywhere, numbered } from "./acl-entries";

/** Security groups of a hub. */
export type HubGroup = "shared" | "endpoints" | SearchGroup | ResolverGroup;

/** The tier of what carries a group: everything but the interface endpoints stands in the shared tier. */
export const tierOfHubGroup: Readonly<Record<HubGroup, HubTier>> = {
  shared: "shared",
  endpoints: "endpoints",
  search: "shared",
  "search-clients": "shared",
  "resolver-inbound": "shared",
  "resolver-outbound": "shared",
};

/** Tiers of the hub that spokes may call: the only ones that spokes get routes to. */
export const tiersTowardsSpokes = ["shared", "endpoints"] as const satisfies readonly HubTier[];

export type HubPlan = VpcPlan<HubTier, HubGroup>;

/** Plans the hub's VPC: shared services and endpoints over the zones, an internet gateway only when asked for. */
export function planHub(environment: EnvironmentSettings): HubPlan {
  const zones = environment.network.availabilityZones;
  const tiers: HubTier[] = [
    "shared",
    "endpoints",
    ...(environment.network.hub.internetGateway ? (["egress"] as const) : []),
    ...(hasTransitGateway(environment) ? (["attachment"] as const) : []),
  ];
  return {
    name: `${environment.environment}-hub`,
    role: "hub",
    addresses: layOut(environment.network.hub.cidr, hubTiers, zones, zones, tiers),
    tables: tiers.map((tier): TablePlan<HubTier> => ({
      key: tier,
      tier,
      availabilityZones: zones,
      s3: tier === "shared",
      ...(tier === "egress" ? { default: { to: "internetGateway" } as const } : {}),
    })),
    acls: tiers.map((tier) => planAcl(environment, tier)),
    groups: [...planGroups(environment), ...searchGroups(environment), ...resolverGroups(environment)],
  };
}

/** The fewest blocks that cover exactly the tiers that spokes may call: what the spokes' routes name. */
export function hubBlocks({ network }: EnvironmentSettings): string[] {
  return blocksOf(layOut(network.hub.cidr, hubTiers, network.availabilityZones, [], []), tiersTowardsSpokes);
}

function planAcl(environment: EnvironmentSettings, tier: HubTier): AclPlan<HubTier> {
  const { network } = environment;
  const onPremises = hubEntries(environment);
  const resolver = resolverEntries(environment);
  const people = searchPeopleEntries(environment);
  const space = network.addressSpace;
  switch (tier) {
    case "shared":
      return {
        tier,
        entries: [
          ...numbered("ingress", [
            ...network.hub.servicePorts.map((port) => allowTcp(space, port)),
            ...searchEntries(environment),
            allowReplies(space),
            ...allowRepliesFromAnywhere(),
            ...onPremises.shared.ingress,
            ...resolver.ingress,
            ...people.ingress,
          ]),
          ...numbered("egress", [
            allowReplies(space),
            allowTcp(anywhere, 443),
            ...onPremises.shared.egress,
            ...resolver.egress,
            ...people.egress,
          ]),
        ],
      };
    case "endpoints":
      return {
        tier,
        // An endpoint's interface never opens a connection.
        entries: [
          ...numbered("ingress", [allowTcp(space, 443), ...onPremises.endpoints.ingress]),
          ...numbered("egress", [allowReplies(space), ...onPremises.endpoints.egress]),
        ],
      };
    case "egress":
      return {
        tier,
        entries: [
          ...numbered("ingress", allowRepliesFromAnywhere()),
          ...numbered("egress", [allowTcp(anywhere, 443)]),
        ],
      };
    case "attachment":
      return { tier, entries: hubAttachmentEntries(environment, hubBlocks(environment)) };
    default:
      return { tier, entries: [] };
  }
}

function planGroups(environment: EnvironmentSettings): Array<GroupPlan<HubGroup>> {
  const { network } = environment;
  const onPremises = hubRules(environment);
  const tcp = (port: number) => ({ protocol: "tcp", fromPort: port, toPort: port }) as const;
  const spaceCidr = { kind: "cidr", cidr: network.addressSpace } as const;
  return [
    {
      group: "shared",
      description: "Shared services: log collectors and configuration",
      rules: [
        ...network.hub.servicePorts.map(
          (port) =>
            ({
              key: `from-environment-${port}`,
              direction: "ingress",
              ...tcp(port),
              peer: spaceCidr,
              description: "Shared service, from the environment's own addresses",
            }) as const,
        ),
        {
          key: "to-endpoints",
          direction: "egress",
          ...tcp(443),
          peer: { kind: "group", group: "endpoints" },
          description: "To the interface endpoints",
        },
        {
          key: "to-s3",
          direction: "egress",
          ...tcp(443),
          peer: { kind: "s3" },
          description: "S3 gateway endpoint",
        },
        ...onPremises.shared,
      ],
    },
    {
      group: "endpoints",
      description: "Interface endpoints",
      rules: [
        {
          key: "from-environment",
          direction: "ingress",
          ...tcp(443),
          peer: spaceCidr,
          description: "HTTPS from the environment's own addresses",
        },
        ...onPremises.endpoints,
      ],
    },
  ];
}
