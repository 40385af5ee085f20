import { indexName } from "../flow-logs/shape";

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const WEEK_HOURS = 168;

/** A time to look at: milliseconds since 1970, the second one excluded. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** An hour by its number since 1970. */
export function rangeOf(hour: number): Range {
  return { from: hour * HOUR_MS, to: (hour + 1) * HOUR_MS };
}

/** The daily indices that can hold records of a time: the shipper files a record by the day of its start. */
export function indicesOf({ from, to }: Range): string[] {
  const names: string[] = [];
  for (let day = Math.floor(from / DAY_MS) * DAY_MS; day < to; day += DAY_MS)
    names.push(indexName("flow", day));
  return names;
}

/** The clause that keeps a search to a time. */
export function during({ from, to }: Range): object {
  return { range: { "@timestamp": { gte: from, lt: to, format: "epoch_millis" } } };
}

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** `Monday`, `14` and `2026-06-01 14:00` of an hour, in UTC. */
export function hourNames(hour: number): { day: string; hour: string; date: string } {
  const date = new Date(hour * HOUR_MS);
  const iso = date.toISOString();
  return {
    day: DAYS[date.getUTCDay()] as string,
    hour: iso.slice(11, 13),
    date: `${iso.slice(0, 10)} ${iso.slice(11, 16)}`,
  };
}

/** Minutes after its end at which an hour's records are in: flow logs of a minute come within ten, and the shipper tries for two more. */
export const SETTLE_MINUTES = 20;
/** Hours after which an hour is looked at again, for what came late. Triage knows what was told of it before. */
export const AGAIN_HOURS = 6;
/** The scheduler's clock and ours may differ by this; a time that lies farther ahead counts as now. */
const SKEW_MS = 300_000;
/** Older hours have too little of their history left in the domain. */
const OLDEST_DAYS = 2;

/** What an invocation asks to look at. @throws Error with what was found and what is allowed */
export function hoursOf(event: unknown, now: number): readonly number[] {
  const { time, hour } = (typeof event === "object" && event !== null ? event : {}) as {
    time?: unknown;
    hour?: unknown;
  };
  const latest = Math.floor((now - SETTLE_MINUTES * 60_000) / HOUR_MS) - 1;
  const oldest = latest - OLDEST_DAYS * 24;
  if (hour !== undefined) {
    const at = typeof hour === "string" ? Date.parse(hour) / HOUR_MS : NaN;
    if (!Number.isInteger(at) || at > latest || at < oldest)
      throw new Error(
        `hour: found ${JSON.stringify(hour)}, allowed the start of an hour such as ${iso(latest)}, ` +
          `from ${iso(oldest)} to ${iso(latest)}`,
      );
    return [at];
  }
  const told = typeof time === "string" ? Date.parse(time) : NaN;
  // The event's own time, so that a delivery that comes again looks at the same hours.
  const at = Number.isNaN(told) || told > now + SKEW_MS ? now : told;
  const first = Math.floor((at - SETTLE_MINUTES * 60_000) / HOUR_MS) - 1;
  if (first < oldest)
    throw new Error(`the event is of ${String(time)}: hours before ${iso(oldest)} are not looked at`);
  return [first, first - AGAIN_HOURS];
}

function iso(hour: number): string {
  return new Date(hour * HOUR_MS).toISOString().replace(".000", "");
}
