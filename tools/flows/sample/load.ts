import { callDomain } from "../../../functions/flow-logs/http";
import { type Letter } from "../../../functions/flow-logs/letters";
import { shaperFinder } from "../../../functions/flow-logs/settings";
import { shipBatch } from "../../../functions/flow-logs/ship";
import { type LogKind } from "../../../functions/flow-logs/shape";
import { NETWORKS } from "./hosts";
import { LOG_GROUPS, sampleWeek } from "./week";

const KINDS: readonly LogKind[] = ["flow", "auth", "trail"];

/** Seconds from the last record of a delivery to its arrival, as the sample has it. */
const DELAY_S = 120;

/**
 * Brings the sample week into a node with the shipper's own code, its clock standing where it stood then, so that delays look
 * as they do in life.
 *
 * @throws Error when a record was not stored
 */
export async function loadSampleWeek(endpoint: string): Promise<void> {
  const sources = KINDS.map((kind) => ({ logGroupPrefix: LOG_GROUPS[kind], kind }));
  const shaperFor = shaperFinder({ sources, networks: NETWORKS });
  const domain = { endpoint, region: "eu-west-2", credentials: () => undefined };
  for (const batch of KINDS.flatMap((kind) => sampleWeek(kind))) {
    const clock = Math.max(...batch.events.map((event) => event.timestamp)) + DELAY_S * 1000;
    const shape = shaperFor(batch.logGroup);
    if (!shape) {
      throw new Error(`no source for ${batch.logGroup}`);
    }
    await shipBatch(batch, shape, clock + 60_000, {
      post: (path, body, timeoutMs) =>
        callDomain(domain, { method: "POST", path, body, timeoutMs, contentType: "application/x-ndjson" }),
      sleep: () => Promise.resolve(),
      now: () => clock,
      random: () => 0,
      putAway: (letter: Letter) => Promise.reject(new Error(`not stored: ${letter.reason}`)),
    });
  }
}
