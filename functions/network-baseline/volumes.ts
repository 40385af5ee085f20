import { type FlowRecord } from "../flow-logs/record";
import { type NetworkFinding } from "./finding";
import { bytesText, deviation, median } from "./statistics";

const HOUR = 3600;
const WEEK_HOURS = 168;

/** Bytes by subject and hour (hours since 1970). */
export type HourlyVolumes = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** The sender's address: of each record that its own interface logs, or of each record where no direction is logged. */
export function bySender(record: FlowRecord): string | undefined {
  return record.action === "ACCEPT" && record.flow_direction !== "ingress" ? record.srcaddr : undefined;
}

/** Sums bytes by hour. `subject` names whose they are, or undefined for a record that does not count. */
export function hourlyVolumes(
  records: Iterable<FlowRecord>,
  subject: (record: FlowRecord) => string | undefined = bySender,
): HourlyVolumes {
  const volumes = new Map<string, Map<number, number>>();
  for (const record of records) {
    const name = subject(record);
    if (name === undefined || record.start === undefined) {
      continue;
    }
    const hours = volumes.get(name) ?? new Map<number, number>();
    volumes.set(name, hours);
    const hour = Math.floor(record.start / HOUR);
    hours.set(hour, (hours.get(hour) ?? 0) + (record.bytes ?? 0));
  }
  return volumes;
}

/** What is usual for a subject at an hour of the week. */
export interface Usual {
  /** Bytes in the middle of the weeks seen, and how far they lie from it. */
  readonly median: number;
  readonly deviation: number;
  readonly weeks: number;
}

export interface VolumeLimits {
  /** Weeks at least before anything is called unusual. */
  readonly weeks: number;
  /** Deviations above the median; 6 robust ones are about 4 standard ones. */
  readonly deviations: number;
  /** Times the median: an even machine has a deviation near zero, and a tenth more is no news. */
  readonly times: number;
  /** Bytes above the median at least. */
  readonly bytes: number;
}

export const VOLUME_LIMITS: VolumeLimits = { weeks: 3, deviations: 6, times: 3, bytes: 10_000_000 };

export interface VolumeBaseline {
  /** All that were seen in the history. */
  readonly subjects: readonly string[];
  readonly usualAt: (subject: string, hour: number) => Usual;
}

/**
 * The baseline: for each subject and hour of the week, the median and the median deviation over the weeks of history. Seasonal,
 * as a Monday morning is compared with Monday mornings; robust, as one wild week among four changes neither figure much.
 *
 * @param range first hour of the history, and the hour after its last; an hour without a record in it counts as zero
 */
export function volumeBaseline(
  history: HourlyVolumes,
  range: { readonly from: number; readonly to: number },
): VolumeBaseline {
  const usualAt = (subject: string, hour: number): Usual => {
    const hours = history.get(subject);
    const values: number[] = [];
    for (let at = hour - WEEK_HOURS; at >= range.from; at -= WEEK_HOURS) {
      if (at < range.to) {
        values.push(hours?.get(at) ?? 0);
      }
    }
    const middle = values.length === 0 ? 0 : median(values);
    return {
      median: middle,
      deviation: values.length === 0 ? 0 : deviation(values, middle),
      weeks: values.length,
    };
  };
  return { subjects: [...history.keys()], usualAt };
}

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function hourName(hour: number): string {
  const date = new Date(hour * HOUR * 1000);
  return `${DAYS[date.getUTCDay()]} ${String(date.getUTCHours()).padStart(2, "0")}:00`;
}

/** Hours of a subject that are far above what is usual, or empty where there always is something. */
export function unusualVolumes(
  current: HourlyVolumes,
  range: { readonly from: number; readonly to: number },
  baseline: VolumeBaseline,
  limits: VolumeLimits = VOLUME_LIMITS,
): NetworkFinding[] {
  const found: NetworkFinding[] = [];
  // Who has fallen silent for the whole range is in the history alone.
  for (const subject of new Set([...baseline.subjects, ...current.keys()])) {
    const hours = current.get(subject);
    for (let hour = range.from; hour < range.to; hour += 1) {
      const value = hours?.get(hour) ?? 0;
      const usual = baseline.usualAt(subject, hour);
      if (usual.weeks < limits.weeks) {
        continue;
      }
      const times = { first: hour * HOUR, last: (hour + 1) * HOUR - 1, records: 1 };
      const seen = `median of ${usual.weeks} weeks, deviation ${bytesText(usual.deviation)}`;
      const bound = Math.max(
        usual.median + limits.deviations * usual.deviation,
        usual.median * limits.times,
        usual.median + limits.bytes,
      );
      if (value > bound) {
        found.push({
          kind: "volume",
          severity: value > 10 * bound ? "high" : "medium",
          reason: `${subject} sent ${bytesText(value)} on ${hourName(hour)} UTC, where ${bytesText(usual.median)} is usual (${seen})`,
          key: `volume ${subject} ${hour}`,
          ...times,
        });
      } else if (
        value === 0 &&
        usual.median > limits.bytes &&
        usual.median > limits.deviations * usual.deviation
      ) {
        found.push({
          kind: "silence",
          severity: "medium",
          reason: `${subject} sent nothing on ${hourName(hour)} UTC, where ${bytesText(usual.median)} is usual (${seen})`,
          key: `silence ${subject} ${hour}`,
          ...times,
        });
      }
    }
  }
  return found;
}
