import { type Accepted, acceptedFor, isHarm } from "./accepted";
import { type CallerKind, KINDS } from "./callers";
import type { Fact, StoreAccess } from "./matrix";
import type { Store } from "./stores";
import { VERBS } from "./verbs";

/** Nothing may be done. */
export const NOTHING = "-";

/**
 * What one kind of callers may do to a store, a letter for each: `r`, `w`, `c`, `d`, `s`; in capitals when it harms and nothing accepts it; with `?`
 * when it cannot be told. A call that changes something by which nothing is lost is no change. After `@` stand those that only callers of the store's own account may do.
 */
export function cellOf(
  { store, facts }: StoreAccess,
  kind: CallerKind,
  accepted: readonly Accepted[],
): string {
  const of = facts.filter(
    (fact) =>
      fact.caller.kind === kind &&
      !(fact.call.verb === "change" && acceptedFor(accepted, store, fact)?.isNoLoss === true),
  );
  const hasOthers = of.some(({ caller }) => !caller.isOwn);
  const letters = (which: (fact: Fact) => boolean, but = ""): string =>
    VERBS.flatMap((verb) => {
      const may = of.filter((fact) => fact.call.verb === verb && fact.may !== "no" && which(fact));
      if (may.length === 0) return [];
      const letter = verb[0]!;
      const isAccepted = may.every((fact) => !isHarm(fact) || acceptedFor(accepted, store, fact));
      const shown = isAccepted ? letter : letter.toUpperCase();
      const told = may.some((fact) => fact.may === "yes") ? shown : `${shown}?`;
      return but.includes(told) ? [] : [told];
    }).join("");
  if (!hasOthers) return letters(() => true) || NOTHING;
  const all = letters(({ caller }) => !caller.isOwn);
  const own = letters(({ caller }) => caller.isOwn, all);
  return all + (own === "" ? "" : `@${own}`) || NOTHING;
}

/** Stores of one kind about which the table says the same. */
export interface Group {
  readonly kind: string;
  readonly members: readonly StoreAccess[];
  /** What each kind of callers may do, in the order of `KINDS`. */
  readonly cells: readonly string[];
}

/** Gathers stores of which the same is to be said. */
export function groupsOf(all: readonly StoreAccess[], accepted: readonly Accepted[]): Group[] {
  const groups = new Map<string, { kind: string; members: StoreAccess[]; cells: string[] }>();
  for (const access of all) {
    const cells = KINDS.map((kind) => cellOf(access, kind, accepted));
    const key = JSON.stringify([access.store.kind, cells]);
    const group = groups.get(key);
    if (group) group.members.push(access);
    else groups.set(key, { kind: access.store.kind, members: [access], cells });
  }
  return [...groups.values()];
}

/** Names of stores; `*` stands for the names of accounts and stacks in which they differ alone. */
export function namesOf(stores: readonly Store[]): string[] {
  const found = new Map<string, Set<string>>();
  for (const { name, account, stack } of stores) {
    const own = [account.name, stack].find((one) => one !== "" && name.startsWith(`${one}-`));
    const general = own === undefined ? name : `*${name.slice(own.length)}`;
    found.set(general, (found.get(general) ?? new Set()).add(name));
  }
  return [...found].flatMap(([general, names]) => (names.size > 1 ? [general] : [...names])).sort();
}
