import { isPublic, parseAddress } from "../flow-logs/addresses";
import { type FlowRecord } from "../flow-logs/record";
import { conversationOf } from "./conversation";
import { trafficName } from "./expectation";
import { type NetworkFinding } from "./finding";
import { bytesText, deviation, median } from "./statistics";

/** When calls are so even that no person makes them. */
export interface BeaconLimits {
  /** Calls at least; fewer may be even by chance. */
  readonly calls: number;
  /** Most the middle interval may vary, and the bytes too, as a share of themselves. */
  readonly spread: number;
  /** Share of intervals that must be near the middle one: a machine that is switched off at night still counts. */
  readonly regular: number;
  /** Shortest and longest interval, in seconds: below one aggregation interval all calls look even. */
  readonly shortest: number;
  readonly longest: number;
  /** Most bytes a call: more is a job, not a sign of life. */
  readonly bytes: number;
}

export const BEACON_LIMITS: BeaconLimits = {
  calls: 12,
  spread: 0.15,
  regular: 0.75,
  shortest: 90,
  longest: 6 * 3600,
  bytes: 100_000,
};

interface Calls {
  readonly caller: string;
  readonly listener: string;
  readonly service: string;
  readonly at: Map<number, number>;
  readonly record: FlowRecord;
}

/**
 * Calls from inside to public addresses at even intervals with even bytes. Services of AWS are left out: every agent calls
 * them evenly.
 */
export function beacons(
  records: Iterable<FlowRecord>,
  limits: BeaconLimits = BEACON_LIMITS,
): NetworkFinding[] {
  const found: NetworkFinding[] = [];
  for (const calls of callsOf(records)) {
    const times = [...calls.at.keys()].sort((a, b) => a - b);
    const gaps = times.slice(1).map((time, index) => time - (times[index] as number));
    const gap = median(gaps);
    const sizes = [...calls.at.values()];
    const size = median(sizes);
    const near = gaps.filter((one) => Math.abs(one - gap) <= limits.spread * gap).length;
    const even =
      times.length >= limits.calls &&
      gap >= limits.shortest &&
      gap <= limits.longest &&
      near >= limits.regular * gaps.length &&
      size <= limits.bytes &&
      deviation(sizes, size) <= limits.spread * size;
    if (even) {
      found.push({
        kind: "beacon",
        severity: "high",
        reason:
          `${calls.caller} calls ${calls.listener} on ${calls.service} every ${Math.round(gap)} s, ` +
          `${times.length} times, about ${bytesText(size)} each: a program reports there`,
        key: `beacon ${calls.caller} ${calls.listener} ${calls.service}`,
        first: times[0] as number,
        last: times.at(-1) as number,
        records: times.length,
        ...(calls.record.interface_id === undefined ? {} : { interfaceId: calls.record.interface_id }),
        ...(calls.record.account_id === undefined ? {} : { account: calls.record.account_id }),
      });
    }
  }
  return found;
}

function callsOf(records: Iterable<FlowRecord>): Iterable<Calls> {
  const byPair = new Map<string, Calls>();
  for (const record of records) {
    const talk = record.action === "ACCEPT" ? conversationOf(record) : undefined;
    if (!talk?.asking || record.start === undefined || typeof record["pkt_dst_aws_service"] === "string") {
      continue;
    }
    const from = parseAddress(talk.caller);
    const to = parseAddress(talk.listener);
    if (!from || !to || isPublic(from) || !isPublic(to)) {
      continue;
    }
    const service = trafficName(talk);
    const key = `${talk.caller} ${talk.listener} ${service}`;
    const calls = byPair.get(key) ?? { ...talk, service, at: new Map<number, number>(), record };
    byPair.set(key, calls);
    // Several flows of one interval are one call.
    calls.at.set(record.start, (calls.at.get(record.start) ?? 0) + (record.bytes ?? 0));
  }
  return byPair.values();
}
