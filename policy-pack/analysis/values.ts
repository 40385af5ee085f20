/**
 * Values of resource properties as the engine hands them over, and how to read them without tripping over an unknown.
 *
 * In a preview, what depends on a resource not created yet is one of seven marker strings. The policy SDK wraps properties
 * in a proxy that throws when a marker is read, which silences the whole policy for that resource. Everything here works on the
 * bare values and turns a marker into `UNKNOWN`, so that a check can say what it could not see.
 */

/** What JSON can hold; markers of unknowns are strings among it until read through `at`. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };

/** Properties of one resource. */
export type Props = { [key: string]: Json | undefined };

/** Stands for a value that is known only after the update. */
export const UNKNOWN: unique symbol = Symbol("unknown until the update");
export type Unknown = typeof UNKNOWN;

/** A value as read: absent (`undefined`; null counts as absent), unknown, or there. */
export type Read = Exclude<Json, null> | undefined | Unknown;

/**
 * The markers of unknown values, by type: boolean, number, string, array, asset, archive, object.
 * Source: `@pulumi/policy` 1.21.0, proxy.js, and the engine's sdk/go/common/resource/plugin/rpc.go (2026-11).
 */
export const UNKNOWN_MARKERS: ReadonlySet<string> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

const MARKER_LENGTH = 36;

/** True for a marker of an unknown value, and for `UNKNOWN` itself. */
export function isUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  return typeof value === "string" && value.length === MARKER_LENGTH && UNKNOWN_MARKERS.has(value);
}

/** True when a string is, or has somewhere within it, a marker: text put together from an unknown part. */
export function hasUnknownPart(text: string): boolean {
  if (text.length < MARKER_LENGTH) return false;
  for (const marker of UNKNOWN_MARKERS) if (text.includes(marker)) return true;
  return false;
}

/** True for an object that is not an array. */
export function isObject(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Reads along a path of property names and array indices. An unknown anywhere on the way makes the answer `UNKNOWN`; a missing step
 * makes it `undefined`. Of a list with one element where an object is expected, the element is read: older resource forms nest a
 * single block as a list.
 */
export function at(value: Json | undefined | Unknown, ...path: readonly (string | number)[]): Read {
  let current: Json | undefined | Unknown = value;
  for (const step of path) {
    if (isUnknown(current)) return UNKNOWN;
    if (Array.isArray(current)) {
      if (typeof step === "number") current = current[step];
      else current = current.length === 1 && isObject(current[0]) ? own(current[0], step) : undefined;
    } else if (isObject(current)) current = own(current, String(step));
    else return undefined;
  }
  return isUnknown(current) ? UNKNOWN : ((current ?? undefined) as Read);
}

function own(object: Props, key: string): Json | undefined {
  return Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;
}

/** A boolean, also from the strings "true" and "false" that stored states hold; anything else that is there is undefined. */
export function asBoolean(value: Read): boolean | undefined | Unknown {
  if (value === UNKNOWN || typeof value === "boolean") return value;
  if (typeof value !== "string") return undefined;
  const text = value.trim().toLowerCase();
  return text === "true" ? true : text === "false" ? false : undefined;
}

/** A finite number, also from a numeric string; anything else that is there is undefined. */
export function asNumber(value: Read): number | undefined | Unknown {
  if (value === UNKNOWN) return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** Text; a number or boolean is written out. Text with an unknown part is unknown. */
export function asText(value: Read): string | undefined | Unknown {
  if (value === UNKNOWN) return value;
  if (typeof value === "string") return hasUnknownPart(value) ? UNKNOWN : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** A list: absent is empty, a single value is a list of one. Elements may still be unknown: read each through `at`. */
export function asList(value: Read): readonly (Json | Unknown)[] | Unknown {
  if (value === UNKNOWN) return value;
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The texts of a list, with `UNKNOWN` for each element not known; elements that are no text are left out. */
export function asTexts(value: Read): readonly (string | Unknown)[] | Unknown {
  const list = asList(value);
  if (list === UNKNOWN) return UNKNOWN;
  const texts: (string | Unknown)[] = [];
  for (const element of list) {
    const text = asText(at(element));
    if (text !== undefined) texts.push(text);
  }
  return texts;
}
