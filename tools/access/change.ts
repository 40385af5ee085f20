import { labelOf } from "../../test/proofs/model/documents";
import type { AccessModel } from "../../test/proofs/model/model";
import { type Accepted, acceptedFor, isHarm, nameOf } from "./accepted";
import { digestOf } from "./ask";
import { namesOf } from "./cells";
import { type Harm, harmsIn } from "./harms";
import type { Fact, StoreAccess } from "./matrix";
import type { Store } from "./stores";
import { isUnknown } from "./unknown";

/** What a change does to one call of one caller. */
export interface Alteration {
  readonly change: "gains" | "loses" | "cannot be told";
  readonly store: Store;
  readonly fact: Fact;
  /** Whether the store is made by the change. */
  readonly isNew: boolean;
}

const keyOf = (store: Store, { caller, call }: Fact): string =>
  JSON.stringify([nameOf(store), caller.like, caller.kind, call.action, call.where, call.verb]);

/** What somebody may do after a change and could not before, the other way round, and what cannot be told before the deployment. */
export function alterations(
  before: readonly StoreAccess[],
  after: readonly StoreAccess[],
  model: AccessModel,
): Alteration[] {
  const stores = new Set(before.map(({ store }) => nameOf(store)));
  const old = new Map(before.flatMap(({ store, facts }) => facts.map((fact) => [keyOf(store, fact), fact])));
  const now = new Map(after.flatMap(({ store, facts }) => facts.map((fact) => [keyOf(store, fact), fact])));
  const afterwards = new Map(after.map(({ store }) => [nameOf(store), store]));
  const changes: Alteration[] = [];
  for (const { store, facts } of after) {
    const isNew = !stores.has(nameOf(store));
    for (const fact of facts) {
      const was = old.get(keyOf(store, fact))?.may ?? "no";
      if (fact.may === was || (fact.may === "no" && was === "unknown")) continue;
      const change = fact.may === "unknown" ? "cannot be told" : fact.may === "yes" ? "gains" : "loses";
      changes.push({ change, store, fact, isNew });
    }
  }
  for (const { store, facts } of before) {
    for (const fact of facts) {
      // Of roles and services only what they may do is asked: what is not said any more is not there any more, or is not known.
      if (fact.may === "no" || now.has(keyOf(store, fact))) continue;
      const later = afterwards.get(nameOf(store));
      const role = model.roles.get(fact.caller.who.slice("role:".length));
      const rests = [...(later?.resource?.policies ?? []), ...(role?.policies ?? [])];
      const isOpen = later !== undefined && rests.some(isUnknown);
      changes.push({ change: isOpen ? "cannot be told" : "loses", store, fact, isNew: false });
    }
  }
  return changes;
}

/** Harms that a change brings, or may bring. */
export function newHarms(
  changes: readonly Alteration[],
  after: readonly StoreAccess[],
  accepted: readonly Accepted[],
): Harm[] {
  const gained = new Set(changes.filter(({ change }) => change !== "loses").map(({ fact }) => fact));
  return harmsIn(after, accepted).filter(({ fact }) => gained.has(fact));
}

/** A line for each who, what and where of a change, but for what loses nothing; stores of which the same is to be said together. */
export function changeText(changes: readonly Alteration[], accepted: readonly Accepted[]): string {
  const told = changes.filter(
    ({ store, fact }) => !(isHarm(fact) && acceptedFor(accepted, store, fact)?.isNoLoss === true),
  );
  const byStore = gathered(
    told.filter(({ change }) => change !== "cannot be told"),
    ({ change, store, fact: { caller, call } }) => [
      change,
      caller.kind,
      caller.like,
      call.verb,
      nameOf(store),
    ],
  );
  const lines = gathered(
    byStore.map((some) => ({ some, first: some[0]!, actions: actionsOf(some) })),
    ({ first: { change, store, fact, isNew }, actions }) => [
      change,
      fact.caller.kind,
      fact.caller.like,
      fact.call.verb,
      store.kind,
      isNew,
      actions,
    ],
  ).map((group) => {
    const { first, actions } = group[0]!;
    const { change, store, fact, isNew } = first;
    const names = namesOf(group.map(({ first: { store } }) => store)).join(", ");
    const who =
      group.length > 1 && fact.caller.isOwn ? `${fact.caller.kind} of the same account` : fact.caller.who;
    const by = [...new Set(group.flatMap(({ some }) => some.flatMap(deciding)))].join("; ");
    const how = by === "" ? "" : `\n${" ".repeat(16)}by ${by}`;
    return `${change.padEnd(14)}  ${who} ${fact.call.verb} ${isNew ? "new " : ""}${store.kind} ${names}: ${actions}${how}`;
  });
  const open = told.filter(({ change }) => change === "cannot be told");
  const all = [...lines.sort(), ...openLines(open)];
  return all.length === 0 ? "Nobody gains or loses anything." : all.join("\n");
}

/** What cannot be told: of each store and verb, for whom, and what is not known. */
function openLines(open: readonly Alteration[]): string[] {
  return gathered(open, ({ store, fact: { call } }) => [nameOf(store), call.verb]).map((some) => {
    const { store, fact } = some[0]!;
    const kinds = [...new Set(some.map(({ fact: { caller } }) => caller.kind))].join(", ");
    return `cannot be told  ${fact.call.verb} ${store.kind} ${store.name} by ${kinds}`;
  });
}

/** The statements by which it comes that way. */
function deciding({ fact: { may, verdict } }: Alteration): string[] {
  return (may === "no" ? verdict.denies : verdict.allows).map(labelOf);
}

const actionsOf = (some: readonly Alteration[]): string =>
  [...new Set(some.map(({ fact: { call } }) => call.action))].sort().join(", ");

function gathered<T>(all: readonly T[], keyOf: (one: T) => unknown): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = JSON.stringify(keyOf(one));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** Policies that differ on the two sides of a change, as text. */
export function changedPolicies(before: AccessModel, after: AccessModel): string {
  const [old, now] = [before.policies(), after.policies()];
  const known = new Set(old.map(digestOf));
  const still = new Set(now.map(digestOf));
  return JSON.stringify([
    ...now.filter((policy) => !known.has(digestOf(policy))),
    ...old.filter((policy) => !still.has(digestOf(policy))),
  ]);
}

/** The same, one JSON text a line. */
export function changeLines(changes: readonly Alteration[], accepted: readonly Harm[]): string {
  const harm = new Map(accepted.map((one) => [one.fact, one]));
  return changes
    .map(({ change, store, fact, isNew }) =>
      JSON.stringify({
        change,
        store: nameOf(store),
        isNew,
        who: fact.caller.who,
        kind: fact.caller.kind,
        verb: fact.call.verb,
        action: fact.call.action,
        where: fact.call.where,
        ...(harm.has(fact) ? { accepted: harm.get(fact)!.accepted?.reason ?? null } : {}),
      }),
    )
    .join("\n");
}
