// Tests run on transpiled sources; types are checked once, by `npm run typecheck`, not at every start.
require("ts-node").register({
  transpileOnly: true,
  project: require("node:path").join(__dirname, "..", "tsconfig.run.json"),
});
