import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { globOf } from "./reviewed";

const text = z.string().min(1);

const entry = z.strictObject({
  /** `KIND:ACCOUNT:NAME` of resources, `account:ACCOUNT` for what is about a whole account; `*` stands for any text. */
  what: z.array(text).min(1),
  /** Actions that an ordinary administrator may do to them; `*` stands for any text. */
  actions: z.array(text).min(1),
  /** Why that is no loss, in a sentence. */
  reason: text,
});

/** Something of the platform that guardrails leave to the administrators of its account. */
export type LeftOpen = z.infer<typeof entry>;

/** Reads what is left open, with the reasons. */
export function readLeftOpen(): LeftOpen[] {
  const file = path.join(__dirname, "unguarded.json");
  return z.array(entry).parse(JSON.parse(fs.readFileSync(file, "utf8")));
}

/** The places of an entry, one for each of its patterns, that speak of an action on something. */
export function placesOf({ what, actions }: LeftOpen, resource: string, action: string): string[] {
  const named = what.filter((pattern) => globOf(pattern).test(resource));
  return named.flatMap((pattern) =>
    actions.filter((one) => globOf(one).test(action)).map((one) => `${one} on ${pattern}`),
  );
}

/** Every place of an entry. */
export function allPlaces({ what, actions }: LeftOpen): string[] {
  return what.flatMap((pattern) => actions.map((one) => `${one} on ${pattern}`));
}
