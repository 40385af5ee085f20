import { type Accepted, acceptedFor, isHarm } from "./accepted";
import type { Fact, StoreAccess } from "./matrix";
import type { Store } from "./stores";

/** Somebody who may harm a log, and why that is accepted, if it is. */
export interface Harm {
  readonly store: Store;
  readonly fact: Fact;
  readonly accepted?: Accepted;
}

/** Every harm that somebody may do. */
export function harmsIn(all: readonly StoreAccess[], accepted: readonly Accepted[]): Harm[] {
  return all.flatMap(({ store, facts }) =>
    facts.filter(isHarm).map((fact): Harm => {
      const reason = acceptedFor(accepted, store, fact);
      return { store, fact, ...(reason ? { accepted: reason } : {}) };
    }),
  );
}
