import { spawn } from "node:child_process";
import * as path from "node:path";
import { nodeFolder } from "../../../tools/engine/nodes";
import { root } from "../../../tools/lib/paths";

/** What an invocation came to, and the process that it ran in. */
export interface Answer<Value = unknown> {
  readonly value?: Value;
  readonly error?: string;
  readonly node: string;
  readonly rss: number;
}

/** Invokes a function's bundle as Lambda does, on its version of Node, with each event in turn and the environment that is given alone. */
export async function invokeBundle<Value = unknown>(
  file: string,
  env: NodeJS.ProcessEnv,
  events: readonly object[],
): Promise<Answer<Value>[]> {
  const child = spawn(
    path.join(nodeFolder(22), "node"),
    [path.join(root, "test/functions/support/invoke.js"), file],
    { env, stdio: ["pipe", "pipe", "ignore"] },
  );
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stdin.end(events.map((event) => JSON.stringify(event)).join("\n"));
  await new Promise((resolve) => child.once("close", resolve));
  return out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Answer<Value>);
}
