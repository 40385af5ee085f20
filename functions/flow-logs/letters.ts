import { gzipSync } from "node:zlib";
import { type LogBatch, type LogEvent } from "./subscription";

/**
 * A message to a queue about events that are not in the index. It is itself a subscription payload (`awslogs.data`), so that
 * the shipper takes it back as it is, from the retry queue at once and from the poison queue after a repair.
 */
export interface Letter {
  readonly kind: "undelivered" | "poison";
  readonly reason: string;
  readonly logGroup: string;
  readonly eventIds: readonly string[];
  readonly awslogs: { readonly data: string };
  /** True when a lone event was too large for the queue and its message was cut; the log group has it whole. */
  readonly truncated?: true;
}

/**
 * Most bytes of a message in the queue: 256 KiB is what every queue takes (1 MiB since August 2025 where set so). Source: SQS
 * quotas.
 */
const LETTER_BYTES = 256 * 1024;
/** Raw bytes packed into one: base64 adds a third, and gzip at worst nothing, so with the ids beside it this always fits. */
const RAW_BYTES = 150 * 1024;
const IDS_SHOWN = 20;

/** Packs events into as few letters as fit a queue, in order. */
export function lettersFor(
  kind: Letter["kind"],
  reason: string,
  batch: LogBatch,
  events: readonly LogEvent[],
): Letter[] {
  const letters: Letter[] = [];
  let packed: LogEvent[] = [];
  let bytes = 0;
  const close = (): void => {
    if (packed.length > 0) {
      letters.push(...letterOf(kind, reason, batch, packed));
      packed = [];
      bytes = 0;
    }
  };
  for (const event of events) {
    const size = Buffer.byteLength(event.message) + 150;
    if (bytes + size > RAW_BYTES) {
      close();
    }
    packed.push(event);
    bytes += size;
  }
  close();
  return letters;
}

function letterOf(
  kind: Letter["kind"],
  reason: string,
  batch: LogBatch,
  events: readonly LogEvent[],
): Letter[] {
  const letter = seal(kind, reason, batch, events);
  if (JSON.stringify(letter).length <= LETTER_BYTES) {
    return [letter];
  }
  const cut = events.map((event) => ({ ...event, message: event.message.slice(0, RAW_BYTES / 3) }));
  return [{ ...seal(kind, reason, batch, cut), truncated: true }];
}

function seal(kind: Letter["kind"], reason: string, batch: LogBatch, events: readonly LogEvent[]): Letter {
  const payload = {
    messageType: "DATA_MESSAGE",
    owner: batch.owner,
    logGroup: batch.logGroup,
    logStream: batch.logStream,
    subscriptionFilters: [],
    logEvents: events,
  };
  return {
    kind,
    reason: reason.slice(0, 1000),
    logGroup: batch.logGroup,
    eventIds: events.slice(0, IDS_SHOWN).map((event) => event.id),
    awslogs: { data: gzipSync(JSON.stringify(payload)).toString("base64") },
  };
}
