import * as fs from "node:fs";
import type { LoggedEvent } from "../cli/event-log";
import { failureText } from "../cli/failure";
import { pulumi, type PulumiRun } from "../cli/pulumi";
import {
  currentRecord,
  filesOf,
  objections,
  planFile,
  type PlanRecord,
  recordFile,
  type Target,
} from "./record";

/** How to come by a plan that can be carried out. */
const again = (stack: string): string => `Run \`make plan STACK=${stack}\`, look at it, and apply that.`;

/**
 * Carries out the saved plan of a stack and nothing else. The plan is used up by it.
 *
 * @param onEvent told of each event, to show how far it has come
 * @param holding what to hold while it is carried out: the deployment lock
 * @throws Error when there is no plan, when it is out of date, or in the engine's words when it fails
 */
export async function applyChange(
  target: Target,
  onEvent?: (event: LoggedEvent) => void,
  holding: (work: () => Promise<PulumiRun>) => Promise<PulumiRun> = (work) => work(),
): Promise<PulumiRun> {
  const { stack } = target;
  if (!fs.existsSync(planFile(target)) || !fs.existsSync(recordFile(target))) {
    throw new Error(`There is no plan for ${stack}. ${again(stack)}`);
  }
  const record = JSON.parse(fs.readFileSync(recordFile(target), "utf8")) as PlanRecord;
  const reasons = objections(record, await currentRecord(target));
  if (reasons.length > 0) {
    throw new Error(
      [
        `The plan of ${record.made} for ${stack} is not carried out:`,
        ...reasons.map((reason) => `  - ${reason}`),
        again(stack),
      ].join("\n"),
    );
  }
  const run = await holding(() => carryOut(target, onEvent));
  if (run.code !== 0) {
    throw new Error(
      `The plan for ${stack} could not be carried out.\n\n${failureText(run)}\n\n${again(stack)}`,
    );
  }
  return run;
}

/** Has the engine make the change, and removes the plan: carried out or not, the state may be another now. */
async function carryOut(target: Target, onEvent?: (event: LoggedEvent) => void): Promise<PulumiRun> {
  try {
    return await pulumi(
      [
        ...["up", "--yes", "--skip-preview", "--stack", target.stack, "--config-file", target.configFile],
        ...["--plan", planFile(target), ...target.args],
      ],
      {
        cwd: target.project,
        env: { ...target.env, PULUMI_EXPERIMENTAL: "true" },
        ...(onEvent && { onEvent }),
      },
    );
  } finally {
    for (const file of filesOf(target)) fs.rmSync(file, { force: true });
  }
}
