import { globalRegionOf, partitionOf } from "../facts/regions";
import { missingServices } from "../facts/services";
import { type Problem, show } from "../problems";
import { type OrganizationSettings } from "../schema/organization";

/** Regions in use: the home Region and that of the global services among them, each once, and none without a service. */
export function checkRegions({ region, regions, guardrails }: OrganizationSettings): Problem[] {
  const problems: Problem[] = [];
  for (const [name, why] of [
    [region, "the home Region (region)"],
    [globalRegionOf(region), "the Region in which the global services report"],
  ] as const) {
    if (regions.includes(name)) continue;
    problems.push({ path: "regions", found: show(regions), allowed: `a list with ${name}, ${why}` });
  }
  for (const [index, name] of regions.entries()) {
    const path = `regions[${index}]`;
    if (regions.indexOf(name) < index) {
      problems.push({ path, found: `${show(name)}, a second time`, allowed: "each Region once" });
      continue;
    }
    if (partitionOf(name) !== partitionOf(region)) {
      problems.push({
        path,
        found: show(name),
        allowed: `a Region of the same partition as ${region}, ${partitionOf(region)}`,
      });
    }
    problems.push(...withoutService(path, name, name === region));
    if (guardrails.regions && !guardrails.regions.includes(name)) {
      problems.push({
        path: "guardrails.regions",
        found: show(guardrails.regions),
        allowed: `a list with ${name}, which is in use (${path})`,
      });
    }
  }
  return problems;
}

/** What a Region lacks of what the landing zone needs there. */
export function withoutService(path: string, region: string, isHome: boolean): Problem[] {
  return missingServices(region, isHome).map(({ name, need }) => ({
    path,
    found: `${show(region)}, where ${name} does not exist`,
    allowed: `a Region with ${name}: ${need}`,
  }));
}
