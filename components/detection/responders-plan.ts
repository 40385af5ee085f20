import { type PlaceExpectations } from "../../functions/heartbeat/facts";
import { type FunctionContract } from "../../functions/lib/aws-contract";
import { contractOf } from "./member-roles-plan";
import { RESPONDER_ROLES, type Responder } from "./names";

/** Most copies at once, by function: repairs of one account's things must not run beside each other for long, and an attack makes many events. */
export const CONCURRENCY: Readonly<Record<Responder, number>> = {
  heartbeat: 1,
  "repair-security-groups": 5,
  "repair-trail": 2,
  "repair-recorder": 2,
  "repair-flow-logs": 2,
};

export const RESPONDERS = Object.keys(RESPONDER_ROLES) as readonly Responder[];

/** A rule of the hub's bus for one function. */
export interface BusRule {
  readonly responder: Responder;
  /** Part of the rule's name. */
  readonly key: string;
  readonly pattern: string;
}

/** The rules of the bus that hand events to the repairs, at once and beside triage. */
export function busRules(
  contracts: (responder: Responder) => FunctionContract = contractOf,
): readonly BusRule[] {
  return RESPONDERS.flatMap((responder) =>
    Object.entries(contracts(responder).patterns).map(([key, pattern]) => ({
      responder,
      key,
      pattern: JSON.stringify(pattern),
    })),
  );
}

/** Functions that run by the clock, by schedule: one rule for all that run alike. */
export function schedules(): ReadonlyMap<string, readonly Responder[]> {
  const found = new Map<string, Responder[]>();
  for (const responder of RESPONDERS) {
    const { schedule } = contractOf(responder);
    if (schedule !== undefined) found.set(schedule, [...(found.get(schedule) ?? []), responder]);
  }
  return found;
}

/** What the heartbeat expects: everywhere all of its checks, and the rules that are in each Region; in some places more. */
export function expectations(rules: readonly string[], places: readonly PlaceExpectations[]): string {
  return JSON.stringify({ rules, places });
}
