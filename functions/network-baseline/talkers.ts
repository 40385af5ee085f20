import { isPublic, parseAddress } from "../flow-logs/addresses";
import { type FlowRecord } from "../flow-logs/record";
import { conversationOf } from "./conversation";
import { trafficName } from "./expectation";
import { type NetworkFinding } from "./finding";

/** Who speaks to whom, as text: one entry a pair and service, with the seconds since 1970 when it was last seen. */
export type TalkerMemory = ReadonlyMap<string, number>;

function publicAddress(text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && isPublic(address);
}

interface Pair {
  readonly key: string;
  readonly caller: string;
  readonly listener: string;
  readonly service: string;
}

/**
 * The pair of a record, as new pairs are counted: a caller from the internet is just `internet`, as a public service has new
 * ones every minute; a service of AWS is its name, as its addresses change.
 */
function pairOf(record: FlowRecord): Pair | undefined {
  const talk = record.action === "ACCEPT" ? conversationOf(record) : undefined;
  if (!talk) {
    return undefined;
  }
  const service = talk.asking ? record["pkt_dst_aws_service"] : record["pkt_src_aws_service"];
  const caller = publicAddress(talk.caller) ? "internet" : talk.caller;
  const listener = typeof service === "string" ? `AWS ${service}` : talk.listener;
  const name = trafficName(talk);
  return { key: `${caller} ${listener} ${name}`, caller, listener, service: name };
}

/** The memory with the records' pairs added; pairs not seen for `forgetAfter` seconds before the newest record are dropped. */
export function rememberTalkers(
  memory: TalkerMemory,
  records: Iterable<FlowRecord>,
  forgetAfter = 30 * 24 * 3600,
): TalkerMemory {
  const next = new Map(memory);
  let newest = Math.max(0, ...memory.values());
  for (const record of records) {
    const pair = pairOf(record);
    if (pair) {
      const seen = record.end ?? record.start ?? 0;
      next.set(pair.key, Math.max(next.get(pair.key) ?? 0, seen));
      newest = Math.max(newest, seen);
    }
  }
  for (const [key, seen] of next) {
    if (seen < newest - forgetAfter) {
      next.delete(key);
    }
  }
  return next;
}

/** Pairs of the records that the memory does not know, each once. */
export function newTalkers(memory: TalkerMemory, records: Iterable<FlowRecord>): NetworkFinding[] {
  const found = new Map<string, NetworkFinding>();
  for (const record of records) {
    const pair = pairOf(record);
    if (!pair || memory.has(pair.key)) {
      continue;
    }
    const before = found.get(pair.key);
    const outward = publicAddress(pair.listener);
    found.set(pair.key, {
      kind: "new-talker",
      severity: outward || pair.caller === "internet" ? "medium" : "low",
      reason: `${pair.caller} spoke to ${pair.listener} on ${pair.service} for the first time`,
      key: `new-talker ${pair.key}`,
      first: Math.min(before?.first ?? Infinity, record.start ?? 0),
      last: Math.max(before?.last ?? 0, record.end ?? 0),
      records: (before?.records ?? 0) + 1,
      ...(record.interface_id === undefined
        ? {}
        : { interfaceId: before?.interfaceId ?? record.interface_id }),
      ...(record.account_id === undefined ? {} : { account: before?.account ?? record.account_id }),
    });
  }
  return [...found.values()];
}
