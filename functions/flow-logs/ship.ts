import { BULK_BYTES, bulkItem, type BulkItem } from "./bulk";
import { lettersFor, type Letter } from "./letters";
import { sendItems, type SendResult, type Transport } from "./send";
import { type Shaper } from "./shape";
import { type LogBatch, type LogEvent } from "./subscription";

/** What became of the events of a batch: the four counts after it add up to `received`. */
export interface ShipReport {
  received: number;
  stored: number;
  duplicates: number;
  /** Put on the poison queue: no record of its format, or refused by the index. */
  poison: number;
  /** Put on the retry queue: not taken in time. */
  undelivered: number;
  retries: number;
  /** The oldest event's age on arrival, in seconds. */
  oldestAgeSeconds: number;
  lastFault: string;
}

export interface ShipWorld extends Transport {
  /** Puts a letter on its queue; resolves once the queue has it. */
  putAway(letter: Letter): Promise<void>;
}

/** After so many events the request under way gets a turn; without it nothing of it would leave before the next is full. */
const BREATH = 200;

function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Ships a batch: shapes each event, fills bulk requests up to their size, sends one while the next is made, and puts away what
 * cannot be stored. When it returns, every event is in the index or on a queue.
 *
 * @throws whatever `putAway` rejects with: then nobody has those events, and the invocation must fail to be repeated.
 */
export async function shipBatch(
  batch: LogBatch,
  shape: Shaper,
  deadline: number,
  world: ShipWorld,
): Promise<ShipReport> {
  const report: ShipReport = {
    received: batch.events.length,
    stored: 0,
    duplicates: 0,
    poison: 0,
    undelivered: 0,
    retries: 0,
    oldestAgeSeconds: 0,
    lastFault: "",
  };
  const poison = new Map<string, LogEvent[]>();
  const late: LogEvent[] = [];
  let items: BulkItem[] = [];
  let bytes = 0;

  const settle = async (sending: Promise<SendResult>): Promise<void> => {
    const sent = await sending;
    report.stored += sent.stored;
    report.duplicates += sent.duplicates;
    report.retries += sent.retries;
    report.lastFault = sent.lastFault || report.lastFault;
    for (const { item, reason } of sent.refused) {
      book(poison, withoutValue(reason), batch.events[item.event] as LogEvent);
    }
    late.push(...sent.pending.map((item) => batch.events[item.event] as LogEvent));
  };
  let underWay: Promise<void> | undefined;
  const flush = async (): Promise<void> => {
    // One at a time: two at once would fill the node's queue, and this function's memory.
    await underWay;
    underWay = settle(sendItems(items, deadline, world));
    items = [];
    bytes = 0;
  };

  const now = world.now();
  for (const [index, event] of batch.events.entries()) {
    report.oldestAgeSeconds = Math.max(report.oldestAgeSeconds, Math.round((now - event.timestamp) / 1000));
    if (underWay && index % BREATH === 0) {
      await breath();
    }
    const shaped = shape(event, batch, now);
    if ("problem" in shaped) {
      book(poison, shaped.problem, event);
      continue;
    }
    const item = bulkItem(shaped, index);
    if (bytes + item.bytes > BULK_BYTES) {
      await flush();
    }
    items.push(item);
    bytes += item.bytes;
  }
  await flush();
  await underWay;

  report.undelivered = late.length;
  report.poison = [...poison.values()].reduce((sum, events) => sum + events.length, 0);
  for (const letter of lettersFor("undelivered", report.lastFault, batch, late)) {
    await world.putAway(letter);
  }
  for (const [reason, events] of poison) {
    for (const letter of lettersFor("poison", reason, batch, events)) {
      await world.putAway(letter);
    }
  }
  return report;
}

/** More reasons than these in one batch, and the rest go together: letters by the thousand would help nobody. */
const MOST_REASONS = 50;
const OTHER_REASONS = "various reasons";

/** A wrongly declared format makes every event poison for one reason: they go together, not one a message. */
function book(poison: Map<string, LogEvent[]>, reason: string, event: LogEvent): void {
  const key = poison.has(reason) || poison.size < MOST_REASONS ? reason : OTHER_REASONS;
  const events = poison.get(key);
  if (events) {
    events.push(event);
  } else {
    poison.set(key, [event]);
  }
}

/** OpenSearch repeats the document's id and value in its reason; without them equal faults are equal. */
function withoutValue(reason: string): string {
  return reason
    .replace(/ in document with id '[^']*'/g, "")
    .replace(/Preview of field's value: '[^']*'/g, "");
}
