import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import type { Project, RunOptions } from "../../test/engine/harness";

/** A command of the real CLI on one project, to be timed. */
export interface Case {
  readonly project: Project;
  readonly stack?: string;
  readonly options?: RunOptions;
}

/** The middle value; the mean of the two in the middle when their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/**
 * Wall time of one command from start to exit, in seconds. Its output is thrown away unless it fails.
 *
 * @param limit after so many seconds it is ended, and the time is infinite
 */
export function timed(
  command: string,
  { project, stack = "dev", options = {} }: Case,
  limit = Infinity,
): Promise<number> {
  const { args, cwd, env } = project.commandLine(command, stack, options);
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn("pulumi", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk));
    const end = Number.isFinite(limit) ? setTimeout(() => child.kill("SIGINT"), limit * 1000) : undefined;
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(end);
      const late = performance.now() - start >= limit * 1000;
      if (late) resolve(Infinity);
      else if (code === 0) resolve((performance.now() - start) / 1000);
      else reject(new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`));
    });
  });
}

/** Two commands in turn, A B A B ..., so that a machine that slows down slows both. */
export interface Pair {
  /** Medians, in seconds. */
  readonly a: number;
  readonly b: number;
  /** Median of the ratios of each run of A to the run of B right after it. */
  readonly ratio: number;
}

/**
 * Times previews of two projects side by side.
 *
 * @param runs number of counted runs of each; one more of each comes first and is not counted
 */
export async function sideBySide(a: Case, b: Case, runs: number): Promise<Pair> {
  const times: [number, number][] = [];
  for (let run = 0; run <= runs; run++) {
    const pair: [number, number] = [await timed("preview", a), await timed("preview", b)];
    if (run > 0) times.push(pair);
  }
  return {
    a: median(times.map(([first]) => first)),
    b: median(times.map(([, second]) => second)),
    ratio: median(times.map(([first, second]) => first / second)),
  };
}
