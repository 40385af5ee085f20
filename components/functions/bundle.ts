import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { CONTRACTS } from "../../functions/contracts";
import { type FunctionContract } from "../../functions/lib/aws-contract";

const root = path.join(__dirname, "..", "..");

/** Beside the packages: git-ignored already, and gone with them when another version of the bundler is installed. */
const cache = path.join(root, "node_modules", ".cache", "landing-zone-functions");

/** Files besides the sources on which a bundle depends. */
const BESIDES = ["tools/functions/build.ts", "tsconfig.json", "node_modules/esbuild/package.json"];

/** Names of files in the cache by the function's name. */
type Manifest = Readonly<Record<string, string>>;

function sourceFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return sourceFiles(file);
      return entry.name.endsWith(".ts") ? [file] : [];
    })
    .sort();
}

/** Digest of everything a bundle is made of. The folder of functions imports nothing of the project outside itself. */
function digest(): string {
  const hash = createHash("sha256");
  for (const file of [
    ...sourceFiles(path.join(root, "functions")),
    ...BESIDES.map((file) => path.join(root, file)),
  ])
    hash.update(path.relative(root, file)).update("\0").update(fs.readFileSync(file)).update("\0");
  return hash.digest("hex").slice(0, 32);
}

function read(manifest: string): Manifest {
  try {
    const files = JSON.parse(fs.readFileSync(manifest, "utf8")) as Manifest;
    return Object.values(files).every((file) => fs.existsSync(path.join(cache, file))) ? files : {};
  } catch {
    return {};
  }
}

/** Bundles in a process of its own, so that the bundler's memory is not the program's. */
function build(manifest: string, contracts: readonly FunctionContract[]): void {
  const args = contracts.map(({ name, entry }) => `${name}=${entry}`);
  const child = spawnSync(
    process.execPath,
    [
      "--require",
      path.join(root, "tools/register.js"),
      path.join(root, "tools/functions/main.ts"),
      manifest,
      ...args,
    ],
    // The options of the program's own process (a measurement, a debugger) are not for this one.
    { cwd: root, encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } },
  );
  if (child.status !== 0)
    throw new Error(
      `the functions cannot be bundled:\n${child.stderr || String(child.error ?? child.signal)}`,
    );
}

let known: { readonly manifest: string; files: Manifest } | undefined;

/**
 * The file that is deployed as a function's `index.js`. Bundles when a source has changed since the last time, which takes half a second
 * for all functions; otherwise only their sources are read. Its name follows from its content, so that an unchanged function is no change.
 */
export function bundleOf(contract: FunctionContract): string {
  if (known === undefined) {
    const manifest = path.join(cache, `${digest()}.json`);
    known = { manifest, files: read(manifest) };
  }
  if (known.files[contract.name] === undefined) {
    const all = [...CONTRACTS.filter(({ name }) => name !== contract.name), contract];
    build(known.manifest, all);
    known.files = read(known.manifest);
  }
  const file = known.files[contract.name];
  if (file === undefined) throw new Error(`${contract.name} was not bundled`);
  return path.join(cache, file);
}
