import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { withLock } from "../../../tools/lib/lock";
import { waitingSettings } from "../../../tools/lib/first-deployment";
import { root } from "../../../tools/lib/paths";
import { stackOrder } from "../../../tools/lib/stacks";
import type { StackState } from "../../../tools/sandbox/state";
import { success } from "./outcome";
import { withSandbox } from "./sandbox";

/** Every stack of the checkout by name, as `pulumi stack export` writes it after a deployment into a sandbox. */
export type DeployedStacks = ReadonlyMap<string, StackState>;

/** Beside the packages: git-ignored, and gone with `make clean`. */
const cache = path.join(root, "node_modules/.cache/deployed-stacks");

/** What a deployment's result depends on: the program, its settings, its packages, and what stands in for AWS. */
const SOURCES = [
  "index.ts",
  "package-lock.json",
  "Pulumi.yaml",
  "components",
  "functions",
  "sandbox",
  "settings",
  "stacks",
  "test/engine/harness/deployed.ts",
  "tools/functions",
  "tools/lib/first-deployment.ts",
];

function* filesOf(place: string): Generator<string> {
  if (!fs.existsSync(place)) return;
  if (!fs.statSync(place).isDirectory()) {
    yield place;
    return;
  }
  for (const entry of fs.readdirSync(place).sort()) {
    if (entry !== "node_modules") yield* filesOf(path.join(place, entry));
  }
}

/** Tells one state of the sources from another. */
function digest(stacks: readonly string[]): string {
  const hash = crypto.createHash("sha256");
  for (const place of [...SOURCES, ...stacks.map((stack) => `Pulumi.${stack}.yaml`)]) {
    for (const file of filesOf(path.join(root, place))) {
      hash
        .update(`${path.relative(root, file)}\0`)
        .update(fs.readFileSync(file))
        .update("\0");
    }
  }
  return hash.digest("hex").slice(0, 32);
}

/** Deploys every stack in its order, those that wait for another at last with all of their settings, without the policy pack: that has tests of its own. */
function deploy(stacks: readonly string[], folder: string): Promise<void> {
  return withSandbox(async (sandbox) => {
    sandbox.link();
    const up = async (stack: string): Promise<void> => {
      success(await sandbox.up(stack, { pack: false, checkpointAtEnd: true }));
      fs.writeFileSync(path.join(folder, `${stack}.json`), JSON.stringify(await sandbox.export(stack)));
    };
    for (const stack of stacks) {
      await up(stack);
    }
    for (const stack of stacks) {
      const whole = fs.readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8");
      const waiting = waitingSettings(whole);
      if (Object.keys(waiting).length === 0) continue;
      sandbox.editConfig(stack, (config) => Object.assign(config, waiting));
      await up(stack);
    }
  });
}

/**
 * The stacks as the engine deploys them, the organisation's first. One deployment serves every test and process that asks,
 * as long as the sources stay the same: the exports are kept, and only those of the latest sources.
 *
 * @returns states by the stack's name. Takes about a minute when the sources are new.
 */
export async function deployedStacks(): Promise<DeployedStacks> {
  const stacks = stackOrder();
  const folder = path.join(cache, digest(stacks));
  await withLock(`${cache}.lock`, async () => {
    if (fs.existsSync(folder)) return;
    const draft = `${folder}.draft`;
    fs.rmSync(draft, { recursive: true, force: true });
    fs.mkdirSync(draft, { recursive: true });
    await deploy(stacks, draft);
    const former = fs.readdirSync(cache).filter((name) => name !== path.basename(draft));
    fs.renameSync(draft, folder);
    for (const name of former) fs.rmSync(path.join(cache, name), { recursive: true, force: true });
  });
  return new Map(
    stacks.map((stack) => [
      stack,
      JSON.parse(fs.readFileSync(path.join(folder, `${stack}.json`), "utf8")) as StackState,
    ]),
  );
}
