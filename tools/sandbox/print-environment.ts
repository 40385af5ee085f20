import * as path from "node:path";
import { findEngine } from "../engine/find";
import { linkHost } from "../engine/host";
import { sandboxFolder, sandboxVariables, searchPath } from "./environment";

/** A value as a shell takes it whatever it holds. */
const quoted = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;

// `make sandbox-env`, and what sandbox/env.sh takes in: lines for a shell.
const engine = findEngine();
if (!engine) {
  console.error("There is no Pulumi CLI yet: run `make engine` first.");
  process.exit(1);
}
linkHost(engine);
const there = (process.env.PATH ?? "").split(path.delimiter);
const missing = searchPath(engine).filter((folder) => !there.includes(folder));
for (const [name, value] of Object.entries(sandboxVariables(sandboxFolder))) {
  console.log(`export ${name}=${quoted(value)}`);
}
if (missing.length > 0) console.log(`export PATH=${quoted(missing.join(path.delimiter))}:"$PATH"`);
