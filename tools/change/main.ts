import * as path from "node:path";
import { getEngine } from "../engine/get";
import { fromRoot, root } from "../lib/paths";
import { joinedStacks, packArguments, stackIn, stackOrder } from "../lib/stacks";
import { duration } from "../lib/table";
import { sandboxEnvironment, sandboxFolder, searchPath } from "../sandbox/environment";
import { changeLine } from "../sandbox/report";
import { Steps } from "../sandbox/steps";
import { Interruptions } from "../deployment-lock/interruptions";
import { withDeploymentLock } from "../deployment-lock/with-lock";
import { applyChange } from "./apply";
import { driftOf } from "./drift";
import { moveToOwnStack } from "./own-stack";
import { planChange, planOptions } from "./plan";
import { planFile, type Target } from "./record";

/** The stack named on the command line, where this shell's Pulumi keeps it; in the sandbox when SANDBOX is set. */
async function targetOf(stack: string): Promise<Target> {
  const engine = await getEngine();
  const surroundings = {
    ...process.env,
    PATH: [...searchPath(engine), process.env.PATH ?? ""].join(path.delimiter),
  };
  return {
    project: root,
    env: process.env.SANDBOX ? sandboxEnvironment(sandboxFolder, engine) : surroundings,
    stack,
    configFile: path.join(root, `Pulumi.${stack}.yaml`),
    args: packArguments(stack),
    joined: joinedStacks(stack),
    plans: path.join(root, ".plans"),
  };
}

async function plan(stack: string): Promise<void> {
  const target = await targetOf(stack);
  console.log(await planChange(target, planOptions(process.env)));
  console.log(`\nPlan: ${fromRoot(planFile(target))}. Carry it out with \`make apply STACK=${stack}\`.`);
}

async function apply(stack: string): Promise<void> {
  const target = await targetOf(stack);
  const steps = new Steps(stack);
  // Caught from here on: a deployment that is asked to end gives its lock back first.
  const interruptions = new Interruptions();
  const { signal } = interruptions;
  const run = await applyChange(target, steps.see, (work) =>
    withDeploymentLock(target, work, { say: (line) => console.log(`${stack}: ${line}`), signal }),
  ).finally(() => {
    steps.end();
    interruptions.end();
  });
  console.log(`${stack}: ${changeLine(run)}, ${duration(run.duration)}`);
}

async function drift(stack: string): Promise<void> {
  const found = await driftOf(await targetOf(stack));
  if (found !== undefined) throw new Error(`${stack} is not what the program says:\n\n${found}`);
  console.log(`${stack}: no drift`);
}

async function ownStack(stack: string): Promise<void> {
  const { environmentStack, workload } = stackIn(root, stack);
  if (environmentStack === undefined || workload === undefined)
    throw new Error(
      `Pulumi.${stack}.yaml names no environmentStack and workload: it is no workload's stack.`,
    );
  const name = `${stackIn(root, environmentStack).environment}-${workload}`;
  const moved = await moveToOwnStack({ from: await targetOf(environmentStack), to: stack, name });
  console.log(
    `${moved} resources of ${name} were moved from ${environmentStack} to ${stack}, and nothing was deployed.\n` +
      `Deploy ${environmentStack}, then ${stack}: neither creates nor deletes any of them.`,
  );
}

const commands: Readonly<Record<string, (stack: string) => Promise<void>>> = {
  plan,
  apply,
  drift,
  "own-stack": ownStack,
};

async function main([command = "", stack = ""]: string[]): Promise<void> {
  const work = commands[command];
  if (!work) throw new Error(`usage: main.ts ${Object.keys(commands).join("|")} STACK`);
  const stacks = stackOrder();
  if (!stacks.includes(stack)) {
    throw new Error(
      `${stack ? `There is no stack ${stack}.` : "Say which stack."} Stacks: STACK=${stacks.join(", STACK=")}`,
    );
  }
  await work(stack);
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
