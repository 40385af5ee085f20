import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";

const text = z.string().min(1);

const entry = z.strictObject({
  /** Labels as the test prints them; `*` stands for any text. */
  survivor: text,
  /** Why no case can notice, in a sentence. */
  reason: text,
  /** Why that is so, as a test checks it again in every run: one of these. */
  because: z.union([
    /** Labels of changes that must come together with it before anything is lost: with these made too, a case must notice. */
    z.strictObject({ coveredBy: z.array(text).min(1) }),
    /** The request that a case would make, and what the simulator says instead of an answer. */
    z.strictObject({
      cannotAsk: z.strictObject({ who: text, does: text, where: text, through: text.optional(), says: text }),
    }),
    /** Another test that looks at the statement: a file that must hold this text. */
    z.strictObject({ testedBy: z.strictObject({ file: text, text }) }),
  ]),
});

/** A survivor that somebody has looked at. */
export type Reviewed = z.infer<typeof entry>;

/** Reads the list of reviewed survivors. */
export function readReviewed(): Reviewed[] {
  const file = path.join(__dirname, "survivors.json");
  return z.array(entry).parse(JSON.parse(fs.readFileSync(file, "utf8")));
}

/** Whether an entry is about a survivor. */
export function isAbout({ survivor }: Reviewed, label: string): boolean {
  return globOf(survivor).test(label);
}

/** A pattern in which `*` stands for any text. */
export function globOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);
}
