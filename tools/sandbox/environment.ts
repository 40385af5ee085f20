import * as fs from "node:fs";
import * as path from "node:path";
import { root } from "../lib/paths";
import type { Engine } from "../engine/find";
import { hasHost, standInFolder } from "../engine/host";

/** Where `make sandbox` keeps everything; git-ignored. */
export const sandboxFolder = path.join(root, ".sandbox");

const providers = path.join(root, "sandbox/bin");

/** Quotas that the project's own stacks need raised, in AWS too: a new organisation takes ten accounts. docs/real-accounts.md says how. */
const RAISED_QUOTAS = "accounts=30";

/** The sandbox holds no secret, so everyone may know what encrypts its state. */
const PASSPHRASE = "sandbox";

/**
 * Puts the stand-in providers into a plugin folder, as if they had been installed in the version of their SDK. The engine
 * takes them from there without the warning it gives for each plugin it finds on PATH.
 */
function linkProviders(plugins: string): void {
  for (const file of fs.existsSync(providers) ? fs.readdirSync(providers) : []) {
    const name = /^pulumi-resource-(.+)$/.exec(file)?.[1];
    const manifest = path.join(root, "node_modules/@pulumi", name ?? "", "package.json");
    if (!name || !fs.existsSync(manifest)) continue;
    const { version } = JSON.parse(fs.readFileSync(manifest, "utf8")) as { version: string };
    const folder = path.join(plugins, `resource-${name}-v${version}`);
    fs.mkdirSync(folder, { recursive: true });
    const link = path.join(folder, file);
    if (!fs.existsSync(link)) {
      fs.rmSync(link, { force: true });
      fs.symlinkSync(path.join(providers, file), link);
    }
  }
}

/** Folders that must come first on PATH. */
export function searchPath(engine: Engine): string[] {
  return [path.dirname(engine.path), ...(hasHost(engine) ? [] : [standInFolder])];
}

/**
 * Environment variables with which the Pulumi CLI deploys into a sandbox and leaves the user's own Pulumi alone. Makes the
 * folders they name.
 *
 * @param folder holds the sandbox: its cloud, state and plugins
 * @returns the variables that differ from the surroundings, without PATH (see `searchPath`)
 */
export function sandboxVariables(folder: string): Readonly<Record<string, string>> {
  const home = path.join(folder, "home");
  const state = path.join(folder, "state");
  fs.mkdirSync(state, { recursive: true });
  linkProviders(path.join(home, "plugins"));
  return {
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Without it the engine tries to download what awsx names as its own plugins, again and again where there is no network.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    SANDBOX_CLOUD: path.join(folder, "cloud.json"),
    SANDBOX_QUOTAS: process.env.SANDBOX_QUOTAS ?? RAISED_QUOTAS,
  };
}

/** The surroundings with the sandbox's variables: what to start the CLI with. */
export function sandboxEnvironment(folder: string, engine: Engine): NodeJS.ProcessEnv {
  const { PULUMI_ACCESS_TOKEN: _token, PULUMI_STACK: _stack, ...surroundings } = process.env;
  return {
    ...surroundings,
    ...sandboxVariables(folder),
    PATH: [...searchPath(engine), process.env.PATH ?? ""].join(path.delimiter),
  };
}

/** How often, and after what pause in milliseconds, a sandbox that resists is removed again. */
const TRIES = 30;
const PAUSE = 500;

/** Removes a sandbox. Its cloud writes to it once more when the last provider is gone, so it may take a moment. */
export async function removeSandbox(folder: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      fs.rmSync(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      // A file that was written meanwhile; node's own retries would not look for it again.
      if (tries === TRIES || (error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
