import { spawn } from "node:child_process";
import { constants } from "node:os";
import { type Interruptions } from "./interruptions";

/** Exit code of a process that a signal ended, as shells have it. */
export function codeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/**
 * Runs a command to its end with this process's terminal. Signals are passed on to it; a Ctrl-C has reached it already.
 * @returns its exit code
 */
export function runCommand(
  [program = "", ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  interruptions: Interruptions,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit", env });
    const untell = interruptions.tell((signal) => {
      // The terminal sends SIGINT to all of its foreground; a second one would make Pulumi give up at once.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      untell();
      resolve(signal === null ? (code ?? 1) : codeOf(signal));
    });
  });
}
