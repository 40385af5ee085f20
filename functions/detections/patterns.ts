import { TRAIL_DETAIL_TYPES } from "../lib/events-record";
import { CATALOGUE } from "./catalogue";
import { DEFAULT_POLICY } from "./policy";
import { type DetailPattern, type Policy } from "./types";

/** The longest event pattern a rule may have, in characters. Source: EventBridge quotas (2025). */
export const PATTERN_LIMIT = 4096;

/** Services whose API calls EventBridge delivers in us-east-1 only. Source: EventBridge user guide, global services (2025). */
const US_EAST_1_ONLY = [
  "account.amazonaws.com",
  "cloudfront.amazonaws.com",
  "iam.amazonaws.com",
  "organizations.amazonaws.com",
  "waf.amazonaws.com",
];

/** An EventBridge event pattern. */
export interface EventPattern {
  readonly source: readonly unknown[];
  readonly "detail-type": readonly string[];
  readonly detail: DetailPattern;
}

/** A rule to be created on the default bus of every account, with the security account's bus as its target. */
export interface RulePlan {
  /** Unique among the plans; ends in a number where a service needs more than one rule. */
  readonly name: string;
  readonly description: string;
  /** `global` rules go to us-east-1 whether or not the account works there; `regional` ones to every Region in use and us-east-1. */
  readonly scope: "regional" | "global";
  /** Read-only calls reach only rules in the second state. */
  readonly state: "ENABLED" | "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
  readonly pattern: EventPattern;
}

/** Nobody but AWS may put events whose source begins with "aws.", so this prefix keeps forged records out. */
const FROM_AWS = [{ prefix: "aws." }];

function patternOf(detail: DetailPattern): EventPattern {
  return { source: FROM_AWS, "detail-type": TRAIL_DETAIL_TYPES, detail };
}

/** Splits names so that each part's pattern stays within the limit. */
function split(source: string, names: readonly string[], limit: number): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const name of names) {
    const last = parts[parts.length - 1] ?? [];
    const longer = JSON.stringify(patternOf({ eventSource: [source], eventName: [...last, name] }));
    if (longer.length > limit && last.length > 0) parts.push([name]);
    else last.push(name);
  }
  return parts;
}

/** The names that any detection watches, by event source. */
function watched(): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, Set<string>>();
  for (const detection of CATALOGUE) {
    if (detection.sources === "any") continue;
    for (const source of detection.sources) {
      const known = names.get(source) ?? new Set<string>();
      for (const name of detection.names) known.add(name);
      names.set(source, known);
    }
  }
  return new Map(
    [...names]
      .map(([source, set]) => [source, [...set].sort()] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/**
 * The rules of an account: one or more a service, one a sweeping detection. A pattern only selects what to send; the function decides.
 * So a pattern takes in more than its detections, never less.
 */
export function eventRules(
  policy: Policy = DEFAULT_POLICY,
  limit: number = PATTERN_LIMIT,
): readonly RulePlan[] {
  const named = [...watched()].flatMap(([source, names]): readonly RulePlan[] => {
    const service = source.slice(0, source.indexOf("."));
    const parts = split(source, names, limit);
    return parts.map((part, index) => ({
      name: parts.length === 1 ? `concern-${service}` : `concern-${service}-${index + 1}`,
      description: `Events of concern of ${source}`,
      scope: US_EAST_1_ONLY.includes(source) ? "global" : "regional",
      state: "ENABLED",
      pattern: patternOf({ eventSource: [source], eventName: part }),
    }));
  });
  const sweeping = CATALOGUE.flatMap((detection): readonly RulePlan[] => {
    if (detection.sources !== "any") return [];
    const detail = detection.detail(policy);
    if (detail === undefined) return [];
    return [
      {
        name: `concern-${detection.id}`,
        description: detection.title,
        scope: "regional",
        state: detection.includesReads ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED",
        pattern: patternOf(detail),
      },
    ];
  });
  return [...named, ...sweeping];
}
