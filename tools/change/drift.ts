import { lastPhase, operations } from "../cli/events";
import { failureText } from "../cli/failure";
import { pulumi } from "../cli/pulumi";
import type { Target } from "./record";
import { changeTable } from "./show";

/**
 * Compares what stands in the cloud, and the state, with the program; changes neither.
 *
 * @returns the differences as text; undefined when there is none
 * @throws Error in the engine's words when it could not compare
 */
export async function driftOf(target: Target): Promise<string | undefined> {
  const run = await pulumi(
    [
      "preview",
      "--refresh",
      "--expect-no-changes",
      "--stack",
      target.stack,
      "--config-file",
      target.configFile,
      ...target.args,
    ],
    { cwd: target.project, env: target.env },
  );
  if (run.code === 0) return undefined;
  // Without a difference it is not drift that made it fail.
  if (!/expected but changes|no changes were expected/i.test(run.stdout + run.stderr)) {
    throw new Error(`${target.stack} could not be compared:\n\n${failureText(run)}`);
  }
  return changeTable(operations(lastPhase(run.events)));
}
