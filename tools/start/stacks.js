const path = require("node:path");
const { sourceMapOf } = require("./transpile.js");

/** The package by which the SDK maps stacks: the same copy, so that the SDK does not put its own in our place. */
function sourceMapSupport() {
  const sdk = path.dirname(require.resolve("@pulumi/pulumi/package.json"));
  return require(require.resolve("source-map-support", { paths: [sdk] }));
}

/** The SDK keeps a stack for each promise, to print it if one is never settled and this variable is set. */
const promiseStacks = !!process.env.PULUMI_DEBUG_PROMISE_LEAKS;

function title(error) {
  try {
    return String(error);
  } catch {
    return "Error";
  }
}

/**
 * Makes error stacks name the lines of the TypeScript sources.
 *
 * Only frames of transpiled sources are looked up. The SDK reads a stack for each resource and for each promise; to map all
 * their frames, as it does by itself, takes more time than all else a program does, and the maps of the packages take 100 MB.
 * Nor are they right: they name files such as `node_modules/@pulumi/resource.ts`, which are not there, and Node 20 never
 * comes back from colouring such a line, a scope with no package after it.
 */
function mapStacks() {
  const support = sourceMapSupport();
  support.install({
    environment: "node",
    retrieveSourceMap: (file) => {
      const map = sourceMapOf(file);
      return map ? { url: file, map } : null;
    },
  });
  Error.prepareStackTrace = (error, frames) => {
    if (!promiseStacks && frames[0]?.getFunctionName() === "debuggablePromise") return title(error);
    const lines = frames.map((frame) => {
      const file = frame.getFileName();
      return `\n    at ${file?.endsWith(".ts") ? support.wrapCallSite(frame) : frame}`;
    });
    return title(error) + lines.join("");
  };
}

module.exports = { mapStacks };
