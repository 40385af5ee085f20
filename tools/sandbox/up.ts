import * as fs from "node:fs";
import * as path from "node:path";
import { CHECKPOINT_AT_END } from "../cli/checkpoint";
import { failureText } from "../cli/failure";
import { pulumi, type PulumiRun } from "../cli/pulumi";
import { getEngine } from "../engine/get";
import { forFirstDeployment, waitsFor } from "../lib/first-deployment";
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

const exportOf = (stack: string): string => path.join(sandboxFolder, "exports", `${stack}.json`);

/** What is different about one deployment. */
interface Deployment {
  /** The stack's first: its state is written once, at the end. */
  readonly first?: boolean;
  /** More arguments for the CLI. */
  readonly args?: readonly string[];
}

/** Deploys one stack with the pack enforced and returns what to print. */
async function deploy(
  stack: string,
  env: NodeJS.ProcessEnv,
  { first = false, args = [] }: Deployment = {},
): Promise<string> {
  const steps = new Steps(stack);
  if (first) markFirstDeployment(sandboxFolder);
  const run = await pulumi(["up", "--yes", "--stack", stack, ...packArguments(stack), ...args], {
    cwd: root,
    env: first ? { ...env, ...CHECKPOINT_AT_END } : env,
    onEvent: steps.see,
  });
  endFirstDeployment(sandboxFolder);
  steps.end();
  succeeded(run, `pulumi up --stack ${stack}`);
  const file = exportOf(stack);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  succeeded(
    await pulumi(["stack", "export", "--stack", stack, "--file", file], { cwd: root, env }),
    `pulumi stack export --stack ${stack}`,
  );
  return stackReport(stack, run, JSON.parse(fs.readFileSync(file, "utf8")) as StackState);
}

/**
 * Writes the settings with which a stack is deployed while one that it waits for is not there.
 *
 * @returns the file, or undefined when the stack waits for none, or no longer
 */
function firstSettings(stack: string): string | undefined {
  const text = fs.readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8");
  const awaited = waitsFor(text);
  if (awaited === undefined || fs.existsSync(exportOf(awaited))) return undefined;
  const file = path.join(sandboxFolder, `Pulumi.${stack}.first.yaml`);
  fs.writeFileSync(file, forFirstDeployment(text));
  return file;
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
  const again: string[] = [];
  for (const stack of stackOrder()) {
    if (!existing.includes(stack)) {
      succeeded(await pulumi(["stack", "init", stack], { cwd: root, env }), `pulumi stack init ${stack}`);
    }
    const partly = firstSettings(stack);
    if (partly !== undefined) again.push(stack);
    reports.push(
      await deploy(stack, env, {
        first: !existing.includes(stack),
        args: partly === undefined ? [] : ["--config-file", partly],
      }),
    );
  }
  for (const stack of again) reports.push(await deploy(stack, env));
  console.log(reports.map((report) => `\n${report}\n`).join(""));
  console.log(`State of each stack: ${fromRoot(path.join(sandboxFolder, "exports"))}/`);
  console.log("Look around: `. sandbox/env.sh`, then `pulumi preview --stack dev --policy-pack policy-pack`");
}
