import { BULK_BYTES, outcomeOf, readBulkAnswer, type BulkItem } from "./bulk";

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** What sending needs from the world, so that tests can give it another. */
export interface Transport {
  /** POSTs a bulk body; rejects when there is no answer within `timeoutMs`. */
  post(path: string, body: string, timeoutMs: number): Promise<Answer>;
  sleep(ms: number): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  /** 0 to 1. */
  random(): number;
}

export interface SendResult {
  stored: number;
  duplicates: number;
  /** Requests after the first. */
  retries: number;
  /** Never to be taken as it is, with what OpenSearch said. */
  refused: { item: BulkItem; reason: string }[];
  /** Not taken before the time was up. */
  pending: BulkItem[];
  /** The last thing that went wrong with the pending ones. */
  lastFault: string;
}

/** First back-off in milliseconds; doubled each time to the longest, and drawn from zero up to that ("full jitter"). */
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;
/** Longest wait for one answer. */
const ANSWER_MS = 30_000;

/** Only what is read of an answer: the rest of it is larger than what was sent. */
export const BULK_PATH = "/_bulk?filter_path=items.create.status,items.create.error";

/**
 * Sends items until each is stored, already there or refused, or until `deadline` (milliseconds since 1970). Only the items
 * that OpenSearch could not take are sent again.
 */
export async function sendItems(
  items: readonly BulkItem[],
  deadline: number,
  transport: Transport,
): Promise<SendResult> {
  const result: SendResult = {
    stored: 0,
    duplicates: 0,
    retries: 0,
    refused: [],
    pending: [...items],
    lastFault: "",
  };
  let bytesAllowed = BULK_BYTES;
  for (let attempt = 0; result.pending.length > 0; attempt += 1) {
    const left = deadline - transport.now();
    if (attempt > 0) {
      const wait = transport.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
      if (wait >= left) {
        break;
      }
      await transport.sleep(wait);
      result.retries += 1;
    }
    if (left <= 0) {
      result.lastFault ||= "no time left";
      break;
    }
    const again: BulkItem[] = [];
    for (const group of groupBySize(result.pending, bytesAllowed)) {
      const answer = await postGroup(group, deadline, transport);
      if (answer.status === 413) {
        // The node takes less than the advice says. A single document that is too large never gets smaller.
        if (group.length === 1) {
          result.refused.push({ item: group[0] as BulkItem, reason: "413: larger than the domain takes" });
        } else {
          bytesAllowed = Math.max(1, Math.floor(sizeOf(group) / 2));
          again.push(...group);
        }
        result.lastFault = "413: request too large";
      } else if (answer.status === 200) {
        again.push(...settle(group, answer.body, result));
      } else {
        result.lastFault = `${answer.status}: ${answer.body.slice(0, 300)}`;
        again.push(...group);
      }
    }
    result.pending = again;
  }
  return result;
}

/** Consecutive groups of at most `bytes`; an item larger than that stands alone. */
function groupBySize(items: readonly BulkItem[], bytes: number): BulkItem[][] {
  const groups: BulkItem[][] = [];
  let size = Infinity;
  for (const item of items) {
    if (size + item.bytes > bytes) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(item);
    size += item.bytes;
  }
  return groups;
}

function sizeOf(items: readonly BulkItem[]): number {
  return items.reduce((sum, item) => sum + item.bytes, 0);
}

/** Posts one group; a lost connection or a missing answer becomes status 0. */
async function postGroup(
  group: readonly BulkItem[],
  deadline: number,
  transport: Transport,
): Promise<Answer> {
  const left = deadline - transport.now();
  if (left <= 0) {
    return { status: 0, body: "no time left" };
  }
  try {
    const body = group.map((item) => item.lines).join("");
    return await transport.post(BULK_PATH, body, Math.min(ANSWER_MS, left));
  } catch (error) {
    return { status: 0, body: error instanceof Error ? error.message : String(error) };
  }
}

/** Books the outcome of each item of an answered group and returns those to send again. */
function settle(group: readonly BulkItem[], body: string, result: SendResult): BulkItem[] {
  let statuses: { status: number; reason: string }[];
  try {
    statuses = readBulkAnswer(body, group.length);
  } catch (error) {
    // Nothing is known of any item, so all go again: what was stored will be a duplicate then.
    result.lastFault = error instanceof Error ? error.message : String(error);
    return [...group];
  }
  return group.filter((item, index) => {
    const { status, reason } = statuses[index] as { status: number; reason: string };
    switch (outcomeOf(status)) {
      case "stored":
        result.stored += 1;
        return false;
      case "duplicate":
        result.duplicates += 1;
        return false;
      case "refused":
        result.refused.push({ item, reason: `${status}: ${reason}` });
        return false;
      case "retry":
        result.lastFault = `${status}: ${reason}`;
        return true;
    }
  });
}
