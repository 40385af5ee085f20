import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";

const text = z.string().min(1);

const one = z.strictObject({
  /** Who: `role:NAME`, `ACTOR@ACCOUNT`, `root@ACCOUNT`, `service:NAME@ACCOUNT`, `linked:NAME@ACCOUNT`, `anonymous`. */
  who: text,
  /** Actions, each asked by itself. */
  does: z.array(text.regex(/^[a-z0-9-]+:\w+$/)).min(1),
  /** `KIND:NAME` and what follows its ARN, `any@ACCOUNT`, or an ARN after its account: `ACCOUNT=arn:…`. */
  where: text,
  /** One sentence: what would be lost if it were otherwise. */
  why: text,
  expect: z.enum(["allowed", "denied"]),
  /** Statements that decide, by Sid: each of them must. */
  by: z.array(text).optional(),
  /** Context beyond what AWS fills by itself; null takes a key away. */
  with: z.record(text, z.union([text, z.array(text), z.null()])).optional(),
  /** Logical name of the VPC endpoint that the request goes through. */
  through: text.optional(),
  /** Asked as if no guardrail were attached yet: the resource's own policy must do. */
  without: z.literal("guardrails").optional(),
  /** Asked for each value, or each resource that a pattern like `key:*-logs` finds. */
  each: z.record(z.string().regex(/^[a-z]+$/), z.union([z.array(text), text])).optional(),
});

const table = z.strictObject({ title: text, cases: z.array(one).min(1) });

/** A row of a table of cases. */
export type Row = z.infer<typeof one>;

export interface Table {
  readonly file: string;
  readonly title: string;
  readonly rows: readonly Row[];
}

const folder = path.join(__dirname, "cases");

/** Reads all tables. @throws with the file's name when one is not as it must be */
export function readTables(): Table[] {
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => {
      const result = table.safeParse(JSON.parse(fs.readFileSync(path.join(folder, file), "utf8")));
      if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
      return { file, title: result.data.title, rows: result.data.cases };
    });
}
