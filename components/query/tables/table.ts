import { type LogServiceKey } from "../../logging/log-services";

/** A column: its name and Hive's type. */
export interface Column {
  readonly name: string;
  readonly type: string;
}

/** Lists that a deployment knows and a table's partitions are made of. */
export type Known =
  "organizations" | "accounts" | "regions" | "scopes" | "vpcs" | "buckets" | "distributions" | "webAcls";

/**
 * A partition column that Athena computes instead of looking it up. `days` are dates as `2026/11/24`; `year`, `month` and `day` are
 * numbers, written as AWS pads them in paths of the form `month=05`.
 * Source: Athena user guide, "Supported types for partition projection", read 2026-11.
 */
export type Partition =
  | { readonly name: string; readonly of: Known }
  | { readonly name: "days"; readonly of: "days" }
  | { readonly name: "year" | "month" | "day"; readonly of: "number" };

/** How a file of logs is read. */
export type FileFormat =
  | { readonly kind: "regex"; readonly regex: string }
  | { readonly kind: "json" }
  | { readonly kind: "cloudtrail" }
  | { readonly kind: "parquet" };

/** A table over one service's logs, before it is known where they are. */
export interface LogTable {
  readonly name: string;
  readonly holds: string;
  /** Service whose prefix the table lies below. */
  readonly service: LogServiceKey;
  /** Below the prefix, with `${partition}` for each partition, as the service writes it. */
  readonly path: string;
  readonly columns: readonly Column[];
  readonly partitions: readonly Partition[];
  readonly format: FileFormat;
  /** Where AWS says what the files look like. */
  readonly source: string;
}

/** A piece of a line of text: what it matches, and the columns its groups fill. */
export interface Field {
  readonly pattern: string;
  readonly columns: readonly Column[];
}

/** A word without blanks. */
export const word = (name: string, type = "string"): Field => ({
  pattern: "([^ ]*)",
  columns: [{ name, type }],
});

/** Anything between quotes, blanks included, or a bare `-`. */
export const quoted = (name: string, type = "string"): Field => ({
  pattern: '(?:"([^"]*)"|-)',
  columns: [{ name, type }],
});

/** `ADDRESS:PORT`, IPv6 in its colons too; `-` when there was none. */
export const endpoint = (name: string): Field => ({
  pattern: "([^ ]*?)(?::([0-9]+))?",
  columns: [
    { name: `${name}_ip`, type: "string" },
    { name: `${name}_port`, type: "int" },
  ],
});

/** The first line of a request: method, URL, protocol. */
export const requestLine: Field = {
  pattern: '"([^ "]*) ([^"]*?) ?([^ "]*)"',
  columns: [
    { name: "request_verb", type: "string" },
    { name: "request_url", type: "string" },
    { name: "request_protocol", type: "string" },
  ],
};

/**
 * Columns and regular expression of a format of lines, made together so that their order cannot part. A line that the expression does not
 * match as a whole has no value in any column: so says Athena's user guide, "Regex SerDe", read 2026-11.
 * @param always fields of every line
 * @param added fields that AWS added later, which older lines lack; others may follow them
 */
export function lineFormat(
  always: readonly Field[],
  added: readonly Field[],
): { readonly columns: readonly Column[]; readonly regex: string } {
  const tail = [...added].reverse().reduce((rest, { pattern }) => `(?: ${pattern}${rest})?`, "(?: .*)?");
  return {
    columns: [...always, ...added].flatMap(({ columns }) => columns),
    regex: `${always.map(({ pattern }) => pattern).join(" ")}${tail} *`,
  };
}
