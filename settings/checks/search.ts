import { type Problem, show } from "../problems";
import { type EnvironmentSettings } from "../schema/environment";
import { searchNetworks } from "../search-networks";

/** Bytes of a function's environment, 4 KB, less what else the shipper is told. Source: Lambda quotas, read 2026-11. */
const networksBytes = 3_000;

/** A search domain must fit the zones, and its functions must reach what they need from a VPC without a way to the internet. */
export function checkSearch(settings: EnvironmentSettings): Problem[] {
  const { domain } = settings.search;
  if (!domain) return [];
  const { availabilityZones, hub } = settings.network;
  const problems: Problem[] = [];
  const { zones, readers } = domain;
  if (zones !== undefined && zones > availabilityZones.length)
    problems.push({
      path: "search.domain.zones",
      found: show(zones),
      allowed: `at most the zones of network.availabilityZones, ${availabilityZones.length}`,
    });
  readers.forEach((reader, index) => {
    if (readers.indexOf(reader) < index)
      problems.push({
        path: `search.domain.readers[${index}]`,
        found: `${show(reader)}, a second time`,
        allowed: "each role once",
      });
  });
  if (!hub.interfaceEndpoints.includes("sqs"))
    problems.push({
      path: "network.hub.interfaceEndpoints",
      found: show(hub.interfaceEndpoints),
      allowed: "sqs among them: with search.domain the log shipper puts what cannot be stored into a queue",
    });
  // Where nobody is watched, there is no bus to tell, and nothing looks for habits.
  const { eventBusArn } = settings.organization;
  if (domain.habits.enabled && eventBusArn !== undefined && !hub.interfaceEndpoints.includes("events"))
    problems.push({
      path: "network.hub.interfaceEndpoints",
      found: show(hub.interfaceEndpoints),
      allowed:
        "events among them: what departs from the network's habits is told to the bus; or search.domain.habits: {enabled: false}",
    });
  domain.habits.known.forEach((block, index) => {
    if (domain.habits.known.indexOf(block) < index)
      problems.push({
        path: `search.domain.habits.known[${index}]`,
        found: `${show(block)}, a second time`,
        allowed: "each block once",
      });
  });
  const bytes = Buffer.byteLength(JSON.stringify(searchNetworks(settings)));
  if (bytes > networksBytes)
    problems.push({
      path: "search.domain",
      found: `${bytes} bytes of names and blocks of networks`,
      allowed: `at most ${networksBytes}, which a function's environment holds: fewer workloads or on-premises networks, or no domain`,
    });
  return problems;
}
