// `make install`: brings the packages of package-lock.json, unless they are there already. Plain JavaScript on node's own
// modules, for there may be no package yet.
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const root = path.resolve(__dirname, "..");

/** The packages a lockfile lists, by folder, with their version. */
function listed(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), "utf8")).packages;
  } catch {
    return {};
  }
}

/** The first package that is not installed as the lockfile has it. Optional ones may be for another platform. */
function missing() {
  const installed = listed("node_modules/.package-lock.json");
  return Object.entries(listed("package-lock.json")).find(
    ([folder, entry]) =>
      folder.startsWith("node_modules/") &&
      !entry.optional &&
      !entry.devOptional &&
      (installed[folder]?.version !== entry.version || installed[folder]?.resolved !== entry.resolved),
  )?.[0];
}

const first = missing();
if (first) {
  console.error(
    `Installing the packages of package-lock.json (${first.slice("node_modules/".length)} is not there) ...`,
  );
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root, stdio: "inherit" });
  process.exit(status ?? 1);
}
