import { type z } from "zod";
import { readCidr } from "./addresses/cidr";
import { type Problem } from "./problems";
import { at, read } from "./read";

/** What still reads of settings that the schema refuses. */
export interface Salvaged<T> {
  readonly value: T;
  /** Blocks of the workloads that were left out. */
  readonly refusedBlocks: readonly string[];
  /** Moves a problem found in `value` to the places that its paths have in the settings as written. */
  readonly atOriginalPaths: (problem: Problem) => Problem;
}

/**
 * Reads what is left of the settings without their unknown fields and without the workloads that the schema
 * refuses, so that one run shows what the checks say of the rest too.
 * @param issues what the schema said of the settings
 * @returns undefined when the rest does not read either
 */
export function salvage<T>(
  schema: z.ZodType<T>,
  settings: Readonly<Record<string, unknown>>,
  issues: ReadonlyArray<z.core.$ZodIssue>,
): Salvaged<T> | undefined {
  const rest = structuredClone(settings) as Record<string, unknown>;
  const refused = new Set<PropertyKey>();
  for (const issue of issues) {
    const [list, index] = issue.path;
    if (issue.code === "unrecognized_keys") {
      const parent = at(rest, issue.path) as object;
      for (const key of issue.keys) Reflect.deleteProperty(parent, key);
    } else if (list === "workloads" && index !== undefined) refused.add(index);
  }
  if (!Array.isArray(rest.workloads)) return undefined;
  const kept = [...rest.workloads.keys()].filter((index) => !refused.has(index));
  const refusedBlocks = [...refused]
    .map((index) => at(rest.workloads, [index, "cidr"]))
    .flatMap((block) => (typeof block === "string" && readCidr(block).ok ? [block] : []));
  rest.workloads = kept.map((index) => at(rest.workloads, [index]));
  const result = read(schema, rest);
  if (!result.ok) return undefined;
  // A problem may name another workload than its own: "already the name of workloads[0]".
  const move = (text: string): string =>
    text.replace(/\bworkloads\[(\d+)\]/g, (_, index: string) => `workloads[${kept[Number(index)]}]`);
  return {
    value: result.value,
    refusedBlocks,
    atOriginalPaths: ({ path, found, allowed }) => ({
      path: move(path),
      found: move(found),
      allowed: move(allowed),
    }),
  };
}
