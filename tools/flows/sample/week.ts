import { type LogKind } from "../../../functions/flow-logs/shape";
import { type LogBatch, type LogEvent } from "../../../functions/flow-logs/subscription";
import { authHour, type Written } from "./auth";
import { ordinaryHour } from "./hours";
import { INCIDENTS, incidentsOf } from "./incidents";
import { randomFrom } from "./random";
import { trailHour } from "./trail";

/** The week's first moment, a Monday, and the moment after its last; milliseconds since 1970. */
export const WEEK = { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 5, 8) } as const;

/** The log groups of the sample, by kind. */
export const LOG_GROUPS: Readonly<Record<LogKind, string>> = {
  flow: "/landing-zone/flow-logs",
  auth: "/var/log/auth.log",
  trail: "/landing-zone/trail",
};

function hourly(kind: LogKind, hour: number, seed: number): Written[] {
  const start = WEEK.from / 1000 + hour * 3600;
  const random = randomFrom(seed * 1_000_003 + hour * 31 + kind.length * 7);
  if (kind === "auth") {
    return authHour(hour, start, random);
  }
  if (kind === "trail") {
    return trailHour(hour, start, random);
  }
  const { silence } = INCIDENTS;
  const silent = hour >= silence.fromHour && hour < silence.toHour;
  return [...ordinaryHour({ start, ofWeek: hour, random }), ...incidentsOf(hour, start, random)]
    .filter(({ host }) => !(silent && host.network === silence.network))
    .map(({ host, start: at, line }) => ({
      account: host.account,
      stream: `${host.interfaceId}-all`,
      at,
      text: line,
    }));
}

/**
 * A week of a small landing zone's logs, the same at every run: about 36,000 flow records of a working week with the incidents
 * of `INCIDENTS` in them. One batch an account and hour, as a subscription would deliver it, if in fewer pieces.
 */
export function sampleWeek(kind: LogKind, seed = 1): LogBatch[] {
  const batches = new Map<string, { owner: string; events: LogEvent[] }>();
  let serial = 0;
  for (let hour = 0; hour < 7 * 24; hour += 1) {
    for (const { account, at, text } of hourly(kind, hour, seed)) {
      const key = `${account} ${hour}`;
      const batch = batches.get(key) ?? { owner: account, events: [] };
      batches.set(key, batch);
      // As CloudWatch Logs numbers them: 56 digits, unique and growing; the kind is in the first ones.
      const id = `3${String(kind.charCodeAt(0)).padStart(3, "0")}${String(serial).padStart(52, "0")}`;
      batch.events.push({ id, timestamp: at * 1000, message: text });
      serial += 1;
    }
  }
  return [...batches.values()].map(({ owner, events }) => ({
    owner,
    logGroup: LOG_GROUPS[kind],
    logStream: "sample",
    events,
  }));
}
