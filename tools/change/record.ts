import * as fs from "node:fs";
import * as path from "node:path";
import { pulumi } from "../cli/pulumi";
import { fileDigest, sourcesDigest } from "./digest";

/** A stack whose change is planned or made, and with what. */
export interface Target {
  /** Folder of the project. */
  readonly project: string;
  /** Environment for the CLI: it decides which backend, and so which stack of that name. */
  readonly env: NodeJS.ProcessEnv;
  readonly stack: string;
  /** The stack's file of settings. */
  readonly configFile: string;
  /** More of the command line: the policy pack. */
  readonly args: readonly string[];
  /** Stacks whose networks are joined with this one's: of an environment those of its workloads, of such a workload its environment's. */
  readonly joined?: readonly string[];
  /** Folder of the plans. */
  readonly plans: string;
}

/** What a plan was made from; written beside it, compared before it is carried out. */
export interface PlanRecord {
  readonly made: string;
  /** Where the stack is kept. */
  readonly backend: string;
  /** When the stack's state was last written; empty when it never was. */
  readonly state: string;
  readonly sources: string;
  readonly plan: string;
  /** Number of policies that were evaluated for it. */
  readonly policies: number;
}

export const planFile = (target: Target): string => path.join(target.plans, `${target.stack}.json`);
/** All that a change does to the network; beside the plan, for who wants more than is shown. */
export const networkFile = (target: Target): string => path.join(target.plans, `${target.stack}.network.txt`);
export const recordFile = (target: Target): string => path.join(target.plans, `${target.stack}.record.json`);

/** All that is kept of a plan. */
export const filesOf = (target: Target): readonly string[] => [
  planFile(target),
  recordFile(target),
  networkFile(target),
];

async function ask(target: Target, args: readonly string[]): Promise<string> {
  const run = await pulumi(args, { cwd: target.project, env: target.env });
  if (run.code !== 0)
    throw new Error(`pulumi ${args.join(" ")} failed:\n${run.stdout}${run.stderr}`.trimEnd());
  return run.stdout;
}

async function backend(target: Target): Promise<string> {
  return (JSON.parse(await ask(target, ["whoami", "--json"])) as { url?: string }).url ?? "";
}

/** The stack's state as text, for memory alone: what is secret in it is encrypted, but it is not ours to leave lying about. */
export const exportedState = (target: Target): Promise<string> =>
  ask(target, ["stack", "export", "--stack", target.stack]);

/** When the state was last written. Every deployment writes it, and so does every command that edits it. */
function stateTime(state: string): string {
  const exported = JSON.parse(state) as {
    deployment?: { manifest?: { time?: string }; resources?: unknown[] };
  };
  const { manifest, resources } = exported.deployment ?? {};
  return resources?.length ? (manifest?.time ?? "") : "";
}

/**
 * What a plan made now would be made from.
 *
 * @param policies number of policies evaluated for it
 * @param state the stack's state, if it has been exported already
 */
export async function currentRecord(target: Target, policies = 0, state?: string): Promise<PlanRecord> {
  const plan = planFile(target);
  return {
    made: new Date().toISOString(),
    backend: await backend(target),
    state: stateTime(state ?? (await exportedState(target))),
    sources: sourcesDigest(target.project, target.configFile),
    plan: fs.existsSync(plan) ? fileDigest(plan) : "",
    policies,
  };
}

/** Why a plan may not be carried out any more; empty when it may. */
export function objections(record: PlanRecord, now: PlanRecord): string[] {
  return [
    record.backend !== now.backend &&
      `it was made for the stack in ${record.backend}, this one is in ${now.backend}`,
    record.state !== now.state &&
      (now.state
        ? `the stack has been deployed or edited since it was made (state of ${now.state})`
        : "the stack has been destroyed since it was made"),
    record.sources !== now.sources &&
      "program, settings, packages or policies have changed since it was made",
    record.plan !== now.plan && "the plan's file has been changed",
  ].filter((reason) => reason !== false);
}
