import { startSearchNode, type SearchNode } from "../../../tools/search/node";

let started: Promise<SearchNode> | undefined;

/** The one OpenSearch node of this run, started by whoever asks first. */
export function searchNode(): Promise<SearchNode> {
  started ??= startSearchNode();
  return started;
}

/** Milliseconds a hook may take that may be the first to ask: Maven fetches 53 MB on a fresh machine. */
export const SEARCH_START_MS = 300_000;

/** Calls the node and returns the answer's JSON. @throws Error with status and body when it is not a success. */
export async function ask<T>(method: string, path: string, body?: object | string): Promise<T> {
  const { endpoint } = await searchNode();
  const answer = await fetch(endpoint + path, {
    method,
    ...(body === undefined
      ? {}
      : {
          headers: { "content-type": typeof body === "string" ? "application/x-ndjson" : "application/json" },
          body: typeof body === "string" ? body : JSON.stringify(body),
        }),
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  }
  return JSON.parse(text) as T;
}

// A root hook: mocha runs it once, after the last test of all files.
after(async function () {
  this.timeout(30_000);
  await (await started)?.stop();
});
