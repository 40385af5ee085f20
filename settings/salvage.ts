import { type z } from "zod";
import { type Problem } from "./problems";
import { at, read } from "./read";

/** What still reads of settings that the schema refuses. */
export interface Salvaged<T> {
  readonly value: T;
  /** Entries of the list that were left out, as they are written. */
  readonly refused: readonly unknown[];
  /** Moves a problem found in `value` to the places that its paths have in the settings as written. */
  readonly atOriginalPaths: (problem: Problem) => Problem;
}

/**
 * Reads what is left of the settings without their unknown fields and without the entries of a list that the schema
 * refuses, so that one run shows what the checks say of the rest too.
 * @param issues what the schema said of the settings
 * @param list name of the setting whose entries may be left out, such as `workloads`
 * @returns undefined when the rest does not read either
 */
export function salvage<T>(
  schema: z.ZodType<T>,
  settings: Readonly<Record<string, unknown>>,
  issues: ReadonlyArray<z.core.$ZodIssue>,
  list: string,
): Salvaged<T> | undefined {
  const rest = structuredClone(settings) as Record<string, unknown>;
  const refused = new Set<PropertyKey>();
  for (const issue of issues) {
    const [head, index] = issue.path;
    if (issue.code === "unrecognized_keys") {
      const parent = at(rest, issue.path) as object;
      for (const key of issue.keys) Reflect.deleteProperty(parent, key);
    } else if (head === list && index !== undefined) refused.add(index);
  }
  const entries = rest[list];
  if (!Array.isArray(entries)) return undefined;
  const kept = [...entries.keys()].filter((index) => !refused.has(index));
  const left = [...refused].map((index) => at(entries, [index]));
  rest[list] = kept.map((index) => at(entries, [index]));
  const result = read(schema, rest);
  if (!result.ok) return undefined;
  // A problem may name another entry than its own: "already the name of workloads[0]".
  const reference = new RegExp(String.raw`\b${list}\[(\d+)\]`, "g");
  const move = (text: string): string =>
    text.replace(reference, (_, index: string) => `${list}[${kept[Number(index)]}]`);
  return {
    value: result.value,
    refused: left,
    atOriginalPaths: ({ path, found, allowed }) => ({
      path: move(path),
      found: move(found),
      allowed: move(allowed),
    }),
  };
}
