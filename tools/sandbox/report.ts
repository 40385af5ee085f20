import type { PulumiRun } from "../cli/pulumi";
import { changes, evaluatedPolicies, lastPhase, violations } from "../cli/events";
import { duration, table } from "../lib/table";
import { inventory, type StackState } from "./state";

/** Operations that leave a resource as it is. */
const QUIET = new Set(["same", "read", "refresh"]);

/** `12 create, 3 update`, or `no changes`. */
export function changeLine(run: PulumiRun): string {
  const made = Object.entries(changes(run.events)).filter(([op, count]) => !QUIET.has(op) && count > 0);
  return made.length === 0 ? "no changes" : made.map(([op, count]) => `${count} ${op}`).join(", ");
}

/** `47 evaluated, none violated`, or the number of violations by level. */
export function policyLine(run: PulumiRun): string {
  const events = lastPhase(run.events);
  const levels = new Map<string, number>();
  for (const { level } of violations(events)) levels.set(level, (levels.get(level) ?? 0) + 1);
  const violated = [...levels].map(([level, count]) => `${count} ${level}`).join(", ");
  return `${evaluatedPolicies(events).length} evaluated, ${violated === "" ? "none violated" : `violations: ${violated}`}`;
}

/** What has been deployed, as the text that `make sandbox` prints for a stack. */
export function stackReport(stack: string, run: PulumiRun, state: StackState): string {
  const { accounts, vpcs, services, total } = inventory(state);
  return [
    `${stack}: ${total} resources, ${changeLine(run)}, ${duration(run.duration)}`,
    "",
    table(
      ["account", "provider", "resources"],
      accounts.map(({ id, name, resources }) => [id, name, resources]),
    ),
    "",
    table(
      ["VPC", "CIDR", "id", "account"],
      vpcs.map(({ name, cidr, id, account }) => [name, cidr, id, account]),
    ),
    "",
    `  resources: ${services.map(([service, count]) => `${service} ${count}`).join(", ")}`,
    `  policies:  ${policyLine(run)}`,
  ].join("\n");
}
