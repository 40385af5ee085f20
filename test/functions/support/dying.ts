import { type ChildProcessByStdio, spawn } from "node:child_process";
import path from "node:path";
import { type Readable, type Writable } from "node:stream";
import { type Proxy } from "./proxy";

/** At which call of AWS's APIs a function dies: before the service has seen it, or before the function has seen the answer. */
export interface Death {
  /** From 1. */
  readonly call: number;
  readonly when: "before" | "after";
}

/** What the handler returned or threw. */
interface Answer {
  readonly value?: unknown;
  readonly error?: string;
}

/** How a delivery ended. */
export interface Delivery {
  /** Undefined when the function died. */
  readonly answer: Answer | undefined;
  /** Answers to the same event delivered again to the same process. */
  readonly again: readonly Answer[];
  /** Calls that the function made, in order, retries among them. */
  readonly calls: readonly string[];
}

/** Processes that have loaded a bundle and wait for an event: starting one takes longer than most of what it is asked. */
const waiting = new Map<string, ChildProcessByStdio<Writable, Readable, null>>();

function launch(file: string): ChildProcessByStdio<Writable, Readable, null> {
  return spawn(process.execPath, ["--max-old-space-size=128", path.join(__dirname, "invoke.js"), file], {
    stdio: ["pipe", "pipe", "ignore"],
  });
}

/** Ends the processes that wait; for the end of a suite, and whenever its environment changes. */
export function dismiss(): void {
  for (const child of waiting.values()) child.kill("SIGKILL");
  waiting.clear();
}

/**
 * Delivers an event to a bundle in a process of its own with a heap of 128 MB, as Lambda would, and kills that process where it is told to.
 * A killed process does nothing more: no `catch`, no `finally`, no release of what it holds.
 *
 * @param times how often the event is delivered to the process, one delivery after the other
 */
export async function deliver(
  file: string,
  event: unknown,
  proxy: Proxy,
  death?: Death,
  times = 1,
): Promise<Delivery> {
  const calls: string[] = [];
  const child = waiting.get(file) ?? launch(file);
  waiting.set(file, launch(file));
  const isTheCall = (when: Death["when"]): boolean => death?.when === when && calls.length === death.call;
  proxy.fault = ({ action }) => {
    calls.push(action);
    if (!isTheCall("before")) return undefined;
    child.kill("SIGKILL");
    return { status: 500, body: "" };
  };
  proxy.after = () => {
    if (isTheCall("after")) child.kill("SIGKILL");
  };
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stdin.end(`${JSON.stringify(event)}\n`.repeat(times));
  await new Promise((resolve) => child.once("close", resolve));
  proxy.fault = () => undefined;
  proxy.after = () => undefined;
  const lines = output.split("\n").filter((line) => line !== "");
  const [answer, ...again] = lines.map((line) => JSON.parse(line) as Answer);
  return { answer, again, calls };
}

/** Every death of a function that makes these calls. */
export function deathsOf(calls: readonly string[]): readonly (Death & { readonly action: string })[] {
  return calls.flatMap((action, index) =>
    (["before", "after"] as const).map((when) => ({ action, call: index + 1, when })),
  );
}
