import type { Model } from "../model/model";
import type { Shape } from "../model/shape";
import { hasUnknown, isProps, same, UNKNOWN, type Props, type Value } from "../model/values";
import { DEFAULTS } from "./check";
import { namingOf } from "./names";

export type ChangeKind = "add" | "delete" | "update";

/** One changed property. */
export interface Change {
  /** Path as the engine writes it: `tags.Name`, `ingress[0].fromPort`. */
  readonly path: string;
  readonly kind: ChangeKind;
  readonly replaces: boolean;
}

export interface Difference {
  readonly changes: Change[];
  readonly deleteBeforeReplace: boolean;
}

/**
 * What would change.
 * @param olds      outputs as last recorded
 * @param oldInputs checked inputs as last recorded
 * @param news      checked inputs wanted now
 * @param region    Region the provider would now put the resource in; undefined for a global service
 * @param ignored   properties the program tells to ignore
 */
export function difference(
  model: Model,
  shape: Shape,
  olds: Props,
  oldInputs: Props,
  news: Props,
  region: string | undefined,
  ignored: readonly string[] = [],
): Difference {
  const changes: Change[] = [];
  const names = new Set([...Object.keys(news), ...Object.keys(oldInputs), ...shape.inputs.keys()]);
  names.delete(DEFAULTS);
  names.delete("region");
  for (const name of names) {
    if (ignored.some((path) => path === name || path.startsWith(`${name}.`))) continue;
    const before = oldInputs[name] ?? olds[name];
    const after = news[name];
    if (after === undefined && !isRemoval(name, shape, before)) continue;
    for (const { path, kind } of leaves(name, before, after)) {
      if (kind === "delete" && isComputed(model, path)) continue;
      changes.push({ path, kind, replaces: replaces(model, path) });
    }
  }
  const old = olds.region;
  if (region !== undefined && typeof old === "string" && old !== "" && old !== region) {
    changes.push({ path: "region", kind: "update", replaces: true });
  }
  const replacing = changes.some((change) => change.replaces);
  return { changes, deleteBeforeReplace: replacing && nameIsTaken(model, shape, olds, news) };
}

/** Whether leaving an input out takes something away: what AWS chooses by itself when left out stays as it is. */
function isRemoval(name: string, shape: Shape, before: Value | undefined): boolean {
  const output = shape.outputs.get(name);
  return output !== undefined && output.optional && !isEmpty(before);
}

function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "" || value === false || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isProps(value) && Object.values(value).every(isEmpty);
}

/** Whether the new one could not be made while the old one has its name. */
function nameIsTaken(model: Model, shape: Shape, olds: Props, news: Props): boolean {
  if (model.deleteBeforeReplace === true) return true;
  const naming = namingOf(model.naming, shape);
  if (naming === undefined || (Array.isArray(news[DEFAULTS]) && news[DEFAULTS].includes(naming.property)))
    return false;
  return news[naming.property] !== undefined && news[naming.property] === olds[naming.property];
}

/** A path without indexes and keys. */
function plainPath(path: string): string {
  return path.replace(/\[[^\]]*\]/g, "");
}

/** Whether AWS fills the path when the program leaves it out. */
function isComputed(model: Model, path: string): boolean {
  return model.computedWithin?.includes(plainPath(path)) ?? false;
}

function replaces(model: Model, path: string): boolean {
  const plain = plainPath(path);
  if (plain === "tags" || plain.startsWith("tags.") || plain.startsWith("tagsAll")) return false;
  return (model.replace ?? []).some(
    (property) => property === "*" || property === plain || plain.startsWith(`${property}.`),
  );
}

/** The smallest paths at which two values differ. */
export function leaves(
  path: string,
  before: Value | undefined,
  after: Value | undefined,
): Omit<Change, "replaces">[] {
  if (equal(before, after)) return [];
  if (isProps(before) && isProps(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => leaves(join(path, name), before[name], after[name]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, at) => at).flatMap((at) =>
      leaves(`${path}[${at}]`, before[at], after[at]),
    );
  }
  const kind = isMissing(before) ? "add" : after === undefined ? "delete" : "update";
  return [{ path, kind }];
}

function isMissing(value: Value | undefined): boolean {
  return value === undefined || value === null;
}

function join(path: string, name: string): string {
  return /^[\w-]+$/.test(name) ? `${path}.${name}` : `${path}["${name.replaceAll('"', '\\"')}"]`;
}

/** Equality as the real provider sees it: a number and its text are one, and so are JSON documents that differ in layout. */
function equal(before: Value | undefined, after: Value | undefined): boolean {
  if (after === UNKNOWN || hasUnknown(before)) return false;
  if (same(before, after)) return true;
  if (isEmpty(before) && isEmpty(after))
    return typeof before === typeof after || isMissing(before) || after === undefined;
  if (typeof before === "object" || typeof after === "object") return false;
  if (before === undefined || after === undefined) return false;
  if (String(before) === String(after)) return true;
  return isDocument(before) && isDocument(after) && same(parsed(before), parsed(after));
}

function isDocument(value: Value): value is string {
  return typeof value === "string" && /^\s*[[{]/.test(value);
}

function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}
