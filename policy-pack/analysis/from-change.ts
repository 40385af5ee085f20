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
  const touched = new Set(stepsOf(text).map(({ urn }) => urn));
  return new Model([...before.resources.filter(({ urn }) => !touched.has(urn)), ...planned.resources]);
}

/** What a preview does to which resource. Empty for a state. */
export function stepsOf(text: string): ReadonlyArray<{ readonly urn: string; readonly op: string }> {
  const json = JSON.parse(text) as Json;
  const steps = isObject(json) && Array.isArray(json["steps"]) ? json["steps"] : [];
  return steps.flatMap((step) => {
    if (!isObject(step)) return [];
    const { urn, op } = step;
    return typeof urn === "string" && typeof op === "string" ? [{ urn, op }] : [];
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
