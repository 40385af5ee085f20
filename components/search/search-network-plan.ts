import { type EnvironmentSettings } from "../../settings/schema/environment";
import { contains, parseCidr } from "../../settings/addresses/cidr";
import { onPremisesOfHub } from "../../settings/connectivity";
import { allowReplies, allowTcp, type Unnumbered } from "../network/acl-entries";
import { type GroupPlan, type GroupRule } from "../network/vpc-plan";

/** Security groups of the search domain and of the functions that call it. */
export type SearchGroup = "search" | "search-clients";

const https = { protocol: "tcp", fromPort: 443, toPort: 443 } as const;

/** The domain answers its functions, and people of the networks in `from`; the functions reach the domain and the interface endpoints. None without a domain. */
export function searchGroups({
  search,
}: EnvironmentSettings): ReadonlyArray<GroupPlan<SearchGroup | "endpoints">> {
  if (!search.domain) return [];
  return [
    {
      group: "search",
      description: "Search domain",
      rules: [
        {
          key: "from-clients",
          direction: "ingress",
          ...https,
          peer: { kind: "group", group: "search-clients" },
          description: "From the log shipper and the setup",
        },
        ...search.domain.from.map((block, index): GroupRule<SearchGroup> => ({
          key: `from-people${index === 0 ? "" : `-${index + 1}`}`,
          direction: "ingress",
          ...https,
          peer: { kind: "cidr", cidr: block },
          description: "People who look at the dashboards",
        })),
      ],
    },
    {
      group: "search-clients",
      description: "Functions that fill and set up the search domain",
      rules: [
        {
          key: "to-search",
          direction: "egress",
          ...https,
          peer: { kind: "group", group: "search" },
          description: "To the search domain",
        },
        {
          key: "to-endpoints",
          direction: "egress",
          ...https,
          peer: { kind: "group", group: "endpoints" },
          description: "To the interface endpoints, for the queues",
        },
      ],
    },
  ];
}

/** What the shared tier's network ACL needs beside its services' ports: functions and domain may lie in different zones. */
export function searchEntries({ network, search }: EnvironmentSettings): readonly Unnumbered[] {
  return search.domain && !network.hub.servicePorts.includes(443) ? [allowTcp(network.hub.cidr, 443)] : [];
}

/**
 * What the shared tier's network ACL needs for people who reach the domain from on-premises networks, and has not for the shared services'
 * sake. To be appended, so that no other entry is renumbered.
 */
export function searchPeopleEntries(environment: EnvironmentSettings): {
  readonly ingress: readonly Unnumbered[];
  readonly egress: readonly Unnumbered[];
} {
  const { network, search } = environment;
  const inside = (block: string, outer: readonly string[]): boolean =>
    outer.some((one) => contains(parseCidr(one), parseCidr(block)));
  const outside = (search.domain?.from ?? []).filter((block) => !inside(block, [network.addressSpace]));
  const served = onPremisesOfHub(environment);
  return {
    ingress: outside
      .filter((block) => !network.hub.servicePorts.includes(443) || !inside(block, served))
      .map((block) => allowTcp(block, 443)),
    egress: outside.filter((block) => !inside(block, served)).map(allowReplies),
  };
}
