import * as fs from "node:fs";
import { gunzipSync } from "node:zlib";
import {
  DEFAULT_FORMAT,
  fieldNamesOf,
  LANDING_ZONE_FORMAT,
  NEWEST_FORMAT,
  parseFormat,
  SHORT_FORMAT,
  TRANSIT_GATEWAY_FORMAT,
} from "../../functions/flow-logs/format";
import { fieldNamed } from "../../functions/flow-logs/fields";
import { lineParser } from "../../functions/flow-logs/parse";
import { isProblem, type FlowRecord } from "../../functions/flow-logs/record";
import { formatNamed } from "../../functions/flow-logs/settings";

/** Input that a person must put right. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** What was read of a file. */
export interface ReadFlows {
  /** The format, and how it was found. */
  readonly format: string;
  readonly foundBy: "--format" | "header" | "number of fields";
  readonly records: readonly FlowRecord[];
  /** Lines that are no records, by number from 1. */
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
}

/** Formats that a record's number of fields tells apart. */
const BY_COUNT = [SHORT_FORMAT, DEFAULT_FORMAT, LANDING_ZONE_FORMAT, TRANSIT_GATEWAY_FORMAT, NEWEST_FORMAT];

/**
 * The text of a file, unpacked if it is gzip.
 *
 * @throws InputError when it cannot be read or unpacked
 */
export function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = fs.readFileSync(file === "-" ? 0 : file);
  } catch (error) {
    throw new InputError(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    return bytes.toString("utf8");
  }
  try {
    return gunzipSync(bytes).toString("utf8");
  } catch (error) {
    throw new InputError(`${file} begins as gzip but cannot be unpacked: ${(error as Error).message}`);
  }
}

/** Whether a line is the header that flow logs in S3 have: names of fields, nothing else. */
function isHeader(line: string): boolean {
  const words = fieldNamesOf(line);
  return words.length > 0 && words.every((word) => fieldNamed(word) !== undefined);
}

/**
 * Reads the records of a text in a declared format, by its header, or by the number of its fields.
 *
 * @throws InputError when the format cannot be told; FormatError for a declared one that AWS would not take
 */
export function readFlows(text: string, declared?: string): ReadFlows {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first < 0) {
    throw new InputError("the file is empty");
  }
  const header = isHeader(lines[first] as string);
  const { format, foundBy } = formatOf(lines[first] as string, header, declared);
  const parse = lineParser(parseFormat(format));
  const records: FlowRecord[] = [];
  const problems: { line: number; problem: string }[] = [];
  lines.forEach((line, index) => {
    if (line.trim() === "" || (header && index === first)) {
      return;
    }
    const record = parse(line);
    if (isProblem(record)) {
      problems.push({ line: index + 1, problem: record.problem });
    } else {
      records.push(record);
    }
  });
  return { format, foundBy, records, problems };
}

function formatOf(
  line: string,
  header: boolean,
  declared: string | undefined,
): Pick<ReadFlows, "format" | "foundBy"> {
  if (declared !== undefined) {
    return { format: formatNamed(declared), foundBy: "--format" };
  }
  if (header) {
    return { format: line, foundBy: "header" };
  }
  const count = line.trim().split(/\s+/).length;
  const format = BY_COUNT.find((one) => fieldNamesOf(one).length === count);
  if (format === undefined) {
    throw new InputError(
      `cannot tell the format: the first record has ${count} fields and there is no header; ` +
        "give it with --format '${version} ${srcaddr} …', as the flow log declares it",
    );
  }
  return { format, foundBy: "number of fields" };
}
