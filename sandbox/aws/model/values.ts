/** A JSON value as the engine exchanges it: secrets opened, unknowns as {@link UNKNOWN}. */
export type Value = null | boolean | number | string | Value[] | Props;

/** The properties of a resource, by their names in the Pulumi package (camelCase). */
export interface Props {
  [name: string]: Value;
}

/** Stands for a value that is known only after a deployment: the engine's own sentinel for an unknown string. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The engine has a sentinel per type; all of them mean the same here. */
export const UNKNOWNS: ReadonlySet<string> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether the value, or anything within it, is not known yet. */
export function hasUnknown(value: Value | undefined): boolean {
  if (typeof value === "string") return value === UNKNOWN;
  if (Array.isArray(value)) return value.some(hasUnknown);
  if (isProps(value)) return Object.values(value).some(hasUnknown);
  return false;
}

export function isProps(value: Value | undefined): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The property as a known string, or undefined when it is absent, unknown or of another type. Numbers are spelt out. */
export function str(props: Props | undefined, name: string): string | undefined {
  const value = props?.[name];
  if (typeof value === "string") return value === UNKNOWN ? undefined : value;
  return typeof value === "number" ? String(value) : undefined;
}

/** The property as a known number, or undefined. Numerals in strings count, as they do for the real provider. */
export function num(props: Props | undefined, name: string): number | undefined {
  const value = props?.[name];
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : undefined;
}

/** Whether the property is true (or the string "true"). */
export function yes(props: Props | undefined, name: string): boolean {
  const value = props?.[name];
  return value === true || value === "true";
}

/** The property as a list of objects; what is not a known object is left out. */
export function objects(props: Props | undefined, name: string): Props[] {
  const value = props?.[name];
  if (isProps(value)) return [value];
  return Array.isArray(value) ? value.filter(isProps) : [];
}

/** The property as a list of known strings; a single string counts as a list of one. */
export function strings(props: Props | undefined, name: string): string[] {
  const value = props?.[name];
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.filter((item): item is string => typeof item === "string" && item !== UNKNOWN);
}

/** The property as an object, or an empty one. */
export function object(props: Props | undefined, name: string): Props {
  const value = props?.[name];
  return isProps(value) ? value : {};
}

/** Every known string at a dotted path, through lists: `vpcConfig.subnetIds`, `targets.arn`. */
export function stringsAt(value: Value | undefined, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => stringsAt(item, path));
  const [head, ...rest] = path;
  if (head === undefined)
    return typeof value === "string" && value !== UNKNOWN && value !== "" ? [value] : [];
  return isProps(value) ? stringsAt(value[head], rest) : [];
}

/** Deep equality of JSON values. */
export function same(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => same(item, right[index]));
  }
  if (!isProps(left) || !isProps(right)) return false;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => same(left[name], right[name]));
}

/** A copy that shares nothing with the original. */
export function copy<T extends Value>(value: T): T {
  return structuredClone(value);
}
