import { conformancePackTemplate } from "./conformance-pack";
import { globalRegion } from "./recorder-plan";
import { isOffered, type ManagedRule } from "./rules";

/** One organisation rule in one Region. */
export interface RulePlan {
  /** Logical name: the rule's, with the Region where that is not the home Region. */
  readonly key: string;
  readonly region: string;
  readonly home: boolean;
  readonly rule: ManagedRule;
}

/** One organisation conformance pack in one Region. */
export interface PackPlan {
  readonly key: string;
  readonly region: string;
  readonly home: boolean;
  readonly template: string;
}

export interface OrganizationConfigPlan {
  readonly rules: readonly RulePlan[];
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

/**
 * Which rule runs where: each in every Region in use that has it; one about the account or IAM in one Region only. A rule or pack is
 * an API call a Region (developer guide, "Managing rules across all accounts", read 2026-11), so a resource a Region.
 */
export function planOrganizationConfig(args: OrganizationConfigArgs): OrganizationConfigPlan {
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
  const suffix = (region: string): string => (region === args.home ? "" : `-${region}`);
  return {
    rules: regions.flatMap((region) =>
      chosen(args.rules, region).map((rule) => ({
        key: `${rule.name}${suffix(region)}`,
        region,
        home: region === args.home,
        rule,
      })),
    ),
    packs: regions.flatMap((region) => {
      const rules = chosen(args.pack, region);
      if (rules.length === 0) return [];
      return [
        {
          key: `${args.name}-baseline${suffix(region)}`,
          region,
          home: region === args.home,
          template: conformancePackTemplate(rules),
        },
      ];
    }),
  };
}
