import { type AccountRule, accountRules } from "../../functions/detections/account-rules";
import { RESPONSE_PATTERNS } from "../../functions/response-patterns";
import { type Policy } from "../../functions/detections/types";
import { globalRegionOf } from "../../settings/facts/regions";

/** A rule to be deployed. */
export interface PlannedRule extends Omit<AccountRule, "pattern"> {
  readonly pattern: Readonly<Record<string, unknown>>;
}

/** The rules of one Region. */
export interface RegionRules<T = PlannedRule> {
  readonly region: string;
  readonly rules: readonly T[];
}

/**
 * The rules of an account: in each Region in use, and in the one where global services report, which is us-east-1 in the commercial
 * partition whether or not the account works there.
 * @param inUse Regions; the first decides the partition
 */
export function planEventRules(
  policy: Policy,
  inUse: readonly string[],
): ReadonlyArray<RegionRules<AccountRule>> {
  const global = globalRegionOf(inUse[0] ?? "");
  return [...new Set([...inUse, global])].map((region) => ({
    region,
    rules: accountRules(policy, RESPONSE_PATTERNS, region === global ? "global" : "regional"),
  }));
}

/**
 * The rules for findings in the account that administers GuardDuty and Security Hub. GuardDuty reports in each Region; Security Hub gathers the
 * Regions' findings in the home Region. What is resolved, archived, passed, mild, or GuardDuty's own a second time stays where it is.
 * Source: user guides of both, "EventBridge event format", read 2026-11.
 * @param inUse Regions, the home Region first
 */
export function planFindingRules(inUse: readonly string[]): readonly RegionRules[] {
  const guardDuty = { source: ["aws.guardduty"], "detail-type": ["GuardDuty Finding"] };
  const securityHub = {
    source: ["aws.securityhub"],
    "detail-type": ["Security Hub Findings - Imported"],
    detail: {
      findings: {
        ProductName: [{ "anything-but": ["GuardDuty"] }],
        RecordState: ["ACTIVE"],
        Severity: { Label: ["MEDIUM", "HIGH", "CRITICAL"] },
        Workflow: { Status: ["NEW", "NOTIFIED"] },
      },
    },
  };
  return inUse.map((region, index) => ({
    region,
    rules: [
      {
        name: "LandingZoneFindings",
        description: "Findings of GuardDuty, and in the home Region of Security Hub",
        state: "ENABLED",
        pattern: index === 0 ? { $or: [guardDuty, securityHub] } : guardDuty,
      },
    ],
  }));
}

/** Names of the rules that are in every Region: what the heartbeat may look for anywhere. */
export function commonRuleNames(policy: Policy, inUse: readonly string[]): readonly string[] {
  const [first, ...rest] = planEventRules(policy, inUse).map(({ rules }) => rules.map(({ name }) => name));
  return (first ?? []).filter((name) => rest.every((names) => names.includes(name)));
}
