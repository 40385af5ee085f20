import * as fs from "node:fs";
import * as path from "node:path";
import { root } from "../lib/paths";
import { table } from "../lib/table";

/** One measured figure. A figure without a bar holds in any case. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The most it may be, or what it must be in words. */
  readonly bar: number | string | null;
  readonly holds: boolean;
}

export const resultsFile = path.join(root, ".bench/results.json");

/** A result with its verdict. */
export function result(name: string, value: number, unit: string, bar: number | null = null): Result {
  return { name, value: Number(value.toFixed(3)), unit, bar, holds: bar === null || value <= bar };
}

/** The results as a table for people. */
export function resultTable(results: readonly Result[]): string {
  return table(
    ["measured", "value", "unit", "bar", ""],
    results.map(({ name, value, unit, bar, holds }) => [
      name,
      value,
      unit,
      typeof bar === "number" ? `<= ${bar}` : (bar ?? ""),
      bar === null ? "" : holds ? "holds" : "MISSED",
    ]),
  );
}

/** Keeps the results where CI finds them. */
export function writeResults(results: readonly Result[]): void {
  fs.mkdirSync(path.dirname(resultsFile), { recursive: true });
  fs.writeFileSync(resultsFile, `${JSON.stringify(results, undefined, 2)}\n`);
}
