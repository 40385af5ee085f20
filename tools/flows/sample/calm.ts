import { ordinaryHour } from "./hours";
import { randomFrom } from "./random";
import { WEEK } from "./week";

/** The flow records of an ordinary week, that many weeks before the sample's own and without its incidents, as lines. */
export function calmWeek(weeksBefore: number): string[] {
  const lines: string[] = [];
  for (let hour = 0; hour < 168; hour += 1) {
    const start = WEEK.from / 1000 + (hour - 168 * weeksBefore) * 3600;
    const random = randomFrom(7_000_003 * weeksBefore + hour);
    lines.push(...ordinaryHour({ start, ofWeek: hour, random }).map(({ line }) => line));
  }
  return lines;
}
