import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

/** What a deployment is made from, besides the stack's own file of settings. A name that is not there counts as empty. */
const SOURCES = [
  "index.ts",
  "index.js",
  "Pulumi.yaml",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "tsconfig.run.json",
  "settings",
  "stacks",
  "components",
  "functions",
  "policy-pack",
];

/** Made from the sources, or brought by the lockfile. */
const SKIPPED = new Set(["node_modules", "dist", ".stacks"]);

function files(place: string): string[] {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [place];
  return fs
    .readdirSync(place)
    .filter((name) => !SKIPPED.has(name))
    .sort()
    .flatMap((name) => files(path.join(place, name)));
}

/** Digest of a file's content. */
export function fileDigest(file: string): string {
  return createHash("sha256").update(fs.readFileSync(file)).digest("hex");
}

/**
 * Digest of everything a deployment of a stack is made from: program, settings, packages and policies.
 *
 * @param project folder of the project
 * @param configFile the stack's file of settings
 */
export function sourcesDigest(project: string, configFile: string): string {
  const hash = createHash("sha256");
  for (const file of [...SOURCES.flatMap((name) => files(path.join(project, name))), configFile]) {
    hash.update(`${path.relative(project, file)}\0${fs.existsSync(file) ? fileDigest(file) : "none"}\n`);
  }
  return hash.digest("hex");
}
