import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { root } from "../lib/paths";
import { type Result } from "./results";

/**
 * What the policy pack costs beside the engine's floor and, where they can be installed, its peers. The pack's own benchmark measures it, since
 * the pack is a package by itself: BENCH_SIZES and BENCH_PEERS are told in its head.
 *
 * @throws when nothing could be measured; a bar that is missed is in the results
 */
export function packFigures(): Result[] {
  const { stdout, status, error } = spawnSync(
    process.execPath,
    ["-r", "../test/register.js", "bench/run.ts"],
    {
      cwd: path.join(root, "policy-pack"),
      stdio: ["ignore", "pipe", "inherit"],
      encoding: "utf8",
      maxBuffer: 1 << 24,
    },
  );
  if (error) throw error;
  return figuresOf(stdout, status);
}

/** The figures that the pack's benchmark wrote; it ends with 1 both when it fails and when a bar is missed, and writes a list only then. */
export function figuresOf(stdout: string, status: number | null): Result[] {
  if (!stdout.trimStart().startsWith("["))
    throw new Error(`The policy pack's benchmark ended with ${String(status)} and measured nothing`);
  return JSON.parse(stdout) as Result[];
}
