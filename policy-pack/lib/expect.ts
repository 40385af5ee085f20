import { type Resource } from "../analysis/resource";
import { type Read, UNKNOWN, asBoolean, asList, asNumber, asText, at } from "../analysis/values";
import { type Outcome, compliant, shown, unknown, violation } from "./outcome";

/** What most policies expect of a property. Paths are dotted; numbers in them are indices. */

/** What an absent property means, when it is not a violation: the provider's or AWS's default is good. */
export interface WhenAbsent {
  readonly absent?: "good" | "bad";
}

export function read(resource: Resource, path: string): Read {
  let steps = STEPS.get(path);
  if (!steps) {
    steps = path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    // Paths are written in policies, but for indices of lists: their number is small, and bounded all the same.
    if (STEPS.size > 5000) STEPS.clear();
    STEPS.set(path, steps);
  }
  return at(resource.props, ...steps);
}

/** Paths taken apart, once each. */
const STEPS = new Map<string, readonly (string | number)[]>();

export function mustBeTrue(resource: Resource, path: string, { absent = "bad" }: WhenAbsent = {}): Outcome {
  return mustBe(resource, path, true, absent);
}

export function mustBeFalse(resource: Resource, path: string, { absent = "good" }: WhenAbsent = {}): Outcome {
  return mustBe(resource, path, false, absent);
}

function mustBe(resource: Resource, path: string, wanted: boolean, absent: "good" | "bad"): Outcome {
  const value = read(resource, path);
  if (value === undefined && absent === "good") return compliant;
  const flag = asBoolean(value);
  if (flag === UNKNOWN) return unknown(path);
  return flag === wanted ? compliant : violation(`${path} is ${shown(value)}; it must be ${String(wanted)}.`);
}

/** There, and not empty. */
export function mustBeSet(resource: Resource, path: string): Outcome {
  const value = read(resource, path);
  if (value === UNKNOWN) return unknown(path);
  const empty = value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  return empty ? violation(`${path} is not set.`) : compliant;
}

/** Texts compare without regard to case: the provider takes either for most enumerations. */
export function mustBeOneOf(
  resource: Resource,
  path: string,
  allowed: readonly string[],
  { absent = "bad" }: WhenAbsent = {},
): Outcome {
  const value = read(resource, path);
  if (value === undefined && absent === "good") return compliant;
  const text = asText(value);
  if (text === UNKNOWN) return unknown(path);
  const found = text !== undefined && allowed.some((one) => one.toLowerCase() === text.toLowerCase());
  return found ? compliant : violation(`${path} is ${shown(value)}; it must be ${allowed.join(" or ")}.`);
}

export function mustBeAtLeast(
  resource: Resource,
  path: string,
  least: number,
  { absent = "bad" }: WhenAbsent = {},
): Outcome {
  const value = read(resource, path);
  if (value === undefined && absent === "good") return compliant;
  const number = asNumber(value);
  if (number === UNKNOWN) return unknown(path);
  const holds = number !== undefined && number >= least;
  return holds ? compliant : violation(`${path} is ${shown(value)}; it must be at least ${least}.`);
}

/** Every element of a list passes; a list that is not known, or an element, is unknown. */
export function everyElement(
  resource: Resource,
  path: string,
  judge: (element: Read, path: string) => Outcome,
): readonly Outcome[] {
  const list = asList(read(resource, path));
  if (list === UNKNOWN) return [unknown(path)];
  return list.map((raw, index) => {
    const where = `${path}[${index}]`;
    const element = at(raw);
    return element === UNKNOWN ? unknown(where) : judge(element, where);
  });
}
