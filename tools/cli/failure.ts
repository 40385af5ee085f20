import type { PulumiRun } from "./pulumi";

/** Where the CLI begins to tell of a phase, and, after a line for each resource, what was wrong. */
const PHASE =
  /^(Previewing update|Updating|Refreshing|Destroying|Previewing destroy|Previewing refresh) \(/gm;
const FINDINGS = /^(Policies|Diagnostics):$/m;

/** What the CLI said of a failure, in its own words, without the lines for each resource before it. */
export function failureText({ stdout, stderr }: PulumiRun): string {
  const last = [...stdout.matchAll(PHASE)].at(-1)?.index ?? 0;
  const phase = stdout.slice(last);
  const findings = FINDINGS.exec(phase)?.index ?? 0;
  return [phase.slice(findings).trim(), stderr.trim()].filter((text) => text !== "").join("\n");
}
