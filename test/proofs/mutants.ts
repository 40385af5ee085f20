import { labelOf, type Policy, type Statement, type StatementRef } from "./model/documents";
import type { Mutation } from "./model/simulate";

/** A policy with one thing taken out of it. */
export interface Mutant {
  /** `POLICY: SID`, and what was taken out if it was not the whole statement. */
  readonly label: string;
  readonly ref: StatementRef;
  readonly mutation: Mutation;
  /** Whether it can change the answer to a request that the statement matches, or one that it almost matches. */
  readonly concerns: "matched" | "almost";
  /** The action that was taken out: only requests for it are concerned. */
  readonly action?: string;
}

/** The same statement: of the same policy, in the same place. */
const isSame = (a: StatementRef, b: StatementRef): boolean => a.index === b.index && a.policy === b.policy;

/** Replaces a statement by another; by none when there is no other. */
export function replacing(ref: StatementRef, statement?: Statement): Mutation {
  return (other) => (isSame(ref, other) ? statement : other.policy.document.Statement[other.index]);
}

/** A mutant with others at once: their changes are of other statements. */
export function together(mutant: Mutant, others: readonly Mutant[]): Mutant {
  const mutation: Mutation = (ref) =>
    (others.find((other) => isSame(other.ref, ref)) ?? mutant).mutation(ref);
  return { ...mutant, mutation };
}

/** Every statement of some policies. */
export function statementsOf(policies: readonly Policy[]): StatementRef[] {
  return policies.flatMap((policy) => policy.document.Statement.map((_, index) => ({ policy, index })));
}

/** Each statement taken out. */
export function withoutStatement(refs: readonly StatementRef[]): Mutant[] {
  return refs.map((ref) => ({
    label: labelOf(ref),
    ref,
    mutation: replacing(ref),
    concerns: "matched",
  }));
}

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Conditions without one key of one operator. */
function dropKey(conditions: Conditions, operator: string, key: string): Conditions {
  const { [key]: _key, ...keys } = conditions[operator] ?? {};
  const { [operator]: _operator, ...others } = conditions;
  return Object.keys(keys).length > 0 ? { ...others, [operator]: keys } : others;
}

/** Each condition of each statement taken out. */
export function withoutCondition(refs: readonly StatementRef[]): Mutant[] {
  return refs.flatMap((ref) => {
    const statement = ref.policy.document.Statement[ref.index]!;
    const conditions = (statement.Condition ?? {}) as Conditions;
    return Object.entries(conditions).flatMap(([operator, keys]) =>
      Object.keys(keys).map((key): Mutant => {
        const rest = dropKey(conditions, operator, key);
        const { Condition: _condition, ...bare } = statement;
        const mutated = Object.keys(rest).length > 0 ? { ...bare, Condition: rest } : bare;
        return {
          label: `${labelOf(ref)} without ${operator} ${key}`,
          ref,
          mutation: replacing(ref, mutated),
          concerns: "almost",
        };
      }),
    );
  });
}

/** Each action of each denying statement taken out, where it names several. */
export function withoutDeniedAction(refs: readonly StatementRef[]): Mutant[] {
  return refs.flatMap((ref) => {
    const statement = ref.policy.document.Statement[ref.index]!;
    const actions = [statement.Action ?? []].flat() as string[];
    if (statement.Effect !== "Deny" || actions.length < 2) return [];
    return actions.map((action): Mutant => ({
      label: `${labelOf(ref)} without ${action}`,
      ref,
      mutation: replacing(ref, { ...statement, Action: actions.filter((other) => other !== action) }),
      concerns: "matched",
      action,
    }));
  });
}
