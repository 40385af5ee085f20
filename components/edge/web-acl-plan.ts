import { type EdgeSettings } from "../../settings/schema/edge";

/** What a rule looks at. */
export type WebAclMatch =
  | { readonly kind: "managedGroup"; readonly name: string }
  | { readonly kind: "rate"; readonly limit: number }
  | { readonly kind: "countries"; readonly codes: readonly string[]; readonly inverted: boolean };

export interface WebAclRulePlan {
  /** Name of the rule, and of its metric. */
  readonly name: string;
  /** Unique within the ACL; the lowest is asked first. */
  readonly priority: number;
  readonly match: WebAclMatch;
  readonly effect: "count" | "block";
}

/**
 * AWS's rule groups before every service, in the order in which they are asked: the cheap and certain first. Capacity units
 * are charged beyond 1,500 for an ACL. Source: WAF developer guide, "AWS Managed Rules rule groups list", read 2026-11.
 */
export const managedGroups = [
  { name: "AWSManagedRulesAmazonIpReputationList", capacity: 25, why: "addresses that AWS knows to attack" },
  { name: "AWSManagedRulesKnownBadInputsRuleSet", capacity: 200, why: "requests of known exploits" },
  { name: "AWSManagedRulesCommonRuleSet", capacity: 700, why: "what OWASP lists" },
  { name: "AWSManagedRulesSQLiRuleSet", capacity: 200, why: "injected SQL" },
  { name: "AWSManagedRulesLinuxRuleSet", capacity: 200, why: "paths and commands of Linux" },
] as const;

/** Capacity units of a rate limit by address, and of a match of countries. */
export const ownCapacity = { rate: 2, countries: 1 } as const;

/** Fields that the log leaves out: they hold who somebody is. */
export const redactedHeaders = ["authorization", "cookie", "x-api-key"] as const;

/** Rules of a service's web ACL; in count mode every one only counts what it would block. */
export function planWebAcl({ mode, rateLimit, countries }: EdgeSettings): WebAclRulePlan[] {
  const matches: Array<Pick<WebAclRulePlan, "name" | "match">> = [
    ...(countries
      ? [
          {
            name: "Countries",
            match: {
              kind: "countries",
              codes: countries.codes,
              inverted: countries.action === "allow",
            } as const,
          },
        ]
      : []),
    { name: "RateLimit", match: { kind: "rate", limit: rateLimit } },
    ...managedGroups.map(({ name }) => ({ name, match: { kind: "managedGroup", name } as const })),
  ];
  return matches.map((rule, index) => ({ ...rule, priority: 10 * (index + 1), effect: mode }));
}
