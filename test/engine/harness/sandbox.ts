import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { type Engine, findEngine } from "../../../tools/engine/find";
import { linkHost } from "../../../tools/engine/host";
import { forFirstDeployment } from "../../../tools/lib/first-deployment";
import { root } from "../../../tools/lib/paths";
import { removeSandbox, sandboxEnvironment } from "../../../tools/sandbox/environment";
import { Project } from "./project";
import { standalone } from "./standalone";

/** Files of a throwaway program or pack by name. */
export type Files = Readonly<Record<string, string>>;

/** A sandbox of its own: cloud, state and plugins in a temporary folder. Itself it is the repository's project in there. */
export class Sandbox extends Project {
  /** The stand-in cloud's JSON file. */
  readonly cloud: string;

  /** Whether environments read the organisation stack, as their files say, or have the ids in their settings. */
  #linked = false;

  constructor(
    readonly home: string,
    readonly environment: NodeJS.ProcessEnv,
  ) {
    super(root, path.join(home, "settings"), environment, true);
    this.cloud = path.join(home, "cloud.json");
  }

  /**
   * Lets environments read the outputs of the organisation stack, which must be deployed first. Without it their ids stand in their
   * settings. Call it before the first command.
   */
  link(): void {
    this.#linked = true;
  }

  protected override prepared(stack: string, text: string): string {
    const first = forFirstDeployment(text);
    if (this.#linked) return first;
    const content = parse(first) as { config: Record<string, unknown> };
    return stringify({ ...content, config: standalone(stack, content.config, "landing-zone:") });
  }

  /**
   * A throwaway program in the sandbox, with the project's packages at hand.
   *
   * @param name name of the project
   * @param files its sources; `index.ts` or `index.js` is the program; a Pulumi.yaml of its own is taken if given
   */
  program(name: string, files: Files): Project {
    const folder = this.#write(path.join("programs", name), {
      "Pulumi.yaml": [
        `name: ${name}`,
        "runtime:",
        "  name: nodejs",
        "  options:",
        "    typescript: false",
        `    nodeargs: --max-semi-space-size=8 --heap-growing-percent=40 --require ${path.join(root, "tools/register.js")}`,
        "",
      ].join("\n"),
      "package.json": JSON.stringify({ name, main: "index.ts" in files ? "index.ts" : "index.js" }),
      ...files,
    });
    return new Project(folder, path.join(folder, ".stacks"), this.environment, false);
  }

  /** A throwaway policy pack of one JavaScript file, for the option `pack`. Returns its folder. */
  pack(name: string, source: string): string {
    return this.#write(path.join("packs", name), {
      "PulumiPolicy.yaml": "runtime: nodejs\nmain: index.js\n",
      "package.json": JSON.stringify({ name, version: "0.0.1", main: "index.js" }),
      "index.js": source,
    });
  }

  #write(name: string, files: Files): string {
    const folder = path.join(this.home, name);
    for (const [file, content] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.writeFileSync(path.join(folder, file), content);
    }
    fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
    return folder;
  }
}

let engine: Engine | undefined;

function theEngine(): Engine {
  engine ??= findEngine();
  if (!engine) throw new Error("There is no Pulumi CLI yet: run `make engine` first.");
  linkHost(engine);
  return engine;
}

/**
 * Does work in a sandbox of its own and removes it afterwards. Keeps it, and says where, when KEEP_SANDBOX is set.
 *
 * @param work what to do; its result is passed on
 * @param env more environment variables for every command, such as SANDBOX_FAULTS
 */
export async function withSandbox<T>(
  work: (sandbox: Sandbox) => Promise<T>,
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  // The engine compares paths with their symlinks resolved.
  const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "sandbox-")));
  try {
    return await work(new Sandbox(home, { ...sandboxEnvironment(home, theEngine()), ...env }));
  } finally {
    if (process.env.KEEP_SANDBOX) console.error(`Sandbox kept: ${home}`);
    else await removeSandbox(home);
  }
}
