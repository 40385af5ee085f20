#!/usr/bin/env node
/**
 * `landing-zone-enforce [--config FILE] -- preview|up ARGUMENTS`: runs the Pulumi CLI with this pack, and fails unless the pack was evaluated.
 *
 * For backends that cannot enforce a pack themselves: there, the flag is all there is, so what gives the flag must not be the
 * developer's to change, and must notice when the pack did not run.
 */
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { configFileProblems } from "./lib/config-file";
import { enforcedArguments, evaluatedPolicies } from "./lib/enforcement";
import { policies } from "./policies";

const USAGE = `landing-zone-enforce [--config FILE] -- preview|up ARGUMENTS

Runs \`pulumi preview\` or \`pulumi up\` with the landing zone's policy pack, and fails unless the pack was evaluated.

  --config FILE  levels, parameters and exemptions; all of its problems are listed before anything runs

Exit codes: that of pulumi; 2 the command line or the configuration is wrong; 3 pulumi succeeded and the pack was not evaluated.`;

const root = path.dirname(__dirname);

async function main(words: readonly string[]): Promise<number> {
  const request = enforcedArguments(words, root);
  if (!request.ok) {
    console.error(`${request.problem}\n\n${USAGE}`);
    return 2;
  }
  if (request.config !== undefined) {
    const { config } = request;
    const problems = configFileProblems(fs.readFileSync(config, "utf8"), policies);
    for (const problem of problems) console.error(`${config}: ${problem}`);
    if (problems.length > 0) return 2;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "landing-zone-enforce-"));
  try {
    const log = path.join(folder, "events.log");
    const code = await run([...request.args, "--event-log", log]);
    if (code !== 0) return code;
    const evaluated = fs.existsSync(log) ? evaluatedPolicies(fs.readFileSync(log, "utf8")) : 0;
    if (evaluated === 0) {
      console.error("The policy pack was not evaluated: this run proves nothing.");
      return 3;
    }
    console.error(`The policy pack was evaluated: ${evaluated} policies.`);
    return 0;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function run(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    // The flag for the log of events exists only with this variable.
    const env = { ...process.env, PULUMI_DEBUG_COMMANDS: "true" };
    const child = spawn("pulumi", [...args], { stdio: "inherit", env });
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  },
);
