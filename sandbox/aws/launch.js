// Starts the daemon: compiles it when its sources have changed since the last time, then runs the one file that results.
// Type checking is not done here (`npm run typecheck` does it); what counts is that a preview is not kept waiting.
"use strict";

const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const CACHE = path.join(__dirname, "..", "..", "node_modules", ".cache", "sandbox-aws");

/** A key that changes when any source does: paths, sizes and modification times. */
function sourcesKey(folder) {
  const hash = createHash("sha256").update(process.version);
  const walk = (dir) => {
    for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
      const file = path.join(dir, entry.name);
      if (entry.isDirectory()) walk(file);
      else if (/\.(ts|js)$/.test(entry.name)) {
        const { mtimeMs, size } = fs.statSync(file);
        hash.update(`${file}:${size}:${mtimeMs}\n`);
      }
    }
  };
  walk(folder);
  return hash.digest("hex").slice(0, 20);
}

/** Compiles the daemon into the cache and returns the file; the bundle is renamed into place, so racing starts are harmless. */
function compile(bundle) {
  let esbuild;
  try {
    esbuild = require("esbuild");
  } catch {
    throw new Error(
      "sandbox: esbuild is not installed; install the project with its development dependencies",
    );
  }
  fs.mkdirSync(CACHE, { recursive: true });
  const draft = `${bundle}.${process.pid}`;
  esbuild.buildSync({
    entryPoints: [path.join(__dirname, "daemon", "main.ts")],
    outfile: draft,
    bundle: true,
    platform: "node",
    target: "node20",
    logLevel: "error",
    keepNames: false,
  });
  fs.renameSync(draft, bundle);
  for (const name of fs.readdirSync(CACHE)) {
    const old = path.join(CACHE, name);
    if (old !== bundle && fs.statSync(old).mtimeMs < Date.now() - 3_600_000) fs.rmSync(old, { force: true });
  }
}

const bundle = path.join(CACHE, `daemon-${sourcesKey(__dirname)}.js`);
if (!fs.existsSync(bundle)) compile(bundle);
require(bundle).main(process.argv[2], path.join(__dirname, "..", ".."));
