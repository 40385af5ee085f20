import { type Document, type Statement, hasUnknownStatement, isAnyone, knownStatements } from "./documents";
import { UNKNOWN, type Unknown } from "./values";

/**
 * True when a bucket's policy denies every request that does not come over TLS: a Deny for anyone, every S3 action, on the bucket and on its
 * objects, when `aws:SecureTransport` is false, with no further condition that would narrow it.
 *
 * A Deny on `s3:TlsVersion` does not do: plain HTTP has no TLS version, so the comparison never holds. A policy that *allows* only when
 * SecureTransport is true does not either: identity policies allow besides.
 */
export function deniesPlainHttp(document: Document): boolean | Unknown {
  if (document.kind === "unknown") return UNKNOWN;
  const denials = knownStatements(document).filter(isTlsDenial);
  const resources = denials.flatMap(({ resources: list }) => list ?? []);
  if (coversObjects(resources) && coversBucket(resources)) return true;
  if (resources.includes(UNKNOWN) || hasUnknownStatement(document)) return UNKNOWN;
  if (knownStatements(document).some(mayBeTlsDenial)) return UNKNOWN;
  return false;
}

function isTlsDenial(statement: Statement): boolean {
  return (
    statement.effect === "Deny" &&
    isAnyone(statement.principals) &&
    isEveryAction(statement) &&
    onlyPlainHttp(statement)
  );
}

/** Deny or not, an unknown part may yet make it one. */
function mayBeTlsDenial(statement: Statement): boolean {
  if (statement.effect === "Allow") return false;
  const parts = [
    statement.effect === UNKNOWN,
    statement.conditions === UNKNOWN,
    statement.conditions !== UNKNOWN && statement.conditions.some(({ values }) => values.includes(UNKNOWN)),
    statement.actions?.includes(UNKNOWN) ?? false,
    statement.principals?.some(({ value }) => value === UNKNOWN) ?? false,
  ];
  return parts.includes(true);
}

function isEveryAction({ actions }: Statement): boolean {
  return (
    actions?.some((action) => action === "*" || (action !== UNKNOWN && /^s3:\*+$/i.test(action))) ?? false
  );
}

function onlyPlainHttp({ conditions }: Statement): boolean {
  if (conditions === UNKNOWN || conditions.length !== 1) return false;
  const [condition] = conditions;
  return (
    condition?.operator === "bool" &&
    condition.key === "aws:securetransport" &&
    condition.values.some((value) => value !== UNKNOWN && value.toLowerCase() === "false")
  );
}

function coversObjects(resources: readonly (string | Unknown)[]): boolean {
  return resources.some((resource) => resource !== UNKNOWN && resource.endsWith("*"));
}

function coversBucket(resources: readonly (string | Unknown)[]): boolean {
  return resources.some((resource) => resource !== UNKNOWN && (!resource.includes("/") || resource === "*"));
}
