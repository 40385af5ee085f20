import { hexOf } from "../cloud/cloud";
import type { Naming } from "../model/model";
import type { Shape } from "../model/shape";
import { refuse } from "../model/refusal";
import type { Props } from "../model/values";

/** Random digits at the end of a made-up name. */
const DIGITS = 7;

/** What the engine proposes for a name, if it was told how to name things. */
export interface Proposal {
  readonly name: string;
  readonly mode: "propose" | "enforce" | "disable";
}

/** Naming of a type: its own, or what the real provider gives to every `name` that may be left out. */
export function namingOf(naming: Naming | undefined, shape: Shape): Naming | undefined {
  if (naming !== undefined) return naming;
  const input = shape.inputs.get("name");
  const output = shape.outputs.get("name");
  if (input?.kind !== "string" || !input.optional || output === undefined || output.optional)
    return undefined;
  return { property: "name", max: 255, code: "InvalidParameterValue" };
}

/**
 * A physical name for a resource whose program gives none: its logical name and random digits, in the real provider's manner.
 * @param seed random bytes of the engine; the same at a repeated check
 */
export function madeUpName(
  naming: Naming,
  logical: string,
  seed: string,
  inputs: Props,
  proposal?: Proposal,
): string {
  const suffix = naming.suffix?.(inputs) ?? "";
  const cased = (text: string): string => (naming.lowerCase ? text.toLowerCase() : text);
  if (proposal !== undefined && proposal.name !== "")
    return cased(`${naming.prefix ?? ""}${proposal.name}${suffix}`);
  const base = cased(`${naming.prefix ?? ""}${logical}-`);
  if (base.length + DIGITS + suffix.length > naming.max) {
    refuse(
      "InvalidName",
      `name '${logical}' plus ${DIGITS} random chars is longer than maximum length ${naming.max}`,
      naming.property,
    );
  }
  return `${base}${hexOf(`${seed}/${logical}`, DIGITS)}${suffix}`;
}

/** Refuses a name that is too long or has a character its service does not allow. */
export function checkName(naming: Naming, name: string): void {
  const { property, max, code, pattern, rule } = naming;
  if (name.length > max) {
    refuse(
      code,
      `expected length of ${property} to be in the range (1 - ${max}), got ${name} (${name.length})`,
      property,
    );
  }
  if (pattern !== undefined && !pattern.test(name)) {
    refuse(code, `invalid value for ${property} (${name})${rule === undefined ? "" : `: ${rule}`}`, property);
  }
}

/** The input that gives only how a name begins: `namePrefix` for `name`. */
function prefixInput(naming: Naming): string {
  return `${naming.property}Prefix`;
}

/** Whether the program leaves the rest of the name to the provider at creation. */
export function hasPrefix(naming: Naming, inputs: Props): boolean {
  return inputs[prefixInput(naming)] !== undefined;
}

/**
 * Inputs with the name that a prefix becomes when the resource is made; later the name it then got.
 * @param old    properties before an update
 * @param digits gives hexadecimal digits
 */
export function withFullName(
  naming: Naming | undefined,
  inputs: Props,
  old: Props | undefined,
  digits: () => string,
): Props {
  if (naming === undefined || inputs[naming.property] !== undefined) return inputs;
  const given = inputs[prefixInput(naming)];
  if (given === undefined) return inputs;
  const name = old?.[naming.property] ?? `${String(given)}${digits()}${naming.suffix?.(inputs) ?? ""}`;
  return { ...inputs, [naming.property]: name };
}
