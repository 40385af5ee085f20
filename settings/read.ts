import { type z } from "zod";
import { type Problem, didYouMean, formatPath, show } from "./problems";

/** A stack's configuration as Pulumi gives it: `landing-zone:workloads` -> text (JSON for lists and objects). */
export type RawConfig = Readonly<Record<string, string>>;

/**
 * The settings of this project out of a stack's configuration: text for plain values, JSON for everything else.
 * Keys of other namespaces (`aws:`, `pulumi:`) are left out, and so is what is empty: the engine wants a value for each key that
 * Pulumi.yaml declares, in every stack, so a key that only some stacks have is declared with an empty default there.
 */
export function unpack(config: RawConfig, project: string): Record<string, unknown> {
  const prefix = `${project}:`;
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]): [string, unknown] => [key.slice(prefix.length), unpackValue(text)])
      .filter(([, value]) => !isEmpty(value)),
  );
}

/** Whether a value is one of the empty defaults: text without a character, or an object without a field. A list may well be empty. */
function isEmpty(value: unknown): boolean {
  return value === "" || (isRecord(value) && Object.keys(value).length === 0);
}

/** Whether a value is an object with fields, and no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Pulumi stores lists and objects as JSON and booleans as words; everything else stays the text it is. */
function unpackValue(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** What the schema makes of the settings: the value, or every problem at once. */
export type ReadResult<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly problems: readonly Problem[];
      /** The schema's own words for the problems. */
      readonly issues: ReadonlyArray<z.core.$ZodIssue>;
    };

/** Reads settings by a schema. */
export function read<T>(schema: z.ZodType<T>, settings: unknown): ReadResult<T> {
  const result = schema.safeParse(settings);
  if (result.success) return { ok: true, value: result.data };
  const { issues } = result.error;
  return { ok: false, problems: issues.flatMap((issue) => toProblems(schema, settings, issue)), issues };
}

function toProblems(schema: z.ZodType, settings: unknown, issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === "unrecognized_keys") {
    const parent = at(settings, issue.path);
    const known = fieldsAt(schema, issue.path);
    return issue.keys.map((key) => {
      const guess = didYouMean(key, known);
      const list = `the fields here are ${known.join(", ")}`;
      return {
        path: formatPath([...issue.path, key]),
        found: `an unknown field, ${show((parent as Record<string, unknown>)[key], key)}`,
        allowed: guess ? `did you mean ${guess}? ${list}` : list,
      };
    });
  }
  const found = at(settings, issue.path);
  const guess =
    issue.code === "invalid_value" && typeof found === "string"
      ? didYouMean(found, issue.values.map(String))
      : undefined;
  return [
    {
      path: formatPath(issue.path) || "the settings",
      found: show(found, issue.path.at(-1)),
      allowed: guess ? `did you mean ${guess}? ${issue.message}` : issue.message,
    },
  ];
}

/** What stands at a path, or undefined. */
export function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner === null || typeof inner !== "object" ? undefined : Reflect.get(inner, key)),
    value,
  );
}

/** Names of the fields of the object that the schema has at a path. */
function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let current = unwrap(schema);
  for (const key of path) {
    const definition = current?._zod.def as { shape?: Record<string, z.ZodType>; element?: z.ZodType };
    current = unwrap(typeof key === "number" ? definition?.element : definition?.shape?.[String(key)]);
  }
  return Object.keys((current?._zod.def as { shape?: object } | undefined)?.shape ?? {});
}

/** The schema inside readonly, optional and default wrappers. */
function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  let current = schema;
  for (;;) {
    const inner = (current?._zod.def as { innerType?: z.ZodType } | undefined)?.innerType;
    if (!inner) return current;
    current = inner;
  }
}
