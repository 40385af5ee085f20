// Where the cloud, its daemon's socket and its log live. Plain JavaScript: the shim loads it before anything is compiled.
"use strict";

const { createHash } = require("node:crypto");
const os = require("node:os");
const path = require("node:path");

/** The cloud's JSON file: SANDBOX_CLOUD, or .sandbox/cloud.json under the engine's working directory. */
function cloudPath(env, cwd) {
  return path.resolve(cwd, env.SANDBOX_CLOUD || path.join(".sandbox", "cloud.json"));
}

/** The daemon's unix socket: short, because the system allows about 100 bytes; one per user and cloud file. */
function socketPath(cloud) {
  const user = typeof process.getuid === "function" ? process.getuid() : "user";
  const key = createHash("sha256").update(`${user}:${cloud}`).digest("hex").slice(0, 16);
  return path.join(os.tmpdir(), `sandbox-aws-${key}.sock`);
}

/** The daemon's log, beside the cloud's file. */
function logPath(cloud) {
  return `${cloud.replace(/\.json$/, "")}.log`;
}

module.exports = { cloudPath, socketPath, logPath };
