import { parseBlock } from "../flow-logs/addresses";
import { type PlannedNetwork } from "./planned";

/** A plan that contradicts itself. `problems` has one sentence a mistake, each with its place. */
export class PlanError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "PlanError";
  }
}

const LISTS = ["subnets", "groups", "nacls", "routeTables"] as const;

/**
 * Takes text that should be a plan for one.
 *
 * @throws PlanError with everything that is wrong: missing lists, blocks that are none, names that nothing has
 */
export function readPlan(json: string): PlannedNetwork {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new PlanError([`not JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const plan = value as PlannedNetwork;
  const missing = LISTS.filter(
    (list) => typeof value !== "object" || value === null || !Array.isArray(plan[list]),
  );
  if (missing.length > 0) {
    throw new PlanError(missing.map((list) => `${list}: a list is needed`));
  }
  const problems = problemsOf(plan);
  if (problems.length > 0) {
    throw new PlanError(problems);
  }
  return plan;
}

function problemsOf(plan: PlannedNetwork): string[] {
  const problems: string[] = [];
  const names = (list: readonly { name: string }[]): Set<string> => new Set(list.map((one) => one.name));
  const groups = names(plan.groups);
  const block = (place: string, text: string): void => {
    if (!parseBlock(String(text))) {
      problems.push(`${place}: "${text}" is not an address block`);
    }
  };
  const known = (place: string, kind: string, name: string, all: Set<string>): void => {
    if (!all.has(name)) {
      problems.push(`${place}: there is no ${kind} "${name}"`);
    }
  };
  for (const subnet of plan.subnets) {
    const place = `subnet ${subnet.name}`;
    block(place, subnet.cidr);
    if (subnet.ipv6Cidr !== undefined) {
      block(place, subnet.ipv6Cidr);
    }
    (subnet.enteredFrom ?? []).forEach((cidr) => block(place, cidr));
    (subnet.groups ?? []).forEach((group) => known(place, "group", group, groups));
    known(place, "NACL", subnet.nacl, names(plan.nacls));
    known(place, "route table", subnet.routeTable, names(plan.routeTables));
  }
  for (const group of plan.groups) {
    group.rules.forEach((rule, index) => {
      const place = `group ${group.name}, rule ${index}`;
      if ("group" in rule.peer) {
        known(place, "group", rule.peer.group, groups);
      } else {
        ("cidr" in rule.peer ? [rule.peer.cidr] : rule.peer.prefixes).forEach((cidr) => block(place, cidr));
      }
    });
  }
  plan.nacls.forEach((nacl) => {
    nacl.entries.forEach((entry) => block(`NACL ${nacl.name}, entry ${entry.number}`, entry.cidr));
  });
  plan.routeTables.forEach((table) => {
    table.routes.forEach((route) => block(`route table ${table.name}`, route.destination));
  });
  return problems;
}
