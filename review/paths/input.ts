import { type Model, isObject, modelOfPreview, modelOfState, type Json } from "../../policy-pack/analysis";

/**
 * Reads a state or a preview, whichever the text is.
 *
 * @param text what `pulumi stack export` or `pulumi preview --json` writes
 * @throws Error when it is neither
 */
export function modelOfText(text: string): Model {
  return isPreview(text) ? modelOfPreview(text) : modelOfState(text);
}

export function isPreview(text: string): boolean {
  try {
    const json = JSON.parse(text) as Json;
    return isObject(json) && Array.isArray(json["steps"]);
  } catch {
    return false;
  }
}
