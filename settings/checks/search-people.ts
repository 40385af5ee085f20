import { contains, overlaps, parseCidr } from "../addresses/cidr";
import { reachableOnPremises } from "../connectivity";
import { type Problem, show } from "../problems";
import { readMetadata } from "../saml-metadata";
import { type EnvironmentSettings } from "../schema/environment";

/** From where people reach the search domain, and how they sign in. */
export function checkSearchPeople(settings: EnvironmentSettings): Problem[] {
  return settings.search.domain ? [...checkFrom(settings), ...checkSaml(settings)] : [];
}

/** Only networks that something leads to, or the hub itself: a rule for any other lets in whoever comes to have its addresses. */
function checkFrom(settings: EnvironmentSettings): Problem[] {
  const { hub } = settings.network;
  const blocks = settings.search.domain?.from ?? [];
  const outside = reachableOnPremises(settings);
  const known = [hub.cidr, ...outside];
  const problems: Problem[] = [];
  const within = (block: string, outer: readonly string[]): boolean =>
    outer.some((one) => contains(parseCidr(one), parseCidr(block)));
  blocks.forEach((block, index) => {
    const path = `search.domain.from[${index}]`;
    const twin = blocks.findIndex(
      (other, at) => at < index && within(other, known) && overlaps(parseCidr(other), parseCidr(block)),
    );
    if (!within(block, known))
      problems.push({
        path,
        found: show(block),
        allowed: `a block inside the hub (${hub.cidr}) or inside an on-premises network that hybrid leads to: ${
          outside.join(", ") || "there is none"
        }`,
      });
    else if (twin >= 0)
      problems.push({
        path,
        found: `${show(block)}, which overlaps search.domain.from[${twin}]`,
        allowed: "blocks that do not overlap",
      });
  });
  if (!hub.onPremises && blocks.some((block) => within(block, outside)))
    problems.push({
      path: "network.hub.onPremises",
      found: show(false),
      allowed: "true: search.domain.from has blocks of on-premises networks, and replies need a route there",
    });
  return problems;
}

function checkSaml({ search }: EnvironmentSettings): Problem[] {
  const { saml, from = [] } = search.domain ?? {};
  if (!saml) return [];
  const problems: Problem[] = [];
  if (from.length === 0)
    problems.push({
      path: "search.domain.from",
      found: "nothing",
      allowed: "the networks from which people sign in by search.domain.saml",
    });
  const metadata = readMetadata(saml.metadataFile, saml.entityId);
  if ("problem" in metadata)
    problems.push({
      path: "search.domain.saml.metadataFile",
      found: `${show(saml.metadataFile)}: ${metadata.problem}`,
      allowed: `the metadata of the identity provider ${show(saml.entityId)}, which is search.domain.saml.entityId`,
    });
  if (saml.adminRole === undefined && saml.readerRoles.length === 0)
    problems.push({
      path: "search.domain.saml",
      found: "neither adminRole nor readerRoles",
      allowed: "at least one role of the identity provider: who has none may do nothing",
    });
  saml.readerRoles.forEach((role, index) => {
    const path = `search.domain.saml.readerRoles[${index}]`;
    if (role === saml.adminRole)
      problems.push({ path, found: `${show(role)}, which is adminRole`, allowed: "a role that only reads" });
    if (saml.readerRoles.indexOf(role) < index)
      problems.push({ path, found: `${show(role)}, a second time`, allowed: "each role once" });
  });
  return problems;
}
