import type { AccessModel } from "../../test/proofs/model/model";
import type { Deployed } from "../../test/proofs/model/stacks";
import type { Verdict } from "../../test/proofs/model/simulate";
import { Likeness } from "./alike";
import { Asker, type Context, type May } from "./ask";
import { accountsOf, type Caller, callersFor } from "./callers";
import { type Call, type Store, storesOf } from "./stores";
import { roleWitnesses, serviceWitnesses } from "./witnesses";

/** Whether one caller may make one call. */
export interface Fact {
  readonly caller: Caller;
  readonly call: Call;
  readonly may: May;
  readonly verdict: Verdict;
}

/** Who may do what to one store. */
export interface StoreAccess {
  readonly store: Store;
  readonly facts: readonly Fact[];
}

async function factOf(asker: Asker, caller: Caller, call: Call, context?: Context): Promise<Fact> {
  const { may, verdict } = await asker.may(
    caller.who,
    call.action,
    call.where,
    context,
    context !== undefined,
  );
  const { also } = call;
  if (may === "no" || !also) return { caller, call, may, verdict };
  const with_ = { "kms:ViaService": also.viaService };
  const key = await asker.may(caller.who, also.action, also.where, with_, true);
  // Both must be allowed, and what is not known of one is not known of both.
  return {
    caller,
    call,
    may: key.may === "yes" ? may : key.may,
    verdict: key.may === "yes" ? verdict : key.verdict,
  };
}

/** What one store's callers may do, asked by itself. */
async function askAbout(asker: Asker, store: Store, callers: readonly Caller[]): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const caller of callers) {
    for (const call of store.calls) {
      // A call about a whole account is made from within it.
      if (call.isOfAccount && !caller.isOwn) continue;
      facts.push(await factOf(asker, caller, call));
    }
  }
  return facts;
}

/** What is said of one store, said of another that nothing tells from it. */
function saidOf(facts: readonly Fact[], from: Store, to: Store): Fact[] {
  const named = (text: string): string => text.replace(`@${from.account.name}`, `@${to.account.name}`);
  const place = (text: string): string =>
    named(text)
      .replace(`${from.kind}:${from.name}`, `${to.kind}:${to.name}`)
      .replace(`${from.account.name}=`, `${to.account.name}=`)
      .replaceAll(from.account.id, to.account.id);
  // Who was asked about the other may be of this one's account: of these two, each speaks for the other.
  const abroad = (who: string): string =>
    who.endsWith(`@${to.account.name}`) ? who.replace(`@${to.account.name}`, `@${from.account.name}`) : who;
  return facts.map((fact) => ({
    ...fact,
    caller: { ...fact.caller, who: fact.caller.isOwn ? named(fact.caller.who) : abroad(fact.caller.who) },
    call: { ...fact.call, where: place(fact.call.where) },
  }));
}

/** What services and roles of the stacks may do, by what lets them. */
async function askWitnesses(asker: Asker, store: Store): Promise<Fact[]> {
  const { organization } = asker.model;
  const nameOf = (id: string): string => organization.accountOf(id)!.name;
  const facts: Fact[] = [];
  for (const { caller, call, with: context } of [
    ...serviceWitnesses(store, organization.accountIds(), nameOf),
    ...roleWitnesses(asker.model, store),
  ]) {
    const fact = await factOf(asker, caller, call, context);
    // A request that is denied shows nothing: another might not be.
    if (fact.may !== "no") facts.push(fact);
  }
  return facts;
}

/**
 * Who may read, write, change, delete or stop each log.
 *
 * @param deployed all resources of the stacks of the model
 * @param changed policies as text whose accounts are asked for by themselves: those of a change, on both sides of it
 */
export async function matrixOf(
  model: AccessModel,
  deployed: readonly Deployed[],
  { asker = new Asker(model), changed = "" }: { readonly asker?: Asker; readonly changed?: string } = {},
): Promise<StoreAccess[]> {
  const stores = await storesOf(model, deployed);
  const accounts = accountsOf(model, stores);
  const likeness = new Likeness(model);
  const asked = new Map<string, StoreAccess>();
  const all: StoreAccess[] = [];
  for (const store of stores) {
    const key = likeness.of(store);
    let like = asked.get(key);
    if (!like) {
      const callers = callersFor(store, accounts, likeness.spokenOf(store) + changed);
      like = { store, facts: await askAbout(asker, store, callers) };
      asked.set(key, like);
    }
    const facts = [...saidOf(like.facts, like.store, store), ...(await askWitnesses(asker, store))];
    all.push({ store, facts });
  }
  return all;
}
