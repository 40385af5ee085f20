import { isIP } from "node:net";
import { documentName, type FieldKind } from "./fields";
import { type FlowFormat } from "./format";
import { type FlowRecord, type RecordProblem } from "./record";

/** Turns one line into a record, or says why it is none. It never throws: a log is read to its end. */
export type LineParser = (line: string) => FlowRecord | RecordProblem;

const DASH = 45;
const ZERO = 48;
const NINE = 57;
const DOT = 46;
const CARRIAGE_RETURN = 13;

/**
 * Makes the parser of a format. It walks the line once, reads numbers as it goes and cuts a string only where a field is
 * text: at a million records a minute the substrings and regular expressions of a plain split are what costs.
 *
 * @param room names of fields that the caller will add: set aside here, they cost nothing later
 */
export function lineParser(format: FlowFormat, room: readonly string[] = []): LineParser {
  const names = format.fields.map((field) => documentName(field.name));
  const kinds = format.fields.map((field) => field.kind);
  const wanted = names.length;
  // Starting each record from a copy of one that has every field keeps them all of one shape, which doubled the rate for 29
  // fields. An absent field is there as undefined, which JSON leaves out.
  const blank: FlowRecord = Object.fromEntries([...names, ...room].map((name) => [name, undefined]));

  return (line) => {
    const length = line.charCodeAt(line.length - 1) === CARRIAGE_RETURN ? line.length - 1 : line.length;
    const record: FlowRecord = { ...blank };
    let start = 0;
    for (let index = 0; index < wanted; index += 1) {
      let end = line.indexOf(" ", start);
      if (end < 0 || end > length) {
        end = length;
      }
      if (end === start || start > length) {
        return countProblem(line, wanted);
      }
      // AWS writes a lone dash for what does not apply; as an address or a number it would be refused by the search index.
      if (end - start > 1 || line.charCodeAt(start) !== DASH) {
        const name = names[index] as string;
        const kind = kinds[index] as FieldKind;
        if (kind === "number") {
          const value = wholeNumber(line, start, end);
          if (value < 0) {
            return fieldProblem(line, wanted, `${name} is not a whole number: "${line.slice(start, end)}"`);
          }
          record[name] = value;
        } else {
          const value = line.slice(start, end);
          if (kind === "address" && !dottedQuad(line, start, end) && isIP(value) === 0) {
            return fieldProblem(line, wanted, `${name} is not an IP address: "${value}"`);
          }
          record[name] = value;
        }
      }
      start = end + 1;
    }
    return start > length ? record : countProblem(line, wanted);
  };
}

/** The digits between two places as a number, or -1 when there is anything else, or more than a double holds exactly. */
function wholeNumber(line: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const code = line.charCodeAt(at);
    if (code < ZERO || code > NINE) {
      return -1;
    }
    value = value * 10 + (code - ZERO);
  }
  return value <= Number.MAX_SAFE_INTEGER ? value : -1;
}

/** True for four numbers of 0 to 255 with dots between: the cheap way round the general check for nearly every address. */
function dottedQuad(line: string, start: number, end: number): boolean {
  let dots = 0;
  let value = -1;
  for (let at = start; at < end; at += 1) {
    const code = line.charCodeAt(at);
    if (code === DOT) {
      if (value < 0) {
        return false;
      }
      dots += 1;
      value = -1;
    } else if (code >= ZERO && code <= NINE) {
      // A leading zero is octal to some readers: leave it to the general check, which refuses it.
      if (value === 0) {
        return false;
      }
      value = (value < 0 ? 0 : value * 10) + (code - ZERO);
      if (value > 255) {
        return false;
      }
    } else {
      return false;
    }
  }
  return dots === 3 && value >= 0;
}

/** A line with another number of fields was never of this format: then that is the news, not the first field that shows it. */
function fieldProblem(line: string, wanted: number, problem: string): RecordProblem {
  return countOf(line) === wanted ? { problem } : countProblem(line, wanted);
}

function countOf(line: string): number {
  return line.split(/\s+/).filter((word) => word !== "").length;
}

function countProblem(line: string, wanted: number): RecordProblem {
  const found = countOf(line);
  return {
    problem:
      found === wanted
        ? "fields are not separated by single spaces"
        : `${found} field${found === 1 ? "" : "s"} where the format declares ${wanted}`,
  };
}

/** Numbers of protocols that have a common name. Source: IANA protocol numbers. */
const PROTOCOL_NAMES: Readonly<Record<number, string>> = {
  1: "icmp",
  2: "igmp",
  4: "ipip",
  6: "tcp",
  17: "udp",
  41: "ipv6",
  47: "gre",
  50: "esp",
  51: "ah",
  58: "icmpv6",
  132: "sctp",
};

/** A protocol's name, or its number as text. */
export function protocolName(protocol: number): string {
  return PROTOCOL_NAMES[protocol] ?? String(protocol);
}

const FLAGS: readonly [number, string][] = [
  [2, "SYN"],
  [16, "ACK"],
  [1, "FIN"],
  [4, "RST"],
  [8, "PSH"],
  [32, "URG"],
];

/** The names of the bits of `tcp-flags`: 18 gives `["SYN", "ACK"]`. AWS leaves out a lone ACK, so 0 is common. */
export function tcpFlagNames(flags: number): string[] {
  return FLAGS.filter(([bit]) => (flags & bit) !== 0).map(([, name]) => name);
}
