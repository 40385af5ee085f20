import * as fs from "node:fs";
import * as path from "node:path";
import { CHECKPOINT_AT_END } from "../cli/checkpoint";
import { failureText } from "../cli/failure";
import { pulumi, type PulumiRun } from "../cli/pulumi";
import { getEngine } from "../engine/get";
import { fromRoot, root } from "../lib/paths";
import { packArguments, stackOrder } from "../lib/stacks";
import { sandboxEnvironment, sandboxFolder } from "./environment";
import { endFirstDeployment, markFirstDeployment, removeCutOff } from "./first-deployment";
import { stackReport } from "./report";
import type { StackState } from "./state";
import { Steps } from "./steps";

/** A run of the CLI that must succeed: otherwise its own words are the error. */
export function succeeded(run: PulumiRun, what: string): PulumiRun {
  if (run.code === 0) return run;
  throw new Error(`${what} failed (exit code ${run.code}):\n\n${failureText(run)}`);
}

/** Names of the stacks that the sandbox has already. */
export async function existingStacks(env: NodeJS.ProcessEnv): Promise<string[]> {
  const run = succeeded(await pulumi(["stack", "ls", "--json"], { cwd: root, env }), "pulumi stack ls");
  return (JSON.parse(run.stdout) as { name: string }[]).map(({ name }) => name);
}

/** Deploys one stack with the pack enforced and returns what to print. */
async function deploy(stack: string, env: NodeJS.ProcessEnv, first: boolean): Promise<string> {
  const steps = new Steps(stack);
  if (first) markFirstDeployment(sandboxFolder);
  const run = await pulumi(["up", "--yes", "--stack", stack, ...packArguments(stack)], {
    cwd: root,
    env: first ? { ...env, ...CHECKPOINT_AT_END } : env,
    onEvent: steps.see,
  });
  endFirstDeployment(sandboxFolder);
  steps.end();
  succeeded(run, `pulumi up --stack ${stack}`);
  const file = path.join(sandboxFolder, "exports", `${stack}.json`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  succeeded(
    await pulumi(["stack", "export", "--stack", stack, "--file", file], { cwd: root, env }),
    `pulumi stack export --stack ${stack}`,
  );
  return stackReport(stack, run, JSON.parse(fs.readFileSync(file, "utf8")) as StackState);
}

/** `make sandbox`: deploys every stack of the checkout into the sandbox and says what is there then. */
export async function sandboxUp(): Promise<void> {
  const engine = await getEngine();
  if (await removeCutOff(sandboxFolder)) {
    console.log("A first deployment was cut off before its state was written: the sandbox is made anew.");
  }
  const env = sandboxEnvironment(sandboxFolder, engine);
  const existing = await existingStacks(env);
  const reports: string[] = [];
  for (const stack of stackOrder()) {
    if (!existing.includes(stack)) {
      succeeded(await pulumi(["stack", "init", stack], { cwd: root, env }), `pulumi stack init ${stack}`);
    }
    reports.push(await deploy(stack, env, !existing.includes(stack)));
  }
  console.log(reports.map((report) => `\n${report}\n`).join(""));
  console.log(`State of each stack: ${fromRoot(path.join(sandboxFolder, "exports"))}/`);
  console.log("Look around: `. sandbox/env.sh`, then `pulumi preview --stack dev --policy-pack policy-pack`");
}
