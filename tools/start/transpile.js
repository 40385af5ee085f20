const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const root = path.resolve(__dirname, "../..");

/** Beside the packages: git-ignored already, and gone with them when they are installed anew. */
const folder = path.join(root, "node_modules/.cache/landing-zone");

/** Files besides the source itself on which the JavaScript depends. */
const CONFIG = ["tsconfig.run.json", "tsconfig.json", "node_modules/typescript/package.json"];

/** Entries of sources that are gone, such as the programs of tests, are dropped after this long, in milliseconds. */
const KEPT = 30 * 24 * 3600 * 1000;

const outputs = new Map();
let configuration;
let compiler;

/** Digest of a text. Not for secrets: it only has to tell versions of a file apart. */
const digest = (...texts) => crypto.createHash("sha1").update(texts.join("\0")).digest("hex");

function configurationDigest() {
  configuration ??= digest(...CONFIG.map((file) => fs.readFileSync(path.join(root, file), "utf8")));
  return configuration;
}

/** ts-node and with it TypeScript are loaded for the first file that is not in the cache, else never. */
function compile(source, file) {
  compiler ??= createCompiler();
  return compiler.compile(source, file);
}

/** Drops old entries. Done when something must be compiled anyway, for that is slow already. */
function prune() {
  try {
    for (const name of fs.readdirSync(folder)) {
      const entry = path.join(folder, name);
      if (fs.statSync(entry).mtimeMs < Date.now() - KEPT) fs.rmSync(entry, { force: true });
    }
  } catch {
    return;
  }
}

function createCompiler() {
  prune();
  // ts-node puts its own in the place of `stacks.js`, which knows the cached files too.
  const { prepareStackTrace } = Error;
  try {
    return require("ts-node").create({
      cwd: root,
      project: path.join(root, "tsconfig.run.json"),
      transpileOnly: true,
    });
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}

/** Keeps an output for the next start. A folder that cannot be written costs time, not the run. */
function keep(entry, text) {
  try {
    fs.mkdirSync(folder, { recursive: true });
    const temporary = `${entry}.${process.pid}`;
    fs.writeFileSync(temporary, text);
    fs.renameSync(temporary, entry);
  } catch {
    return;
  }
}

function kept(entry) {
  try {
    return fs.readFileSync(entry, "utf8");
  } catch {
    return "";
  }
}

/**
 * The JavaScript of a TypeScript file, with its source map inline.
 *
 * The cache holds one entry a file, which ends in the digest of the source and the settings it was made from, so it cannot
 * be stale.
 */
function transpiled(file) {
  const source = fs.readFileSync(file, "utf8");
  const entry = path.join(folder, `${path.basename(file)}.${digest(file)}.js`);
  const mark = `\n//# from ${digest(source, configurationDigest())}`;
  let output = kept(entry);
  if (!output.endsWith(mark)) {
    output = compile(source, file) + mark;
    keep(entry, output);
  }
  outputs.set(file, output);
  return output;
}

/** The source map of a file that was transpiled in this process, as JSON; undefined for any other. */
function sourceMapOf(file) {
  const found = /^\/\/# sourceMappingURL=data:.*?;base64,(.+)$/m.exec(outputs.get(file) ?? "");
  return found ? Buffer.from(found[1], "base64").toString("utf8") : undefined;
}

module.exports = { transpiled, sourceMapOf };
