/**
 * `pulumi policy analyze` with this pack, and its own `landing-zone-analyze`, beside the engine's floor (a pack of one empty policy),
 * @pulumi/awsguard and checkov, over the same resources in the same run. Peers are installed into a temporary folder; one that cannot be is left out and said so on stderr.
 * Writes a list of { name, value, unit, bar, holds } to stdout; ends with 1 when a bar is missed.
 *
 * BENCH_SIZES: sizes, e.g. `1000,10000`. BENCH_PEERS=no: without peers. PULUMI: the CLI, else the project's, else the one on PATH.
 */
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { IDLE_ANALYZER } from "./idle";
import { type Run, run } from "./measure";
import { stateOf } from "./state";
import { planOf } from "./terraform";

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: number | null;
  readonly holds: boolean;
}

const PACK = resolve(__dirname, "..");
const ENGINE = join(PACK, "..", ".engine");
const SIZES = (process.env["BENCH_SIZES"] ?? "1000,10000").split(",").map(Number);
/** Versions compared with. Source: the newest of 2026-11. */
const AWSGUARD = "@pulumi/awsguard@0.3.1";
const CHECKOV = "checkov";

/** What a pack that ran names itself in the output. A pack that reports nothing prints no name and ends with 0. */
const NAMES: Readonly<Record<string, RegExp>> = {
  idle: /idle@/,
  floor: /floor@/,
  whole: /landing-zone@/,
  awsguard: /awsguard@/,
};

const folder = mkdtempSync(join(tmpdir(), "policy-pack-bench-"));
const figures: Figure[] = [];

function figure(name: string, value: number, unit: string, bar: number | null = null): void {
  const rounded = Math.round(value * 100) / 100;
  figures.push({ name, value: rounded, unit, bar, holds: bar === null || rounded <= bar });
}

function cli(): string {
  const own = join(ENGINE, "pulumi");
  return process.env["PULUMI"] ?? (existsSync(own) ? own : "pulumi");
}

const HOST = "pulumi-language-nodejs";
/** File of a pack that is its own analyzer. */
const IDLE = "idle-analyzer.js";

/**
 * Packs are started by the engine itself, not through a language host: a host that stands between engine and pack would add its own cost, the same
 * for all, and hide what is compared. The engine looks for one beside its own binary and on PATH.
 */
function withoutHost(): NodeJS.ProcessEnv {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const start = join(modulesOfSdk(), "@pulumi", "pulumi", "cmd", "run-policy-pack");
  // The engine calls it with its address and the pack's folder.
  const launcher = [
    "#!/bin/sh",
    `if [ -f "$2/${IDLE}" ]; then exec node "$2/${IDLE}"; fi`,
    `exec node "${start}" "$@"`,
  ];
  writeFileSync(join(bin, "pulumi-analyzer-policy-nodejs"), `${launcher.join("\n")}\n`, { mode: 0o755 });
  const path = (process.env["PATH"] ?? "").split(":").filter((entry) => !existsSync(join(entry, HOST)));
  return {
    ...process.env,
    PATH: [bin, ...path].join(":"),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}

/** A copy of the CLI in a folder of its own. */
function lonelyCli(): string {
  const found = cli();
  const path = found.includes("/")
    ? found
    : execFileSync("sh", ["-c", `command -v ${found}`])
        .toString()
        .trim();
  const copy = join(folder, "pulumi");
  copyFileSync(path, copy);
  return copy;
}

/** A pack of JavaScript in a folder of its own; `modules` is where its packages are. */
function packIn(name: string, code: string, modules: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  writeFileSync(join(path, "package.json"), JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
  writeFileSync(join(path, "index.js"), code);
  symlinkSync(modules, join(path, "node_modules"));
  return path;
}

function modulesOfSdk(): string {
  // .../node_modules/@pulumi/policy/index.js
  return dirname(dirname(dirname(createRequire(join(PACK, "package.json")).resolve("@pulumi/policy"))));
}

function installed(what: string, install: () => string): string | undefined {
  if (process.env["BENCH_PEERS"] === "no") return undefined;
  try {
    return install();
  } catch (error) {
    console.error(
      `${what} is left out: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`,
    );
    return undefined;
  }
}

function installAwsguard(): string {
  const path = join(folder, "npm");
  mkdirSync(path);
  writeFileSync(
    join(path, "package.json"),
    JSON.stringify({ name: "peers", version: "1.0.0", private: true }),
  );
  execFileSync("npm", ["install", "--no-audit", "--no-fund", AWSGUARD], {
    cwd: path,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const code = 'const { AwsGuard } = require("@pulumi/awsguard");\nnew AwsGuard({ all: "advisory" });\n';
  return packIn("awsguard", code, join(path, "node_modules"));
}

function installCheckov(): string {
  const path = join(folder, "pip");
  execFileSync("python3", ["-m", "venv", path], { stdio: "pipe" });
  execFileSync(join(path, "bin", "pip"), ["install", "--quiet", CHECKOV], { stdio: "pipe" });
  return join(path, "bin", "checkov");
}

/** Seconds that the pack's own command takes over a state: the better of two runs. */
async function withoutEngine(state: string): Promise<number> {
  const command = join(PACK, "dist", "analyze.js");
  const seconds: number[] = [];
  for (let round = 0; round < 2; round++) {
    const one = await run(process.execPath, [command, state], process.env, command);
    if (!/ policies over \d+ resources /.test(one.output) || (one.status !== 0 && one.status !== 1))
      throw new Error(`landing-zone-analyze does not run:\n${one.output.slice(-2000)}`);
    seconds.push(one.seconds);
  }
  return Math.min(...seconds);
}

async function main(): Promise<void> {
  const env = withoutHost();
  const pulumi = lonelyCli();
  const floor = packIn(
    "floor",
    'const { PolicyPack } = require("@pulumi/policy");\n' +
      'new PolicyPack("floor", { policies: [{ name: "nothing", description: "Nothing.", validateResource: () => {} }] });\n',
    modulesOfSdk(),
  );
  const idle = packIn("idle", "", modulesOfSdk());
  writeFileSync(join(idle, IDLE), IDLE_ANALYZER);
  const awsguard = installed("awsguard", installAwsguard);
  const checkov = installed("checkov", installCheckov);
  for (const size of SIZES) {
    const state = stateOf(size) as { deployment: { resources: Parameters<typeof planOf>[0] } };
    const file = join(folder, `state-${size}.json`);
    writeFileSync(file, JSON.stringify(state));
    const analyze = (pack: string) =>
      run(
        pulumi,
        ["policy", "analyze", "--policy-pack", pack, "--file", file],
        env,
        pack === PACK ? "policy-pack" : pack,
      );
    const packs = { idle, floor, whole: PACK, ...(awsguard === undefined ? {} : { awsguard }) };
    // Twice, in turn, and the better of the two: what else the machine does weighs more than what is compared.
    const runs = new Map<string, Run>();
    for (let round = 0; round < 2; round++) {
      for (const [name, path] of Object.entries(packs)) {
        const one = await analyze(path);
        if (!NAMES[name]?.test(one.output) && one.status !== 0)
          throw new Error(`${name} does not run:\n${one.output.slice(-2000)}`);
        const before = runs.get(name);
        runs.set(
          name,
          before && before.seconds < one.seconds
            ? { ...before, megabytes: Math.max(before.megabytes, one.megabytes) }
            : one,
        );
      }
    }
    const alone = await withoutEngine(file);
    const [engine, least, whole, guard] = ["idle", "floor", "whole", "awsguard"].map((name) =>
      runs.get(name),
    );
    if (!engine || !least || !whole) throw new Error("nothing was measured");
    figure(`analyze ${size}: engine alone`, engine.seconds, "s");
    figure(`analyze ${size}: floor`, least.seconds, "s");
    figure(`analyze ${size}: whole pack`, whole.seconds, "s");
    figure(`analyze ${size}: whole pack over floor`, whole.seconds / least.seconds, "ratio", 1.5);
    figure(`analyze ${size}: memory of the analyzer`, whole.megabytes, "MB", 600);
    figure(`analyze ${size}: pack without the engine`, alone, "s");
    if (guard) {
      figure(`analyze ${size}: awsguard`, guard.seconds, "s");
      figure(`analyze ${size}: whole pack over awsguard`, whole.seconds / guard.seconds, "ratio", 1);
    }
    if (checkov !== undefined) {
      const plan = join(folder, `plan-${size}.json`);
      writeFileSync(plan, JSON.stringify(planOf(state.deployment.resources)));
      const args = ["-f", plan, "--framework", "terraform_plan", "--quiet", "--compact", "--skip-download"];
      const { seconds, output } = await run(checkov, args, env, "checkov");
      if (!/Passed checks/.test(output)) throw new Error(`checkov does not run:\n${output.slice(-2000)}`);
      figure(`analyze ${size}: checkov`, seconds, "s");
      if (size >= 10_000) {
        figure(`analyze ${size}: whole pack over checkov`, whole.seconds / seconds, "ratio", 0.1);
        figure(`analyze ${size}: engine alone over checkov`, engine.seconds / seconds, "ratio");
        figure(`analyze ${size}: pack without the engine over checkov`, alone / seconds, "ratio", 0.1);
      }
    }
  }
}

main()
  .then(() => {
    console.log(JSON.stringify(figures, null, 2));
    if (figures.some(({ holds }) => !holds)) process.exitCode = 1;
  })
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));
