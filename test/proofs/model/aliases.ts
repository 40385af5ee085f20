import type { Statement } from "./documents";

/**
 * Context keys whose last part anybody may choose, after a colon. The simulator takes such keys only after a slash and ignores these; under a
 * name that it takes, the same in policies and in requests, it compares their values all the same.
 */
const FREE = /^kms:EncryptionContext:/i;
const STAND_IN = "aws:PrincipalTag/";

/** The name of a context key for the simulator. */
export function aliasOf(key: string): string {
  return FREE.test(key) ? STAND_IN + key : key;
}

function renamed<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [aliasOf(key), value]));
}

/** A statement with the names that the simulator takes in its conditions. */
export function aliasStatement(statement: Statement): Statement {
  const conditions = statement.Condition as Record<string, Record<string, unknown>> | undefined;
  if (!conditions) return statement;
  const Condition = Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [operator, renamed(keys)]),
  );
  return { ...statement, Condition };
}

/** A context with the names that the simulator takes. */
export function aliasContext(
  context: Readonly<Record<string, string | string[]>>,
): Record<string, string | string[]> {
  return renamed(context);
}
