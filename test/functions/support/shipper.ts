import { gzipSync } from "node:zlib";
import { createHandler, type HandlerParts } from "../../../functions/flow-logs/handle";
import { callDomain } from "../../../functions/flow-logs/http";
import { type Letter } from "../../../functions/flow-logs/letters";
import { shaperFinder } from "../../../functions/flow-logs/settings";
import { type LogBatch } from "../../../functions/flow-logs/subscription";
import { NETWORKS } from "../../../tools/flows/sample/hosts";
import { LOG_GROUPS } from "../../../tools/flows/sample/week";

/** Base64 of gzip of JSON, as a subscription delivers it. */
export function payload(batch: LogBatch, messageType = "DATA_MESSAGE"): string {
  const { events, ...rest } = batch;
  return gzipSync(
    JSON.stringify({ messageType, ...rest, subscriptionFilters: ["all"], logEvents: events }),
  ).toString("base64");
}

/** The event of a subscription on the function itself. */
export function subscription(batch: LogBatch): { awslogs: { data: string } } {
  return { awslogs: { data: payload(batch) } };
}

/** Lambda's context, as far as it is read. */
export function context(remainingMs: number): { getRemainingTimeInMillis(): number } {
  return { getRemainingTimeInMillis: () => remainingMs };
}

/** What a shipper of the tests did besides what is in the index. */
export interface Traces {
  readonly letters: Letter[];
  readonly lines: Record<string, unknown>[];
  readonly waits: number[];
}

/** The shipper as deployed, but with an endpoint of the tests, queues that are arrays and waits that take no time. */
export function testShipper(
  endpoint: string,
  overrides: Partial<HandlerParts["world"]> = {},
): { handle: ReturnType<typeof createHandler>; traces: Traces } {
  const traces: Traces = { letters: [], lines: [], waits: [] };
  const domain = { endpoint, region: "eu-west-2", credentials: () => undefined };
  const handle = createHandler({
    shaperFor: shaperFinder({
      sources: [
        { logGroupPrefix: LOG_GROUPS.flow, kind: "flow" },
        { logGroupPrefix: LOG_GROUPS.auth, kind: "auth" },
        { logGroupPrefix: LOG_GROUPS.trail, kind: "trail" },
        { logGroupPrefix: "/old/flow-logs", kind: "flow", format: "default" },
      ],
      networks: NETWORKS,
    }),
    world: {
      post: (path, body, timeoutMs) =>
        callDomain(domain, { method: "POST", path, body, timeoutMs, contentType: "application/x-ndjson" }),
      sleep: (ms) => {
        traces.waits.push(ms);
        return Promise.resolve();
      },
      now: Date.now,
      random: Math.random,
      putAway: (letter) => {
        traces.letters.push(letter);
        return Promise.resolve();
      },
      ...overrides,
    },
    log: (line) => traces.lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  return { handle, traces };
}
