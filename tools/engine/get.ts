import * as path from "node:path";
import { engineFolder } from "../lib/paths";
import { withLock } from "../lib/lock";
import { build } from "./build";
import { type Engine, findEngine } from "./find";
import { linkHost } from "./host";
import { install } from "./install";
import { MINIMUM, PINNED } from "./versions";

/** Ways to get an engine that is not there, in the order they are tried. */
const WAYS = [
  { name: "installation by the Automation API", get: install },
  { name: "go build of the published module", get: build },
];

function failure(reasons: string[]): Error {
  return new Error(
    [
      `There is no Pulumi CLI of version ${MINIMUM} or later, and none could be had:`,
      ...reasons.map((reason) => `  - ${reason}`),
      "Do one of these, then try again:",
      "  - install the CLI so that `pulumi` is on PATH: https://www.pulumi.com/docs/iac/download-install/",
      "  - set LANDING_ZONE_PULUMI to the path of one",
      `  - install Go (https://go.dev/doc/install): \`make engine\` then builds version ${PINNED}`,
    ].join("\n"),
  );
}

/**
 * The Pulumi CLI to use; gets one when there is none. Several processes may call it at once: one gets it, the others wait.
 *
 * @throws Error that lists what was tried, why each failed and what to do
 */
export async function getEngine(): Promise<Engine> {
  const engine = findEngine() ?? (await withLock(path.join(engineFolder, "lock"), obtain, tellWait));
  linkHost(engine);
  return engine;
}

function tellWait(pid: number): void {
  console.error(`Waiting for process ${pid}, which is getting the Pulumi CLI ...`);
}

async function obtain(): Promise<Engine> {
  const reasons: string[] = [];
  // Another process may have got it while this one waited.
  const engine = findEngine(reasons);
  if (engine) return engine;
  for (const way of WAYS) {
    const found = await way.get();
    if ("engine" in found) return found.engine;
    reasons.push(`${way.name}: ${found.reason}`);
  }
  throw failure(reasons);
}
