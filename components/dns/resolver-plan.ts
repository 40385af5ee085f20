import { contains, parseCidr } from "../../settings/addresses/cidr";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type Unnumbered, allowReplies } from "../network/acl-entries";
import { type GroupPlan, type GroupRule } from "../network/vpc-plan";

/** Security groups of the resolver's endpoints. */
export type ResolverGroup = "resolver-inbound" | "resolver-outbound";

const dnsPort = 53;
const protocols = ["udp", "tcp"] as const;

/** On-premises blocks that ask through the inbound endpoint. */
function askers({ network }: EnvironmentSettings): string[] {
  return network.dns.inboundResolver ? network.onPremises.map(({ cidr }) => cidr) : [];
}

/** On-premises blocks in which the servers stand that the outbound endpoint asks. */
export function answerers({ network }: EnvironmentSettings): string[] {
  const targets = network.dns.forward.flatMap((rule) =>
    rule.targets.map((target) => parseCidr(`${target}/32`)),
  );
  return network.onPremises
    .map(({ cidr }) => cidr)
    .filter((cidr) => targets.some((target) => contains(parseCidr(cidr), target)));
}

/** One group for each endpoint that is wanted: port 53 and nothing else. */
export function resolverGroups(settings: EnvironmentSettings): Array<GroupPlan<ResolverGroup>> {
  const rules = (
    direction: GroupRule<ResolverGroup>["direction"],
    blocks: readonly string[],
    description: string,
  ): Array<GroupRule<ResolverGroup>> =>
    blocks.flatMap((cidr, index) =>
      protocols.map((protocol) => ({
        key: `dns-${protocol}-${index + 1}`,
        direction,
        protocol,
        fromPort: dnsPort,
        toPort: dnsPort,
        peer: { kind: "cidr", cidr },
        description,
      })),
    );
  const { inboundResolver, forward } = settings.network.dns;
  return [
    ...(inboundResolver
      ? [
          {
            group: "resolver-inbound",
            description: "Answers on-premises questions for private names",
            rules: rules("ingress", askers(settings), "DNS from on-premises"),
          } as const,
        ]
      : []),
    ...(forward.length > 0
      ? [
          {
            group: "resolver-outbound",
            description: "Asks on-premises DNS servers",
            rules: rules("egress", answerers(settings), "DNS to on-premises servers"),
          } as const,
        ]
      : []),
  ];
}

/** Entries that the ACL of the tier with the endpoints needs beside its own. */
export function resolverEntries(
  settings: EnvironmentSettings,
): Readonly<Record<"ingress" | "egress", readonly Unnumbered[]>> {
  const dns = (cidr: string): Unnumbered[] =>
    protocols.map((protocol) => ({
      action: "allow",
      protocol,
      fromPort: dnsPort,
      toPort: dnsPort,
      cidr,
    }));
  return {
    // Replies over TCP come in by the entries for replies from anywhere. RDP's port is left out over UDP as it is there.
    ingress: [
      ...askers(settings).flatMap(dns),
      ...answerers(settings).flatMap((cidr): Unnumbered[] => [
        { action: "allow", protocol: "udp", fromPort: 1024, toPort: 3388, cidr },
        { action: "allow", protocol: "udp", fromPort: 3390, toPort: 65535, cidr },
      ]),
    ],
    egress: [
      ...askers(settings).flatMap((cidr): Unnumbered[] =>
        protocols.map((protocol) => ({ ...allowReplies(cidr), protocol })),
      ),
      ...answerers(settings).flatMap(dns),
    ],
  };
}
