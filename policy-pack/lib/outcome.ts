import { type Read, UNKNOWN } from "../analysis/values";

/** What a check says of one resource: one of four, never a silent pass. */
export type Outcome =
  | { readonly status: "compliant" }
  | { readonly status: "violation"; readonly messages: readonly string[] }
  | { readonly status: "notApplicable"; readonly reason: string }
  /** Not judged: these values are known only after the update. */
  | { readonly status: "unknown"; readonly what: readonly string[] };

export const compliant: Outcome = { status: "compliant" };

/** One or more reasons, each a whole sentence that says what was found. */
export function violation(...messages: readonly string[]): Outcome {
  return { status: "violation", messages };
}

export function notApplicable(reason: string): Outcome {
  return { status: "notApplicable", reason };
}

/** `what` are property paths, as the user wrote them in the program. */
export function unknown(...what: readonly string[]): Outcome {
  return { status: "unknown", what };
}

/**
 * All must hold. A violation outweighs an unknown, since what is unknown cannot make it good; an unknown outweighs compliance; parts that do
 * not apply count only when no other part does.
 */
export function allOf(...outcomes: readonly Outcome[]): Outcome {
  const messages: string[] = [];
  const what: string[] = [];
  let judged = false;
  let reason: string | undefined;
  for (const outcome of outcomes) {
    if (outcome.status === "violation") messages.push(...outcome.messages);
    else if (outcome.status === "unknown") what.push(...outcome.what);
    else if (outcome.status === "compliant") judged = true;
    else reason ??= outcome.reason;
  }
  if (messages.length > 0) return violation(...new Set(messages));
  if (what.length > 0) return unknown(...new Set(what));
  return judged || reason === undefined ? compliant : notApplicable(reason);
}

/** Violation with this message unless `holds`; unknown when it is unknown. */
export function unless(holds: boolean | typeof UNKNOWN, path: string, message: string): Outcome {
  if (holds === UNKNOWN) return unknown(path);
  return holds ? compliant : violation(message);
}

/** A value as it reads in a message. */
export function shown(value: Read): string {
  if (value === UNKNOWN) return "(not known yet)";
  if (value === undefined) return "not set";
  const text = typeof value === "string" ? `"${value}"` : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
