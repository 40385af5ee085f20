/**
 * Total accessors over JSON that somebody else wrote. CloudTrail changes the shape of a request between services, protocols and
 * years (lists as arrays, as `{items: […]}` or as a lone object; numbers as strings), and an attacker chooses part of it. None of
 * these throws, whatever the value.
 */

/** A CloudTrail record, or anything that claims to be one: no field is trusted to be there or to have its type. */
export type TrailRecord = Readonly<Record<string, unknown>>;

/** True for an object that is neither null nor an array. */
export function isObject(value: unknown): value is TrailRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The same key with its first letter in the other case: query-protocol services log `groupId` where newer calls log `GroupId`. */
function otherCase(key: string): string {
  const first = key.charAt(0);
  const upper = first.toUpperCase();
  return (first === upper ? first.toLowerCase() : upper) + key.slice(1);
}

/** The value at a path of keys, or undefined. Only own properties count, so `constructor` is never found by accident. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) {
    if (!isObject(here)) return undefined;
    if (Object.hasOwn(here, key)) here = here[key];
    else {
      const other = otherCase(key);
      here = Object.hasOwn(here, other) ? here[other] : undefined;
    }
  }
  return here;
}

/** The text at a path; a number or a boolean is written out. Undefined for anything else. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  if (typeof found === "string") return found;
  return typeof found === "number" || typeof found === "boolean" ? String(found) : undefined;
}

/** The finite number at a path, also when it is written as a string ("22"). */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  if (typeof found === "number") return Number.isFinite(found) ? found : undefined;
  if (typeof found !== "string" || found.trim() === "") return undefined;
  const parsed = Number(found);
  return Number.isFinite(parsed) ? parsed : undefined;
}

/** The flag at a path, also when it is written as "true" or "False". */
export function flagAt(value: unknown, ...path: readonly string[]): boolean | undefined {
  const found = at(value, ...path);
  if (typeof found === "boolean") return found;
  if (typeof found !== "string") return undefined;
  const lower = found.toLowerCase();
  return lower === "true" ? true : lower === "false" ? false : undefined;
}

/** The members of a list in any of its forms: an array, `{items: […]}`, `{item: […]}`, or one lone member. Nothing gives []. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  if (Array.isArray(found)) return found;
  if (found === undefined || found === null || found === "") return [];
  if (isObject(found)) {
    const inner = at(found, "items") ?? at(found, "item") ?? at(found, "member");
    if (Array.isArray(inner)) return inner;
    if (inner !== undefined && inner !== null) return [inner];
    return Object.keys(found).length === 0 ? [] : [found];
  }
  return [found];
}

/** The texts of a list (see listAt); members that are no text are left out. */
export function textsAt(value: unknown, ...path: readonly string[]): readonly string[] {
  return listAt(value, ...path).filter((member): member is string => typeof member === "string");
}
