import { contains, parseCidr } from "../addresses/cidr";
import { type Problem, show } from "../problems";
import { type EnvironmentSettings } from "../schema/environment";

/** Entries a direction that a network ACL takes unless the quota is raised. Source: VPC quotas, read 2026-11. */
const aclEntries = 20;

/** Entries that come into the tier of the resolver's endpoints: services, replies, and what each network adds. */
function entriesInto({ network }: Pick<EnvironmentSettings, "network">): number {
  const { hub, dns } = network;
  const each =
    (hub.onPremises ? hub.servicePorts.length : 0) +
    (dns.inboundResolver ? 2 : 0) +
    (dns.forward.length > 0 ? 2 : 0);
  return hub.servicePorts.length + 3 + network.onPremises.length * each;
}

/** Keys that the firewall's own rules have. */
const firewallKeys = ["allowed", "blocked", "alerted", "dga", "dns-tunneling"];

/** Names and endpoints: what contradicts the rest of the settings. */
export function checkDns(settings: EnvironmentSettings): Problem[] {
  return [...checkEndpointActions(settings), ...checkResolver(settings), ...checkFirewall(settings)];
}

function checkEndpointActions({ network: { hub } }: EnvironmentSettings): Problem[] {
  return Object.keys(hub.endpointActions)
    .filter((service) => !(hub.interfaceEndpoints as readonly string[]).includes(service))
    .map((service) => ({
      path: `network.hub.endpointActions.${service}`,
      found: "actions of an endpoint that is not there",
      allowed: `a service of network.hub.interfaceEndpoints: ${hub.interfaceEndpoints.join(", ")}`,
    }));
}

function checkResolver({ network }: EnvironmentSettings): Problem[] {
  const { inboundResolver, forward } = network.dns;
  if (!inboundResolver && forward.length === 0) return [];
  const problems: Problem[] = [];
  const networks = network.onPremises.map(({ name, cidr }) => `${cidr} (${name})`).join(", ");
  if (inboundResolver && network.onPremises.length === 0) {
    problems.push({
      path: "network.dns.inboundResolver",
      found: "true, with nobody to ask",
      allowed: "false, or the networks that ask in network.onPremises",
    });
  }
  const entries = entriesInto({ network });
  if (entries > aclEntries) {
    problems.push({
      path: "network.onPremises",
      found: `${network.onPremises.length} networks, ${entries} entries of the network ACL beside a resolver endpoint`,
      allowed: `at most ${aclEntries} entries: join the networks' blocks, or have fewer service ports`,
    });
  }
  forward.forEach(({ name, domain, targets }, index) => {
    const path = `network.dns.forward[${index}]`;
    for (const [field, value, of] of [
      ["name", name, forward.map((rule) => rule.name)],
      ["domain", domain, forward.map((rule) => rule.domain)],
    ] as const) {
      const first = of.indexOf(value);
      if (first === index) continue;
      problems.push({
        path: `${path}.${field}`,
        found: `${show(value)}, already in network.dns.forward[${first}]`,
        allowed: `a ${field} of its own`,
      });
    }
    targets.forEach((target, position) => {
      const inside = network.onPremises.some(({ cidr }) =>
        contains(parseCidr(cidr), parseCidr(`${target}/32`)),
      );
      if (inside) return;
      problems.push({
        path: `${path}.targets[${position}]`,
        found: show(target),
        allowed: networks
          ? `an address in network.onPremises: ${networks}`
          : "an address in network.onPremises, which is empty",
      });
    });
  });
  return problems;
}

function checkFirewall({ network }: EnvironmentSettings): Problem[] {
  const { firewall } = network.dns;
  if (!firewall) return [];
  const path = "network.dns.firewall";
  const names = firewall.managedLists.map(({ name }) => name);
  return [
    ...(["blocked", "alerted"] as const).flatMap((list) =>
      firewall[list].flatMap((domain, index) =>
        firewall.allowed.includes(domain)
          ? [
              {
                path: `${path}.${list}[${index}]`,
                found: `${show(domain)}, which is allowed too`,
                allowed: "a domain in one of the lists",
              },
            ]
          : [],
      ),
    ),
    ...names.flatMap((name, index) =>
      firewallKeys.includes(name) || names.indexOf(name) < index
        ? [
            {
              path: `${path}.managedLists[${index}].name`,
              found: show(name),
              allowed: `a name of its own, other than ${firewallKeys.join(", ")}`,
            },
          ]
        : [],
    ),
  ];
}
