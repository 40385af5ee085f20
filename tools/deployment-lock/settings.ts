import { type PulumiRun, pulumi } from "../cli/pulumi";
import { loadCompleteSettings } from "../../settings/load";
import { type LockPlace, type NoLock, placeOf } from "./place";

/** A stack and the environment in which its CLI finds it. */
export interface StackTarget {
  /** Folder of the project. */
  readonly project: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stack: string;
  /** The stack's file of settings. */
  readonly configFile: string;
}

/** Name of the project in Pulumi.yaml, which stands before each setting. */
const PROJECT = "landing-zone";

interface ConfigValue {
  readonly value?: string;
}

/**
 * Finds where a stack's lock lies, from its settings and the outputs of the organisation stack, as its own program does.
 * @throws Error in the CLI's words when either cannot be read, or SettingsError
 */
export async function findPlace(target: StackTarget): Promise<LockPlace | NoLock> {
  const { stack, configFile } = target;
  const config = JSON.parse(
    // With secrets: the external id of the deployment role may be one. They stay in this process.
    await ask(target, ["config", "--json", "--show-secrets", "--stack", stack, "--config-file", configFile]),
  ) as Readonly<Record<string, ConfigValue>>;
  const raw = Object.fromEntries(
    Object.entries(config).flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
  );
  const settings = await loadCompleteSettings({ project: PROJECT, stack }, raw, (name) =>
    outputsOf(target, name),
  );
  const own = settings.stack === "organization" ? await outputsOf(target, stack) : undefined;
  return placeOf(stack, settings, own);
}

/** A stack's outputs; undefined when there is no such stack, or it has none yet. */
async function outputsOf(
  target: StackTarget,
  stack: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const args = ["stack", "output", "--json", "--stack", stack];
  const run = await pulumi(args, { cwd: target.project, env: target.env });
  if (run.code !== 0 && /no stack named/.test(run.stderr)) return undefined;
  const outputs = JSON.parse(answer(args, run)) as Readonly<Record<string, unknown>>;
  return Object.keys(outputs).length === 0 ? undefined : outputs;
}

async function ask(target: StackTarget, args: readonly string[]): Promise<string> {
  return answer(args, await pulumi(args, { cwd: target.project, env: target.env }));
}

/** What the CLI answered. Its output is not part of the error: it may hold secrets. */
function answer(args: readonly string[], { code, stdout, stderr }: PulumiRun): string {
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${stderr}`.trimEnd());
  return stdout;
}
