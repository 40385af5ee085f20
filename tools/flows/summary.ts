import { isPublic, parseAddress } from "../../functions/flow-logs/addresses";
import { protocolName } from "../../functions/flow-logs/parse";
import { servicePort } from "../../functions/flow-logs/flow-document";
import { type FlowRecord } from "../../functions/flow-logs/record";
import { table } from "../lib/table";
import { bytes, moment } from "./pictures/numbers";

const BLOCKS = "▁▂▃▄▅▆▇█";
const COLUMNS = 48;
const ROWS = 5;

/** A row of blocks, the tallest the largest value; nothing is a blank. */
export function sparkline(values: readonly number[]): string {
  const most = Math.max(...values);
  return values
    .map((value) => (value <= 0 ? " " : BLOCKS[Math.min(7, Math.floor((value / most) * 7.999))]))
    .join("");
}

/** Sums by equal steps of the range, for a sparkline. */
function steps(
  records: readonly FlowRecord[],
  range: Range,
  weight: (record: FlowRecord) => number,
): number[] {
  const sums = Array<number>(COLUMNS).fill(0);
  for (const record of records) {
    const share = ((record.start ?? range.from) - range.from) / Math.max(1, range.to - range.from);
    const column = Math.min(COLUMNS - 1, Math.floor(share * COLUMNS));
    sums[column] = (sums[column] as number) + weight(record);
  }
  return sums;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function rangeOf(records: readonly FlowRecord[]): Range {
  let from = Infinity;
  let to = -Infinity;
  for (const { start, end } of records) {
    if (start !== undefined) {
      from = Math.min(from, start);
      to = Math.max(to, end ?? start);
    }
  }
  return from === Infinity ? { from: 0, to: 0 } : { from, to };
}

/** The largest sums by a key. */
function largest(
  records: readonly FlowRecord[],
  key: (record: FlowRecord) => string | undefined,
  weight: (record: FlowRecord) => number,
): [string, number][] {
  const sums = new Map<string, number>();
  for (const record of records) {
    const name = key(record);
    if (name !== undefined) {
      sums.set(name, (sums.get(name) ?? 0) + weight(record));
    }
  }
  return [...sums].sort((a, b) => b[1] - a[1]).slice(0, ROWS);
}

/**
 * Records whose bytes count: two interfaces of ours both log a flow between them, so what is received counts only when it comes
 * from the internet. Without a logged direction nobody can tell, and all count.
 */
function counted(records: readonly FlowRecord[]): FlowRecord[] {
  return records.filter((record) => {
    const from = record.flow_direction === "ingress" ? parseAddress(record.srcaddr ?? "") : undefined;
    return from === undefined || isPublic(from);
  });
}

const one = (): number => 1;
const size = (record: FlowRecord): number => record.bytes ?? 0;

/** A page for a terminal: counts, pictures over time, and who and what stands out. */
export function summary(records: readonly FlowRecord[]): string {
  const range = rangeOf(records);
  const accepted = records.filter((record) => record.action === "ACCEPT");
  const rejected = records.filter((record) => record.action === "REJECT");
  const none = records.filter((record) => record.log_status === "NODATA").length;
  const skipped = records.filter((record) => record.log_status === "SKIPDATA").length;
  const once = counted(accepted);
  const total = once.reduce((sum, record) => sum + size(record), 0);
  const port = (record: FlowRecord): string | undefined => {
    const number = servicePort(record);
    return number === undefined ? undefined : `${protocolName(record.protocol ?? 0)} ${number}`;
  };
  const top = (
    title: string,
    value: string,
    rows: [string, number][],
    show: (n: number) => string,
  ): string =>
    rows.length === 0
      ? ""
      : `\n${table(
          [title, value],
          rows.map(([name, n]) => [name, show(n).padStart(9)]),
        )}\n`;
  return [
    `${records.length} records, ${moment(range.from * 1000)} to ${moment(range.to * 1000)} UTC`,
    "",
    `  accepted ${String(accepted.length).padStart(8)}  |${sparkline(steps(accepted, range, one))}|`,
    `  rejected ${String(rejected.length).padStart(8)}  |${sparkline(steps(rejected, range, one))}|`,
    `  bytes    ${bytes(total).padStart(8)}  |${sparkline(steps(once, range, size))}|`,
    ...(none + skipped > 0 ? [`  NODATA ${none}, SKIPDATA ${skipped}`] : []),
    top(
      "top talkers",
      "bytes",
      largest(once, (record) => record.srcaddr, size),
      bytes,
    ),
    top("ports", "bytes", largest(once, port, size), bytes),
    top(
      "refused sources",
      "records",
      largest(rejected, (record) => record.srcaddr, one),
      String,
    ),
    top(
      "refused ports",
      "records",
      largest(rejected, (record) => record.dstport?.toString(), one),
      String,
    ),
  ]
    .filter((part, index) => part !== "" || index === 1)
    .join("\n");
}
