import { TRAIL_DETAIL_TYPES } from "../lib/events-record";
import { type EventPattern, eventRules, PATTERN_LIMIT, type RulePlan } from "./patterns";
import { type DetailPattern, type Policy } from "./types";

/** A rule as it is deployed on the default bus of an account. */
export interface AccountRule {
  /** Physical name, the same in every account: the heartbeat asks for it. */
  readonly name: string;
  readonly description: string;
  readonly state: RulePlan["state"];
  readonly pattern: EventPattern;
}

/** What the functions that repair must hear of beside the catalogue: a pattern of one of their contracts. */
export interface ResponsePattern {
  readonly source: readonly string[];
  readonly "detail-type": readonly string[];
  readonly detail: DetailPattern;
}

const READS_TOO = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

/** One alternative below `detail`. */
interface Branch {
  readonly detail: DetailPattern;
  /** Where it may go: a branch that must not see reads keeps out of the rule that asks for them. */
  readonly reads: "needed" | "harmless" | "unwanted";
}

const isTrail = (types: readonly string[]): boolean =>
  types.every((type) => TRAIL_DETAIL_TYPES.includes(type));

/** Whether the detail is nothing but one service and some of its calls, read or not: no other call can match it. */
function namedCalls({ detail }: ResponsePattern): { source: string; names: readonly string[] } | undefined {
  const { eventSource, eventName } = detail;
  const [source] = Array.isArray(eventSource) ? eventSource : [];
  return typeof source === "string" && Array.isArray(eventName)
    ? { source, names: eventName as string[] }
    : undefined;
}

/** The catalogue's branches, with the calls that the repairs must hear of added to those of their service. */
function branchesOf(rules: readonly RulePlan[], responses: readonly ResponsePattern[]): readonly Branch[] {
  const wanted = new Map<string, Set<string>>();
  for (const response of responses) {
    const calls = isTrail(response["detail-type"]) ? namedCalls(response) : undefined;
    if (calls === undefined) continue;
    const names = wanted.get(calls.source) ?? new Set<string>();
    for (const name of calls.names) names.add(name);
    wanted.set(calls.source, names);
  }
  const named = rules.map(({ state, pattern: { detail } }): Branch => {
    const { eventSource, eventName } = detail;
    const more = Array.isArray(eventSource) ? wanted.get(String(eventSource[0])) : undefined;
    if (!Array.isArray(eventName)) return { detail, reads: state === READS_TOO ? "needed" : "unwanted" };
    const names = new Set([...(eventName as string[]), ...(more ?? [])]);
    for (const name of names) more?.delete(name);
    return { detail: { ...detail, eventName: [...names].sort() }, reads: "harmless" };
  });
  const others = [...wanted].flatMap(([source, names]): readonly Branch[] =>
    names.size === 0
      ? []
      : [{ detail: { eventSource: [source], eventName: [...names].sort() }, reads: "harmless" }],
  );
  const whole = responses
    .filter((response) => !isTrail(response["detail-type"]))
    .map(({ detail }): Branch => ({ detail, reads: "harmless" }));
  return [...named, ...others, ...whole];
}

function patternOf(branches: readonly Branch[], types: readonly string[]): EventPattern {
  const [only] = branches;
  const detail =
    branches.length === 1 && only !== undefined
      ? only.detail
      : { $or: branches.map((branch) => branch.detail) };
  // Nobody but AWS may put events whose source begins with "aws.", so this prefix keeps forged records out.
  return { source: [{ prefix: "aws." }], "detail-type": types, detail };
}

/**
 * The rules of one Region of an account: the catalogue's patterns, and those of the repairs, as alternatives (`$or`) of as few rules as the
 * limit of a pattern allows. Few, because each is two resources in each Region of each account.
 * @param scope `global` for the Region where global services report, `regional` for another
 * @param limit of a pattern, in characters
 */
export function accountRules(
  policy: Policy,
  responses: readonly ResponsePattern[],
  scope: RulePlan["scope"],
  limit: number = PATTERN_LIMIT,
): readonly AccountRule[] {
  const types = [
    ...new Set([...TRAIL_DETAIL_TYPES, ...responses.flatMap((response) => response["detail-type"])]),
  ];
  // A service whose names fill a pattern alone leaves nothing to put beside it: half the limit packs better.
  const plans = eventRules(policy, Math.floor(limit / 2)).filter(
    (rule) => scope === "global" || rule.scope === "regional",
  );
  const branches = branchesOf(plans, responses);
  const rank = { needed: 0, unwanted: 1, harmless: 2 };
  const size = (branch: Branch): number => JSON.stringify(branch.detail).length;
  const bins: Branch[][] = [];
  for (const branch of [...branches].sort((a, b) => rank[a.reads] - rank[b.reads] || size(b) - size(a))) {
    const clashes = { needed: "unwanted", unwanted: "needed", harmless: undefined }[branch.reads];
    const bin = bins.find(
      (one) =>
        !one.some(({ reads }) => reads === clashes) &&
        JSON.stringify(patternOf([...one, branch], types)).length <= limit,
    );
    if (bin === undefined) bins.push([branch]);
    else bin.push(branch);
  }
  return bins.map((bin, index) => ({
    name: `LandingZoneConcern${index + 1}`,
    description: `Events of concern, part ${index + 1} of ${bins.length}`,
    state: bin.some(({ reads }) => reads === "needed") ? READS_TOO : "ENABLED",
    pattern: patternOf(bin, types),
  }));
}
