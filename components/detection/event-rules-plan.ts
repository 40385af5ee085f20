import { CONTRACTS } from "../../functions/contracts";
import {
  type AccountRule,
  accountRules,
  type ResponsePattern,
} from "../../functions/detections/account-rules";
import { type Policy } from "../../functions/detections/types";
import { globalRegionOf } from "../../settings/facts/regions";

/** The rules of one Region. */
export interface RegionRules {
  readonly region: string;
  readonly rules: readonly AccountRule[];
}

/** Contracts whose patterns are for what comes from other accounts; triage takes all that arrives. */
const responses: readonly ResponsePattern[] = CONTRACTS.filter(({ name }) => name !== "triage").flatMap(
  ({ patterns }) => Object.values(patterns) as readonly ResponsePattern[],
);

/**
 * The rules of an account: in each Region in use, and in the one where global services report, which is us-east-1 in the commercial
 * partition whether or not the account works there.
 * @param inUse Regions; the first decides the partition
 */
export function planEventRules(policy: Policy, inUse: readonly string[]): readonly RegionRules[] {
  const global = globalRegionOf(inUse[0] ?? "");
  return [...new Set([...inUse, global])].map((region) => ({
    region,
    rules: accountRules(policy, responses, region === global ? "global" : "regional"),
  }));
}

/** Names of the rules that are in every Region: what the heartbeat may look for anywhere. */
export function commonRuleNames(policy: Policy, inUse: readonly string[]): readonly string[] {
  const [first, ...rest] = planEventRules(policy, inUse).map(({ rules }) => rules.map(({ name }) => name));
  return (first ?? []).filter((name) => rest.every((names) => names.includes(name)));
}
