import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { EventLog, type LoggedEvent } from "./event-log";

/** How a run of the CLI went. */
export interface PulumiRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What the engine reported, in order; empty for commands that have no events. */
  readonly events: readonly LoggedEvent[];
  /** From start to exit, in milliseconds. */
  readonly duration: number;
}

export interface PulumiOptions {
  /** Folder of the project. */
  readonly cwd: string;
  /** Full environment; PATH must lead to the CLI. */
  readonly env: NodeJS.ProcessEnv;
  /** Show the CLI's own output as it comes. */
  readonly echo?: boolean;
  /** Told of each event soon after the engine reports it. */
  readonly onEvent?: (event: LoggedEvent) => void;
}

/** Commands that can log the engine's events. */
const WITH_EVENTS = new Set(["up", "preview", "refresh", "destroy", "import"]);

/** How often the log of events is read while the CLI runs, in milliseconds. */
const POLL = 150;

/**
 * Runs the Pulumi CLI to its end, without a terminal. A failure is a code, not an error.
 *
 * @param args command line; its first word is the command
 */
export async function pulumi(args: readonly string[], options: PulumiOptions): Promise<PulumiRun> {
  const start = Date.now();
  const logged = WITH_EVENTS.has(args[0] ?? "");
  const folder = logged ? fs.mkdtempSync(path.join(os.tmpdir(), "events-")) : undefined;
  const log = folder ? new EventLog(path.join(folder, "events.log"), options.onEvent) : undefined;
  const poll = log && setInterval(() => log.read(), POLL);
  // Ctrl-C reaches the CLI as well: it ends in order, and only then may this process. SIGTERM is passed on to it.
  const wait = (): void => {};
  process.on("SIGINT", wait);
  try {
    const { code, stdout, stderr } = await finish(
      [...args, "--non-interactive", ...(log ? ["--event-log", log.file] : [])],
      options,
    );
    log?.read();
    return { code, stdout, stderr, events: log?.events ?? [], duration: Date.now() - start };
  } finally {
    clearInterval(poll);
    process.removeListener("SIGINT", wait);
    if (folder) fs.rmSync(folder, { recursive: true, force: true });
  }
}

function finish(
  args: string[],
  options: PulumiOptions,
): Promise<Pick<PulumiRun, "code" | "stdout" | "stderr">> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", args, {
      cwd: options.cwd,
      // The flag for the log exists only with this variable.
      env: { ...options.env, PULUMI_DEBUG_COMMANDS: "true" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        output[name] += text;
        if (options.echo) process[name].write(text);
      });
    }
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.on("SIGTERM", forward);
    child.once("error", (error) => {
      process.removeListener("SIGTERM", forward);
      reject(error);
    });
    child.once("close", (code, signal) => {
      process.removeListener("SIGTERM", forward);
      resolve({
        code: code ?? 128,
        ...output,
        stderr: signal ? `${output.stderr}\nended by ${signal}` : output.stderr,
      });
    });
  });
}
