import * as fs from "node:fs";
import { evaluatedPolicies, lastPhase, operations, violations } from "../cli/events";
import { failureText } from "../cli/failure";
import { pulumi } from "../cli/pulumi";
import { currentRecord, planFile, recordFile, type Target } from "./record";
import { changeTable, violationList } from "./show";

/**
 * Previews a stack's change with the policies enforced, saves what the engine plans to do, and returns it as text.
 *
 * @throws Error with the engine's words when the preview fails, or when no policy was evaluated; there is no plan then
 */
export async function planChange(target: Target): Promise<string> {
  fs.mkdirSync(target.plans, { recursive: true });
  // A plan that is not valid any more must not be found by `apply`, whatever comes now.
  for (const file of [planFile(target), recordFile(target)]) fs.rmSync(file, { force: true });
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
    throw new Error(`The change to ${target.stack} cannot be made; there is no plan.\n\n${reason}`);
  }
  const found = violations(lastPhase(run.events));
  const record = await currentRecord(target, policies.length);
  fs.writeFileSync(recordFile(target), `${JSON.stringify(record, undefined, 2)}\n`);
  return [
    `Change to ${target.stack} (${record.backend}):`,
    "",
    changeTable(operations(run.events)),
    "",
    `${policies.length} policies evaluated, ${found.length} violated.`,
    ...(found.length === 0 ? [] : [violationList(found)]),
  ].join("\n");
}
