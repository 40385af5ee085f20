import * as fs from "node:fs";
import * as path from "node:path";
import { engineFolder, root } from "../lib/paths";
import type { Engine } from "./find";

const HOST = "pulumi-language-nodejs";

/** The stand-in for the language host that the vendor ships beside the CLI. */
export const standInFolder = path.join(root, "sandbox/language");

/** Whether a language host stands beside the CLI, where the engine looks for it. */
export function hasHost(engine: Engine): boolean {
  return fs.existsSync(path.join(path.dirname(fs.realpathSync(engine.path)), HOST));
}

/** Puts the stand-in beside a CLI that the project got for itself. Any other folder is not ours to write in. */
export function linkHost(engine: Engine): void {
  const folder = path.dirname(engine.path);
  if (hasHost(engine) || folder !== engineFolder) return;
  const link = path.join(folder, HOST);
  fs.rmSync(link, { force: true });
  fs.symlinkSync(path.join(standInFolder, HOST), link);
}
