import { type EnvironmentSettings } from "../../settings/schema/environment";
import { allowTcp, type Unnumbered } from "../network/acl-entries";
import { type GroupPlan } from "../network/vpc-plan";

/** Security groups of the search domain and of the functions that call it. */
export type SearchGroup = "search" | "search-clients";

const https = { protocol: "tcp", fromPort: 443, toPort: 443 } as const;

/** The domain answers its functions and nobody else; the functions reach the domain and the interface endpoints. None without a domain. */
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
