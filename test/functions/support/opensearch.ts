import { searchClient } from "../../../tools/search/client";
import { startSearchNode, type SearchNode } from "../../../tools/search/node";

let started: Promise<SearchNode> | undefined;

/**
 * The one OpenSearch node of this process, started by whoever asks first. It ends with the process: a hook after the tests of one
 * file would take it from those of the next, which a worker of a parallel run goes on with.
 */
export function searchNode(): Promise<SearchNode> {
  started ??= startSearchNode().then((node) => {
    node.release();
    return node;
  });
  return started;
}

/** Milliseconds a hook may take that may be the first to ask: Maven fetches 53 MB on a fresh machine. */
export const SEARCH_START_MS = 300_000;

/** Calls the node and returns the answer's JSON. @throws Error with status and body when it is not a success. */
export async function ask<T>(method: string, path: string, body?: object | string): Promise<T> {
  const { endpoint } = await searchNode();
  return searchClient(endpoint)<T>(method, path, body);
}
