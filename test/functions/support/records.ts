import { LANDING_ZONE_FORMAT, parseFormat } from "../../../functions/flow-logs/format";
import { lineParser } from "../../../functions/flow-logs/parse";
import { isProblem, type FlowRecord } from "../../../functions/flow-logs/record";
import { calmWeek } from "../../../tools/flows/sample/calm";
import { sampleWeek } from "../../../tools/flows/sample/week";

const parse = lineParser(parseFormat(LANDING_ZONE_FORMAT));

function read(lines: readonly string[]): FlowRecord[] {
  return lines.map((line) => {
    const record = parse(line);
    if (isProblem(record)) {
      throw new Error(`${record.problem}: ${line}`);
    }
    return record;
  });
}

/** The records of the sample week. */
export function weekRecords(): FlowRecord[] {
  return read(sampleWeek("flow").flatMap((batch) => batch.events.map((event) => event.message)));
}

/** The records of a week before it, without incidents. */
export function calmRecords(weeksBefore: number): FlowRecord[] {
  return read(calmWeek(weeksBefore));
}

/** A record of one's own: a TCP conversation's first packets, accepted, unless told otherwise. */
export function flow(from: string, to: string, port: number, more: FlowRecord = {}): FlowRecord {
  return {
    srcaddr: from,
    dstaddr: to,
    srcport: 50_000,
    dstport: port,
    protocol: 6,
    tcp_flags: 2,
    action: "ACCEPT",
    start: 1_780_000_000,
    end: 1_780_000_055,
    bytes: 400,
    packets: 3,
    log_status: "OK",
    ...more,
  };
}
