import { callDomain } from "../../../functions/flow-logs/http";
import { shaperFinder } from "../../../functions/flow-logs/settings";
import { shipBatch } from "../../../functions/flow-logs/ship";
import { type SampleLine } from "../../../tools/flows/sample/flows";
import { NETWORKS } from "../../../tools/flows/sample/hosts";
import { ordinaryHour } from "../../../tools/flows/sample/hours";
import { randomFrom } from "../../../tools/flows/sample/random";
import { LOG_GROUPS, WEEK } from "../../../tools/flows/sample/week";
import { ask, searchNode } from "./opensearch";

const HOUR_MS = 3_600_000;

/** A Monday's first hour, 300 weeks after the sample's, so that no other test's indices lie near; hours since 1970. */
export const MONDAY = WEEK.from / HOUR_MS + 300 * 168;

/** The ordinary traffic of an hour (since 1970), the same at every run. */
export function usualHour(hour: number): SampleLine[] {
  const ofWeek = (((hour - MONDAY) % 168) + 168) % 168;
  return ordinaryHour({ start: hour * 3_600, ofWeek, random: randomFrom(hour * 7_919) });
}

/** Ordinary traffic from one hour to another, the second excluded. */
export function usualHours(from: number, to: number): SampleLine[] {
  return Array.from({ length: to - from }, (_, index) => usualHour(from + index)).flat();
}

let serial = 0;

/** Brings records into the node by the shipper's own code, and makes them searchable. @throws Error when one was not stored */
export async function store(lines: readonly SampleLine[]): Promise<void> {
  const { endpoint } = await searchNode();
  const shape = shaperFinder({
    sources: [{ logGroupPrefix: LOG_GROUPS.flow, kind: "flow" }],
    networks: NETWORKS,
  })(LOG_GROUPS.flow);
  if (!shape) throw new Error("no source for flow logs");
  const domain = { endpoint, region: "eu-west-2", credentials: () => undefined };
  const events = lines.map(({ start, line }) => ({
    id: `habit-${(serial += 1)}`,
    timestamp: start * 1000,
    message: line,
  }));
  const batch = { owner: "111111111111", logGroup: LOG_GROUPS.flow, logStream: "habits", events };
  await shipBatch(batch, shape, Date.now() + 300_000, {
    post: (path, body, timeoutMs) =>
      callDomain(domain, { method: "POST", path, body, timeoutMs, contentType: "application/x-ndjson" }),
    sleep: () => Promise.resolve(),
    now: Date.now,
    random: () => 0,
    putAway: (letter) => Promise.reject(new Error(`not stored: ${letter.reason}`)),
  });
  await ask("POST", "/flow-*/_refresh");
}
