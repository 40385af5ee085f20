import { spawn } from "node:child_process";
import path from "node:path";
import { type Proxy } from "./proxy";

/** At which call of AWS's APIs a function dies: before the service has seen it, or before the function has seen the answer. */
export interface Death {
  /** From 1. */
  readonly call: number;
  readonly when: "before" | "after";
}

/** How a delivery ended. */
export interface Delivery {
  /** What the handler returned or threw; undefined when the function died. */
  readonly answer: { readonly value?: unknown; readonly error?: string } | undefined;
  /** Calls that the function made, in order, retries among them. */
  readonly calls: readonly string[];
}

/**
 * Delivers an event to a bundle in a process of its own with a heap of 128 MB, as Lambda would, and kills that process where it is told to.
 * A killed process does nothing more: no `catch`, no `finally`, no release of what it holds.
 */
export async function deliver(file: string, event: unknown, proxy: Proxy, death?: Death): Promise<Delivery> {
  const calls: string[] = [];
  const child = spawn(
    process.execPath,
    ["--max-old-space-size=128", path.join(__dirname, "invoke.js"), file],
    { env: { ...process.env, AWS_ENDPOINT_URL: proxy.endpoint }, stdio: ["pipe", "pipe", "ignore"] },
  );
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
  child.stdin.end(`${JSON.stringify(event)}\n`);
  await new Promise((resolve) => child.once("close", resolve));
  proxy.fault = () => undefined;
  proxy.after = () => undefined;
  const answer = output.trim() === "" ? undefined : (JSON.parse(output) as Delivery["answer"]);
  return { answer, calls };
}

/** Every death of a function that makes these calls. */
export function deathsOf(calls: readonly string[]): readonly (Death & { readonly action: string })[] {
  return calls.flatMap((action, index) =>
    (["before", "after"] as const).map((when) => ({ action, call: index + 1, when })),
  );
}
