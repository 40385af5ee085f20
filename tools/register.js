// Loaded by node before the program (`nodeargs` in Pulumi.yaml) and before the tools and tests: lets `require` take
// TypeScript. Types are checked by `npm run typecheck`, not at every start.
//
// Plain JavaScript because it runs before anything can be transpiled, and without a dependency besides node's own
// modules because every millisecond here is paid by every preview.
const path = require("node:path");
const { transpiled } = require("./start/transpile.js");
const { loadLate } = require("./start/lazy.js");
const { mapStacks } = require("./start/stacks.js");

// Node 22 and later can keep the compiled code of the SDK between runs; Node 20 goes without.
require("node:module").enableCompileCache?.();

loadLate();
mapStacks();

const packages = `${path.sep}node_modules${path.sep}`;

const plain = require.extensions[".js"];
require.extensions[".ts"] = (module, file) => {
  if (file.includes(packages)) return plain(module, file);
  module._compile(transpiled(file), file);
};
