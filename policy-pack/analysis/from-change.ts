import { modelOfPreview, modelOfState } from "./from-state";
import { Model } from "./model";
import { type Json, isObject } from "./values";

/** From a state together with what is planned for it. */

/**
 * Reads a state or a preview, whichever the text is.
 *
 * @param text what `pulumi stack export` or `pulumi preview --json` writes
 * @throws Error when it is neither
 */
export function modelOfText(text: string): Model {
  return isPreview(text) ? modelOfPreview(text) : modelOfState(text);
}

/**
 * The resources that there will be after a change.
 *
 * @param before the stack before it
 * @param text a later state, or a preview, which leaves out what stays the same unless it is asked to show that too
 */
export function modelAfter(before: Model, text: string): Model {
  const planned = modelOfText(text);
  if (!isPreview(text)) return planned;
  const touched = new Set(stepsOf(text).flatMap(({ urn, was }) => [urn, was]));
  return new Model([...before.resources.filter(({ urn }) => !touched.has(urn)), ...planned.resources]);
}

export interface PlannedStep {
  readonly urn: string;
  readonly op: string;
  /** Its URN before: another one when it has been given an alias. */
  readonly was: string;
}

/**
 * What a preview does to which resource. Empty for a state. What only waits for its deletion since an earlier change has no step:
 * it shares its URN with the resource that took its place.
 */
export function stepsOf(text: string): readonly PlannedStep[] {
  const json = JSON.parse(text) as Json;
  const steps = isObject(json) && Array.isArray(json["steps"]) ? json["steps"] : [];
  return steps.flatMap((step) => {
    if (!isObject(step)) return [];
    const { urn, op } = step;
    const old = isObject(step["oldState"]) ? step["oldState"] : {};
    if (typeof urn !== "string" || typeof op !== "string") return [];
    if (op === "delete" && old["delete"] === true) return [];
    return [{ urn, op, was: typeof old["urn"] === "string" ? old["urn"] : urn }];
  });
}

export function isPreview(text: string): boolean {
  try {
    const json = JSON.parse(text) as Json;
    return isObject(json) && Array.isArray(json["steps"]);
  } catch {
    return false;
  }
}
