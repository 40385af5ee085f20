import { hexOf } from "../cloud/cloud";
import { quotaRefusal, type Quota } from "../facts/quotas";
import type { Call } from "../model/call";
import { refuse } from "../model/refusal";
import type { Props, Value } from "../model/values";

/** Which of the properties are given, known or not. Empty strings and lists count as not given, as they do for the provider. */
export function given(inputs: Props, names: readonly string[]): string[] {
  return names.filter((name) => {
    const value = inputs[name];
    if (Array.isArray(value)) return value.length > 0;
    return value !== undefined && value !== null && value !== "";
  });
}

/** Refuses unless exactly one of the properties is given. */
export function exactlyOne(
  inputs: Props,
  names: readonly string[],
  code = "InvalidParameterCombination",
): void {
  const found = given(inputs, names);
  if (found.length === 1) return;
  const what = found.length === 0 ? "none is given" : `${found.join(" and ")} are given`;
  refuse(code, `exactly one of ${names.join(", ")} must be given; ${what}`, found[1] ?? names[0]);
}

/** The input if it is given, else what AWS puts there. */
export function or(call: Call, name: string, otherwise: Value): Value {
  return call.inputs[name] ?? otherwise;
}

/** A decimal number told by a seed: the real provider ends some of its ids in such a checksum. */
export function checksum(seed: string): string {
  return String(parseInt(hexOf(seed, 8), 16));
}

/** Not found and in use, as EC2 answers for one of its ids. */
export function ec2Answers(
  code: string,
  what: string,
): { notFound: [string, string]; inUse: [string, string] } {
  return {
    notFound: [code, `The ${what} ID '{id}' does not exist`],
    inUse: ["DependencyViolation", `The ${what} '{id}' has dependencies and cannot be deleted.`],
  };
}

/** Refuses one more thing than a quota allows. */
export function withinQuota(call: Call, name: Quota, existing: number, property?: string): void {
  if (call.old || existing < call.quota(name)) return;
  const [code, text] = quotaRefusal(name);
  refuse(code, text, property);
}
