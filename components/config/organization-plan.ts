import { conformancePackTemplate } from "./conformance-pack";
import { globalRegion } from "./recorder-plan";
import { isOffered, type ManagedRule } from "./rules";

/** One organisation conformance pack in one Region. */
export interface PackPlan {
  readonly key: string;
  readonly region: string;
  readonly home: boolean;
  readonly template: string;
}

export interface OrganizationConfigPlan {
  /** Rules of the home Region that are resources of their own. */
  readonly rules: readonly ManagedRule[];
  readonly packs: readonly PackPlan[];
}

export interface OrganizationConfigArgs {
  readonly name: string;
  readonly home: string;
  /** More Regions in use. */
  readonly others: readonly string[];
  readonly rules: readonly ManagedRule[];
  readonly pack: readonly ManagedRule[];
  /** Names of rules that are left out. */
  readonly without: readonly string[];
  /** Names of rules that are off by themselves and asked for. */
  readonly with: readonly string[];
}

/** A rule's name that no rule has. */
export class UnknownRuleError extends Error {
  constructor(names: readonly string[], known: readonly string[]) {
    super(`no rule is named ${names.join(" or ")}; there are ${known.join(", ")}`);
    this.name = "UnknownRuleError";
  }
}

/**
 * Which rule runs where: each in every Region in use that has it; one about the account or IAM in one Region only. A rule or pack is
 * an API call a Region (developer guide, "Managing rules across all accounts", read 2026-11), so a resource a Region: at home each
 * rule that something acts on is one, elsewhere the pack has them all.
 * @throws UnknownRuleError for a name that no rule has, ConformancePackError for a pack that AWS would not take
 */
export function planOrganizationConfig(args: OrganizationConfigArgs): OrganizationConfigPlan {
  const known = [...args.rules, ...args.pack].map(({ name }) => name);
  const unknown = [...args.without, ...args.with].filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new UnknownRuleError(unknown, known);
  const regions = [...new Set([args.home, ...args.others])];
  const global = globalRegion(args.home, args.others);
  const chosen = (rules: readonly ManagedRule[], region: string): ManagedRule[] =>
    rules.filter(
      (rule) =>
        isOffered(rule, region) &&
        (rule.place === "regional" || region === global) &&
        !args.without.includes(rule.name) &&
        (rule.off === undefined || args.with.includes(rule.name)),
    );
  return {
    rules: chosen(args.rules, args.home),
    packs: regions.flatMap((region) => {
      const home = region === args.home;
      const rules = chosen(home ? args.pack : [...args.rules, ...args.pack], region);
      if (rules.length === 0) return [];
      const key = `${args.name}-baseline${home ? "" : `-${region}`}`;
      return [{ key, region, home, template: conformancePackTemplate(rules) }];
    }),
  };
}
