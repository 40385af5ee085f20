#!/usr/bin/env node
/**
 * `landing-zone-analyze STATE [PREVIEW]`: judges a stored state, or what a preview makes of it, with the whole pack and without the engine.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { type StoredState } from "./analysis/from-state";
import { Judged, plannedStates, storedStates } from "./analysis/judged";
import { jsonOf } from "./lib/analyze/json";
import { type Options, readOptions } from "./lib/analyze/options";
import { type Tool, sarifOf } from "./lib/analyze/sarif";
import { textOf } from "./lib/analyze/text";
import { type Verdict, isRefused, mandatoryOnly, verdictOf } from "./lib/analyze/verdict";
import { type ReadConfig, readConfigFile } from "./lib/config-file";
import { packHealth, policies } from "./policies";

const USAGE = `landing-zone-analyze STATE [PREVIEW] [--preset NAME] [--config FILE] [--format NAME] [--quiet]

Judges a stored state with the landing zone's policies, or, with a preview, what there will be after the change. Needs
neither the Pulumi CLI nor an account.

  STATE          what \`pulumi stack export\` writes; "-" reads standard input
  PREVIEW        what \`pulumi preview --json\` writes
  --preset NAME  development, production or organisation; else LANDING_ZONE_POLICY_PRESET names it, else production
  --config FILE  levels, parameters and exemptions on top of the preset
  --format NAME  text, json or sarif; text when left out
  --quiet, -q    shows what is mandatory alone; the numbers stay

Exit codes: 0 no mandatory violation; 1 mandatory violations; 2 the input, the options or the configuration cannot be understood.`;

/** @returns exit code */
function main(words: readonly string[]): number {
  const read = readOptions(words, process.env["LANDING_ZONE_POLICY_PRESET"]);
  if (read.help) {
    console.log(USAGE);
    return 0;
  }
  const { options } = read;
  const problems = [...read.problems];
  const states = inputOf(options, problems);
  const given = configOf(options.config, problems);
  if (problems.length > 0) {
    for (const problem of problems) console.error(problem);
    if (read.problems.length > 0) console.error(`\n${USAGE}`);
    return 2;
  }
  const { preset, format, quiet } = options;
  const verdict = verdictOf(new Judged(states), { policies, health: packHealth, preset, given });
  const shown = quiet ? mandatoryOnly(verdict) : verdict;
  const written = { text: textOf, json: jsonOf, sarif: (one: Verdict) => sarifOf(one, tool()) };
  process.stdout.write(written[format](shown));
  return isRefused(verdict) ? 1 : 0;
}

/** The state, or what the preview makes of it; nothing where there is a problem with either. */
function inputOf({ state, preview }: Options, problems: string[]): readonly StoredState[] {
  const before = contentOf(state, problems, storedStates) ?? [];
  return contentOf(preview, problems, (text) => plannedStates(before, text)) ?? before;
}

function configOf(file: string | undefined, problems: string[]): ReadConfig["given"] {
  const read = contentOf(file, problems, (text) => readConfigFile(text, policies));
  for (const problem of read?.problems ?? []) problems.push(`${file ?? ""}: ${problem}`);
  return read?.given ?? new Map();
}

/** What a file holds; undefined when none is asked for, or it cannot be read or understood. */
function contentOf<T>(
  file: string | undefined,
  problems: string[],
  read: (text: string) => T,
): T | undefined {
  if (file === undefined || file === "") return undefined;
  try {
    return read(fs.readFileSync(file === "-" ? 0 : file, "utf8"));
  } catch (error) {
    problems.push(`${file === "-" ? "standard input" : file}: ${(error as Error).message}`);
    return undefined;
  }
}

/** Beside this file in the sources, one folder up when compiled. */
function tool(): Tool {
  const folder = [__dirname, path.dirname(__dirname)].find((one) =>
    fs.existsSync(path.join(one, "package.json")),
  );
  return JSON.parse(fs.readFileSync(path.join(folder ?? __dirname, "package.json"), "utf8")) as Tool;
}

// Who reads only the beginning, as `head` does, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
