const fs = require("node:fs");
const path = require("node:path");
const { sourceMapOf } = require("./transpile.js");

const SDK = `${path.sep}node_modules${path.sep}@pulumi${path.sep}pulumi${path.sep}`;

/**
 * The SDK's own maps name their sources as seen from `bin/`, a folder its package does not have, so that a stack shows
 * `node_modules/@pulumi/resource.ts`. Node 20 never comes back from colouring such a line: a "scope" with no package
 * after it. Read from where they were made, the maps give the right paths.
 */
function sdkMap(file) {
  const at = file.lastIndexOf(SDK);
  if (at < 0 || !fs.existsSync(`${file}.map`)) return null;
  const rest = file.slice(at + SDK.length);
  return {
    url: path.join(file.slice(0, at + SDK.length), "bin", rest),
    map: fs.readFileSync(`${file}.map`, "utf8"),
  };
}

/** Makes error stacks name the lines of the TypeScript sources, with the package by which the SDK does it as well. */
function mapStacks() {
  const support = require(
    require.resolve("source-map-support", {
      paths: [path.dirname(require.resolve("@pulumi/pulumi/package.json"))],
    }),
  );
  support.install({
    environment: "node",
    retrieveSourceMap: (file) => {
      const map = sourceMapOf(file);
      return map ? { url: file, map } : sdkMap(file);
    },
  });
}

module.exports = { mapStacks };
