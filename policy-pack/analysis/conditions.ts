import { type Condition, type Texts, glob } from "./documents";
import { UNKNOWN } from "./values";

/** True, false, or undefined where it cannot be told. */
export type Truth = boolean | undefined;

/** What a request carries under a key: a value, `absent`, any value at all (`matches`: whatever is asked for), or undefined when untold. */
export type Carried =
  | { readonly kind: "value"; readonly text: string }
  | { readonly kind: "absent" }
  | { readonly kind: "matches" }
  | undefined;

/** Compares a value with a pattern as an operator does; only these operators are known. */
const COMPARISONS: Readonly<Record<string, (pattern: string, text: string) => boolean>> = {
  stringequals: (pattern, text) => pattern === text,
  stringequalsignorecase: (pattern, text) => pattern.toLowerCase() === text.toLowerCase(),
  stringlike: glob,
  arnequals: arnLike,
  arnlike: arnLike,
  bool: (pattern, text) => pattern.toLowerCase() === text.toLowerCase(),
};

/**
 * Whether a request meets a condition. As in AWS, a key that is absent meets every negated operator and every `IfExists`, and no other.
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators", read 2026-11.
 */
export function meets(condition: Condition, carried: Carried): Truth {
  const { operator, values, ifExists, set } = condition;
  if (operator === "null") return meetsNull(values, carried);
  const negated = operator.includes("not");
  if (carried?.kind === "absent") return set === "any" ? false : ifExists || set === "all" || negated;
  const match = matchesAny(operator.replace("not", ""), values, carried);
  return match === undefined ? undefined : match !== negated;
}

function meetsNull(values: Texts, carried: Carried): Truth {
  if (carried === undefined || values.includes(UNKNOWN)) return undefined;
  return values.includes(String(carried.kind === "absent"));
}

function matchesAny(operator: string, values: Texts, carried: Carried): Truth {
  if (carried === undefined) return undefined;
  if (carried.kind === "matches") return values.length > 0;
  const compare = COMPARISONS[operator];
  if (carried.kind !== "value" || compare === undefined) return undefined;
  const known = values.filter((value): value is string => value !== UNKNOWN);
  // A policy variable holds what the request says, which is not known here.
  const plain = known.filter((value) => !value.includes("${"));
  if (plain.some((value) => compare(value, carried.text))) return true;
  return plain.length === values.length ? false : undefined;
}

/** ARNs are compared part by part: a star never goes past a colon of the first five. */
export function arnLike(pattern: string, arn: string): boolean {
  const patterns = partsOf(pattern);
  const parts = partsOf(arn);
  return (
    patterns.length === 6 &&
    parts.length === 6 &&
    patterns.every((one, index) => glob(one, parts[index] ?? ""))
  );
}

function partsOf(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
