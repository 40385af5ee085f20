import { type OneOrMore } from "../policy-document";
import { type PolicyStatement } from "./statement";

/**
 * The shortest JSON that says what the statements say, each by its own Sid: no white space, one text instead of a list of one, nothing twice,
 * nothing that a pattern beside it covers.
 */
export function minimise(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((statement) => toJson(tidy(statement))),
  });
}

/**
 * Shorter still: one statement for those that differ in their actions or in their resources only, with a Sid made of theirs. Order is that of the
 * first of each.
 */
export function minimiseMerged(statements: readonly PolicyStatement[]): string {
  const merged: PolicyStatement[] = [];
  for (const statement of statements) {
    const next = tidy(statement);
    const home = merged.findIndex((one) => mergeable(one, next));
    if (home < 0) merged.push(next);
    else merged[home] = merge(merged[home]!, next);
  }
  return minimise(merged);
}

/** Statements that have been tidied: while documents are filled the same ones are written over and over. */
const tidied = new WeakMap<PolicyStatement, PolicyStatement>();

function tidy(statement: PolicyStatement): PolicyStatement {
  const before = tidied.get(statement);
  if (before) return before;
  const { actions, notActions, resources } = statement;
  const result: PolicyStatement = {
    ...statement,
    ...(actions && { actions: withoutCovered(actions, true) }),
    ...(notActions && { notActions: withoutCovered(notActions, true) }),
    resources: withoutCovered(resources ?? ["*"], false),
  };
  tidied.set(statement, result).set(result, result);
  return result;
}

/**
 * Sorted, without what a pattern in the list covers. Actions are not case-sensitive. Only `*` at the end is looked at, which is enough for what
 * people write and cannot be wrong; in a resource ARN it never crosses from one part to the next, so there only the star alone covers others.
 */
function withoutCovered(patterns: readonly string[], areActions: boolean): string[] {
  const fold = (text: string): string => (areActions ? text.toLowerCase() : text);
  const unique = [...new Map(patterns.map((pattern) => [fold(pattern), pattern])).values()];
  // Most name one thing and cover nothing: to compare each with each takes long where there are many.
  const wide = unique.filter((pattern) => pattern.endsWith("*"));
  return unique
    .filter(
      (pattern) =>
        !wide.some((other) => other !== pattern && coversAll(fold(other), fold(pattern), areActions)),
    )
    .sort();
}

function coversAll(pattern: string, other: string, areActions: boolean): boolean {
  if (pattern === "*") return true;
  if (!areActions || !pattern.endsWith("*")) return false;
  const start = pattern.slice(0, -1);
  return !/[*?]/.test(start) && other.startsWith(start);
}

/** Whether one statement can say what two say: they agree in all but the actions, or in all but the resources. */
function mergeable(one: PolicyStatement, other: PolicyStatement): boolean {
  if (one.notActions || other.notActions) return false;
  if (
    key(one.effect, one.principal, one.conditions) !== key(other.effect, other.principal, other.conditions)
  ) {
    return false;
  }
  return key(one.resources) === key(other.resources) || key(one.actions) === key(other.actions);
}

function key(...parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}

function merge(one: PolicyStatement, other: PolicyStatement): PolicyStatement {
  return tidy({
    ...one,
    sid: one.sid + other.sid,
    actions: [...(one.actions ?? []), ...(other.actions ?? [])],
    resources: [...(one.resources ?? []), ...(other.resources ?? [])],
  });
}

function toJson({
  sid,
  effect,
  principal,
  actions,
  notActions,
  resources,
  conditions,
}: PolicyStatement): object {
  return {
    Sid: sid,
    Effect: effect,
    Principal: principal,
    Action: actions && short(actions),
    NotAction: notActions && short(notActions),
    Resource: short(resources ?? ["*"]),
    Condition:
      conditions &&
      Object.fromEntries(
        Object.entries(conditions).map(([operator, keys]) => [
          operator,
          Object.fromEntries(Object.entries(keys).map(([name, values]) => [name, short(values)])),
        ]),
      ),
  };
}

function short(values: OneOrMore): OneOrMore {
  return typeof values === "string" || values.length !== 1 ? values : values[0]!;
}
