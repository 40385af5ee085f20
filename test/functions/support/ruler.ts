import { execFileSync, spawnSync } from "node:child_process";
import path from "node:path";
import { type EventPattern } from "../../../functions/detections/patterns";

const root = path.join(__dirname, "..", "..", "..");
const home = path.join(root, ".engine", "ruler");

/** Fetches and compiles EventBridge's matcher, once a machine. Needs java, javac and mvn. */
export function prepareRuler(): void {
  execFileSync(path.join(root, "tools", "functions", "ruler.sh"), { stdio: "inherit" });
}

/** The names of the patterns that match each event, by EventBridge's own matcher, all in one JVM. Throws when a pattern is refused. */
export function matchingRules(
  patterns: Readonly<Record<string, EventPattern>>,
  events: readonly unknown[],
): readonly (readonly string[])[] {
  const lines = [patterns, ...events].map((value) => JSON.stringify(value)).join("\n");
  const run = spawnSync("java", ["-Xshare:auto", "-cp", `${home}/classes:${home}/jars/*`, "Match"], {
    input: lines,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) throw new Error(`The matcher failed: ${run.stderr || String(run.error)}`);
  return run.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as string[]);
}
