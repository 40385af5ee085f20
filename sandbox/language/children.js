const { spawn } = require("node:child_process");

/** How long an interrupted program may take to end before it is killed, in milliseconds; as long as the engine waits. */
const GRACE = 5000;

const running = new Set();

/** The processes this host has started and that still run. */
const children = {
  /** Starts a process and keeps it in the set while it lives. Takes what `child_process.spawn` takes. */
  start(command, args, options) {
    const child = spawn(command, args, options);
    running.add(child);
    child.once("close", () => running.delete(child));
    child.once("error", () => running.delete(child));
    return child;
  },

  /** Asks every child to end, and kills those that have not after the grace. */
  interrupt() {
    for (const child of running) {
      child.kill("SIGINT");
      setTimeout(() => running.has(child) && child.kill("SIGKILL"), GRACE).unref();
    }
  },

  /** Ends every child at once. */
  kill() {
    for (const child of running) child.kill("SIGKILL");
  },
};

module.exports = { children };
