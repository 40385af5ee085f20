import { type Metric } from "../../../functions/dashboards/panel";

/** A number with a unit before thousands: `1.2 k`, `30 MB`. */
function scaled(value: number, signs: readonly string[]): string {
  let rest = value;
  let step = 0;
  while (rest >= 1000 && step < signs.length - 1) {
    rest /= 1000;
    step += 1;
  }
  const digits = step === 0 || rest >= 100 ? 0 : 1;
  return `${rest.toFixed(digits).replace(/\.0$/, "")}${signs[step] === "" ? "" : ` ${signs[step]}`}`;
}

/** Bytes as a person reads them, in powers of 1000. */
export function bytes(value: number): string {
  return scaled(value, ["B", "kB", "MB", "GB", "TB"]);
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day, by UTC: `Mon 1 Jun`. */
export function day(time: number): string {
  const date = new Date(time);
  return `${DAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** A moment, by UTC: `Mon 1 Jun 14:05`. */
export function moment(time: number): string {
  return `${day(time)} ${new Date(time).toISOString().slice(11, 16)}`;
}

/** A metric's value as it is shown. */
export function shown(metric: Metric, value: number): string {
  switch (metric.unit) {
    case "bytes":
      return bytes(value);
    case "seconds":
      return value < 120 ? `${value} s` : `${Math.floor(value / 60)} min ${value % 60} s`;
    case "time":
      return moment(value);
    case undefined:
      return value < 10_000 ? String(value) : scaled(value, ["", "k", "M"]);
  }
}

/** Round values from 0 to at least `most`, four steps or so: the marks of an axis. */
export function ticks(most: number): number[] {
  const rough = Math.max(most, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough) as number;
  const count = Math.ceil(Math.max(most, 1) / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
