import * as fs from "node:fs";
import { pulumi } from "../cli/pulumi";
import { getEngine } from "../engine/get";
import { root } from "../lib/paths";
import { stackOrder } from "../lib/stacks";
import { table } from "../lib/table";
import { removeSandbox, sandboxEnvironment, sandboxFolder } from "./environment";
import { nameOf, type StackState } from "./state";
import { Steps } from "./steps";
import { existingStacks, succeeded } from "./up";

/** Destroys one stack but for what is protected, and returns what is left. */
async function destroy(stack: string, env: NodeJS.ProcessEnv): Promise<string> {
  const steps = new Steps(stack);
  const run = await pulumi(["destroy", "--yes", "--exclude-protected", "--stack", stack], {
    cwd: root,
    env,
    onEvent: steps.see,
  });
  steps.end();
  succeeded(run, `pulumi destroy --stack ${stack}`);
  const exported = succeeded(
    await pulumi(["stack", "export", "--stack", stack], { cwd: root, env }),
    "export",
  );
  const left =
    (JSON.parse(exported.stdout) as StackState).deployment.resources?.filter(({ protect }) => protect) ?? [];
  if (left.length === 0) return `${stack}: nothing is left`;
  return [
    `${stack}: ${left.length} protected resources are left, as they would be in AWS`,
    table(
      ["type", "name", "id"],
      left.map(({ type, urn, id }) => [type, nameOf(urn), id ?? ""]),
    ),
  ].join("\n");
}

/** `make sandbox-destroy`: destroys the stacks in reverse order, shows what resists, then removes the sandbox itself. */
export async function sandboxDestroy(): Promise<void> {
  if (!fs.existsSync(sandboxFolder)) {
    console.log("There is no sandbox.");
    return;
  }
  const env = sandboxEnvironment(sandboxFolder, await getEngine());
  const existing = await existingStacks(env);
  for (const stack of stackOrder().reverse()) {
    if (existing.includes(stack)) console.log(await destroy(stack, env));
  }
  await removeSandbox(sandboxFolder);
  console.log("The sandbox is removed.");
}
