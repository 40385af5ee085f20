import * as fs from "node:fs";
import * as path from "node:path";
import { type Sandbox, success } from "../../test/engine/harness";

/** Loaded by every node that the CLI starts; the one that runs the program writes down what it used. */
const WATCH = `
  if (/@pulumi\\/pulumi\\/cmd\\/run\\/index\\.js$/.test(process.argv[1]))
    process.on("exit", () => {
      const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
      const use = { megabytes: maxRSS / 1024, seconds: (userCPUTime + systemCPUTime) / 1e6 };
      require("node:fs").writeFileSync(process.env.BENCH_USE, JSON.stringify(use));
    });
`;

/** What the process that runs a program used. */
export interface Use {
  /** Peak resident memory. */
  readonly megabytes: number;
  /** Processor time. */
  readonly seconds: number;
}

/** What a stack's program uses in a preview with the pack. */
export async function programUse(sandbox: Sandbox, stack: string): Promise<Use> {
  const watch = path.join(sandbox.home, "watch.js");
  const file = path.join(sandbox.home, "use.json");
  fs.writeFileSync(watch, WATCH);
  fs.rmSync(file, { force: true });
  success(await sandbox.preview(stack, { env: { NODE_OPTIONS: `--require ${watch}`, BENCH_USE: file } }));
  return JSON.parse(fs.readFileSync(file, "utf8")) as Use;
}
