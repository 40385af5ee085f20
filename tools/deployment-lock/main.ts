import * as path from "node:path";
import { getEngine } from "../engine/get";
import { root } from "../lib/paths";
import { searchPath } from "../sandbox/environment";
import { codeOf, runCommand } from "./command";
import { Interruptions } from "./interruptions";
import { readOptions } from "./options";
import { withDeploymentLock } from "./with-lock";

/** Runs a command while a stack's deployment lock is held. @returns the command's exit code */
async function main(argv: readonly string[]): Promise<number> {
  const { stack, waitMs, command } = readOptions(argv);
  const engine = await getEngine();
  const env = {
    ...process.env,
    PATH: [...searchPath(engine), process.env.PATH ?? ""].join(path.delimiter),
  };
  const interruptions = new Interruptions();
  try {
    const target = { project: root, env, stack, configFile: path.join(root, `Pulumi.${stack}.yaml`) };
    return await withDeploymentLock(target, () => runCommand(command, env, interruptions), {
      // Not among the command's own output.
      say: (line) => console.error(line),
      waitMs,
      signal: interruptions.signal,
    });
  } catch (error) {
    if (interruptions.first !== undefined) {
      console.error((error as Error).message);
      return codeOf(interruptions.first);
    }
    throw error;
  } finally {
    interruptions.end();
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
