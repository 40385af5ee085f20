import * as fs from "node:fs";
import * as path from "node:path";
import { root } from "./paths";

/** What a stack's file says of how it belongs to others. */
export interface Stack {
  readonly name: string;
  /** What the stack deploys: `organization`, `environment` or `workload`. */
  readonly kind: string | undefined;
  readonly production: boolean;
  /** The stack of the environment that a workload belongs to. */
  readonly environmentStack: string | undefined;
  /** Short name of an environment. */
  readonly environment: string | undefined;
  /** Name of a workload in its environment's settings. */
  readonly workload: string | undefined;
}

/**
 * The stacks of this checkout, in the order of deployment: those that have a file of settings. What others read from comes first, the
 * organisation, then environments, those before production first, each followed by the stacks of its workloads.
 */
export function stackOrder(folder = root): string[] {
  const stacks = fs
    .readdirSync(folder)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort()
    .map((name) => stackIn(folder, name));
  const of = (kind: string): Stack[] => stacks.filter((stack) => stack.kind === kind);
  const environments = of("environment").sort((a, b) => Number(a.production) - Number(b.production));
  const followed = environments.flatMap((environment) => [
    environment,
    ...of("workload").filter(({ environmentStack }) => environmentStack === environment.name),
  ]);
  const first = [...of("organization"), ...followed];
  // What tells nothing of itself the program itself will refuse, with a reason.
  return [...first, ...stacks.filter((stack) => !first.includes(stack))].map(({ name }) => name);
}

/** Reads the few settings that matter here as they are written, one a line. */
export function stackIn(folder: string, name: string): Stack {
  const text = fs.readFileSync(path.join(folder, `Pulumi.${name}.yaml`), "utf8");
  const setting = (key: string): string | undefined =>
    new RegExp(`^\\s+landing-zone:${key}:\\s*["']?([\\w.-]+)["']?\\s*(?:#.*)?$`, "m").exec(text)?.[1];
  return {
    name,
    kind: setting("stack"),
    production: setting("production") === "true",
    environmentStack: setting("environmentStack"),
    environment: setting("environment"),
    workload: setting("workload"),
  };
}

/** Stacks whose networks are joined with a stack's: of an environment those of its workloads, of such a workload its environment's. */
export function joinedStacks(stack: string, folder = root): string[] {
  const { environmentStack } = stackIn(folder, stack);
  if (environmentStack !== undefined) return [environmentStack];
  return stackOrder(folder).filter((other) => stackIn(folder, other).environmentStack === stack);
}

const PACK = "policy-pack";

/**
 * The part of a command line that has the policy pack enforced, with the policy settings of the stack, or of the environment that it belongs to,
 * when there are some.
 *
 * @param stack name of the stack, such as `dev`
 */
export function packArguments(stack: string, folder = root): string[] {
  const environment = fs.existsSync(path.join(folder, `Pulumi.${stack}.yaml`))
    ? stackIn(folder, stack).environmentStack
    : undefined;
  const [config] = [stack, environment]
    .map((name) => `${PACK}/config/${name}.json`)
    .filter((file) => fs.existsSync(path.join(folder, file)));
  return ["--policy-pack", PACK, ...(config === undefined ? [] : ["--policy-pack-config", config])];
}
