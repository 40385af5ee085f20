import type { Model, Naming, Unique } from "../model/model";

/** A `name` of limited length and, if given, a limited set of characters. */
export function name(max: number, code: string, pattern?: RegExp, rule?: string): Naming {
  return { property: "name", max, code, ...(pattern && { pattern }), ...(rule && { rule }) };
}

/** That a `name` is taken once. @param text AWS's message; `{name}` stands for the name */
export function taken(code: string, text: string, within: Unique["within"] = "region"): readonly Unique[] {
  return [{ by: ["name"], within, refusal: [code, text] }];
}

/** Letters, digits, hyphens and underscores: what most services allow in names. */
export const WORD = /^[\w-]+$/;
export const WORD_RULE = "letters, digits, - and _ only";

/** A setting of an account (in a Region): always there, so to delete it is only to stop managing it. */
export const setting: Pick<Model, "adopted"> = { adopted: true };
