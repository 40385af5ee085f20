import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { readLeftOpen } from "../../test/proofs/left-open";
import { globOf } from "../../test/proofs/reviewed";
import { type CallerKind, KINDS } from "./callers";
import type { Fact } from "./matrix";
import type { Store } from "./stores";
import { HARMS } from "./verbs";

const text = z.string().min(1);

const entry = z.strictObject({
  /** Columns of the table. */
  who: z.array(z.enum(KINDS)).min(1),
  /** `KIND:ACCOUNT:NAME` of stores; `*` stands for any text. */
  what: z.array(text).min(1),
  /** Actions; `*` stands for any text. */
  actions: z.array(text).min(1),
  /** Actions that are not meant; `*` stands for any text. */
  except: z.array(text).optional(),
  /** Whether nothing is lost by it. */
  isNoLoss: z.boolean().default(false),
  /** Why that is taken into account, in a sentence. */
  reason: text,
});

/** Something harmful that somebody may do, and is meant to; or that looks so, and loses nothing. */
export type Accepted = z.infer<typeof entry>;

/** People who administer an account: what they may do to their own account's part of the platform is reviewed by the proofs. */
const ADMINISTRATORS: readonly CallerKind[] = [
  "workload administrator",
  "network administrator",
  "security administrator",
  "log archive administrator",
];

/** All that is accepted: what the proofs leave open to administrators, and what else the table shows. */
export function readAccepted(): Accepted[] {
  const own = z.array(entry).parse(JSON.parse(fs.readFileSync(path.join(__dirname, "reasons.json"), "utf8")));
  const proven = readLeftOpen().map(({ what, actions, reason }) => ({
    who: [...ADMINISTRATORS],
    what,
    actions,
    reason,
    isNoLoss: true,
  }));
  return [...proven, ...own];
}

const matches = (patterns: readonly string[], value: string): boolean =>
  patterns.some((pattern) => globOf(pattern).test(value));

/** What a store is called in a list of what is accepted. */
export const nameOf = ({ kind, account, name }: Store): string => `${kind}:${account.name}:${name}`;

/** Whether it harms a log that somebody may do something, or may be able to. */
export const isHarm = ({ call, may }: Fact): boolean => may !== "no" && HARMS.has(call.verb);

/** Why a harm is accepted; undefined when it is not. Nobody is accepted in an account that is not his. */
export function acceptedFor(
  all: readonly Accepted[],
  store: Store,
  { caller, call }: Fact,
): Accepted | undefined {
  const whole = `account:${store.account.name}`;
  return all.find(
    ({ who, what, actions, except = [] }) =>
      (caller.isOwn || !ADMINISTRATORS.includes(caller.kind)) &&
      who.includes(caller.kind) &&
      (matches(what, nameOf(store)) || (store.kind === "recorder" && matches(what, whole))) &&
      matches(actions, call.action) &&
      !matches(except, call.action),
  );
}
