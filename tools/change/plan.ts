import * as fs from "node:fs";
import { evaluatedPolicies, lastPhase, operations, violations } from "../cli/events";
import { failureText } from "../cli/failure";
import { pulumi } from "../cli/pulumi";
import { fromRoot } from "../lib/paths";
import { networkChange } from "./network";
import { plannedText } from "./planned";
import {
  currentRecord,
  exportedState,
  filesOf,
  networkFile,
  planFile,
  recordFile,
  type Target,
} from "./record";
import { changeTable, violationList } from "./show";

export interface PlanOptions {
  /** Refuse a change that opens something from the internet, or may. */
  readonly openFails?: boolean;
}

/** What a shell's variables ask for; like SANDBOX, OPEN_FAILS is on with whatever value. */
export const planOptions = ({ OPEN_FAILS }: NodeJS.ProcessEnv): PlanOptions => ({
  openFails: Boolean(OPEN_FAILS),
});

/**
 * Previews a stack's change with the policies enforced, saves what the engine plans to do, and returns it as text.
 *
 * @throws Error with the engine's words when the preview fails, when no policy was evaluated, or with the network's paths when the
 *   change opens what it must not; there is no plan then
 */
export async function planChange(target: Target, { openFails = false }: PlanOptions = {}): Promise<string> {
  fs.mkdirSync(target.plans, { recursive: true });
  // A plan that is not valid any more must not be found by `apply`, whatever comes now.
  for (const file of filesOf(target)) fs.rmSync(file, { force: true });
  // Before the preview: a deployment in between makes the plan out of date.
  const state = await exportedState(target);
  const run = await pulumi(
    [
      ...["preview", "--stack", target.stack, "--config-file", target.configFile],
      ...["--save-plan", planFile(target), ...target.args],
    ],
    { cwd: target.project, env: { ...target.env, PULUMI_EXPERIMENTAL: "true" } },
  );
  const policies = evaluatedPolicies(run.events);
  if (run.code !== 0 || policies.length === 0) {
    fs.rmSync(planFile(target), { force: true });
    const reason = run.code === 0 ? "No policy was evaluated." : failureText(run);
    throw new Error(refusal(target, reason));
  }
  const found = violations(lastPhase(run.events));
  const record = await currentRecord(target, policies.length, state);
  const plan = fs.existsSync(planFile(target)) ? fs.readFileSync(planFile(target), "utf8") : undefined;
  const network = networkChange(
    state,
    plannedText(run.events, plan),
    `cat ${fromRoot(networkFile(target))}`,
    await joinedStates(target),
  );
  fs.writeFileSync(networkFile(target), `${network.all}\n`);
  if (openFails && network.opens) {
    fs.rmSync(planFile(target), { force: true });
    const reason = "It opens something from the internet, or may, and OPEN_FAILS is set.";
    throw new Error(refusal(target, `${network.summary}\n\n${reason}`));
  }
  fs.writeFileSync(recordFile(target), `${JSON.stringify(record, undefined, 2)}\n`);
  return [
    `Change to ${target.stack} (${record.backend}):`,
    "",
    // First, and never long: a comment on a pull request ends where GitHub's room does.
    network.summary,
    "",
    changeTable(operations(run.events)),
    "",
    `${policies.length} policies evaluated, ${found.length} violated.`,
    ...(found.length === 0 ? [] : [violationList(found)]),
  ].join("\n");
}

const refusal = ({ stack }: Target, reason: string): string =>
  `The change to ${stack} cannot be made; there is no plan.\n\n${reason}`;

/** States of the stacks that a stack's network is joined with, but for those that have not been deployed yet. */
async function joinedStates(target: Target): Promise<string[]> {
  const states = await Promise.all(
    (target.joined ?? []).map(async (stack) => {
      const run = await pulumi(["stack", "export", "--stack", stack], {
        cwd: target.project,
        env: target.env,
      });
      if (run.code === 0) return [run.stdout];
      if (/no stack named/.test(run.stderr)) return [];
      throw new Error(`The state of ${stack} cannot be read:\n${run.stderr}`.trimEnd());
    }),
  );
  // A stack that has been made and never deployed has no resources, and its export no list of them.
  return states.flat().filter((state) => /"resources"/.test(state));
}
