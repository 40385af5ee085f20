import { type LogTable } from "../tables";

/** A question with its SQL, kept in Athena as a named query. */
export interface LogQuery {
  readonly name: string;
  readonly question: string;
  /** The one table it reads. */
  readonly table: LogTable;
  /** Trino SQL, without the database. Every query keeps to the last days: a table without a limit is read from its first day on. */
  readonly sql: string;
}

/** Most days that a query may go back where partitions are numbers: more would leave a month out. */
const longest = 28;

/**
 * The condition that a table's rows are of the last days, today included, in terms of its partitions so that Athena reads no others.
 * @param days 1 to 28
 */
export function lastDays(table: LogTable, days: number): string {
  if (!Number.isInteger(days) || days < 1 || days > longest)
    throw new RangeError(`${days} days; a query goes back 1 to ${longest} days`);
  const first = days === 1 ? "current_date" : `current_date - interval '${days - 1}' day`;
  if (table.partitions.some(({ of }) => of === "days")) return `days >= date_format(${first}, '%Y/%m/%d')`;
  // Years and months by name first: Athena computes partitions for what it is told to, and only then compares.
  return [
    `year IN (date_format(${first}, '%Y'), date_format(current_date, '%Y'))`,
    `month IN (date_format(${first}, '%m'), date_format(current_date, '%m'))`,
    `concat(year, month, day) >= date_format(${first}, '%Y%m%d')`,
  ].join("\n  AND ");
}

/** Conditions joined, each on a line of its own. */
export function where(...conditions: readonly string[]): string {
  return `WHERE ${conditions.join("\n  AND ")}`;
}

/** Addresses that are nobody's on the internet. */
const inside = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "fc00::/7",
];

/**
 * Whether a column's address is one of the internet. A column that is no address (`-`) is not. `contains(network, address)` is
 * Trino's, IP address functions, read 2026-11.
 */
export function isPublic(column: string): string {
  const address = `try_cast(${column} AS ipaddress)`;
  const within = inside.map((block) => `contains('${block}', ${address})`).join(" OR ");
  return `${address} IS NOT NULL AND NOT (${within})`;
}
