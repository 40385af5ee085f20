import { refuse } from "../model/refusal";
import { DOCUMENT_LIMITS, type DocumentKind, type DocumentLimit } from "../facts/documents";
import { isProps, type Props, type Value } from "../model/values";

export type { DocumentKind } from "../facts/documents";

/**
 * Refuses a policy document AWS would refuse: not JSON, no statements, a statement that lacks what its kind must have, or
 * over its size limit. What a statement means is not looked at.
 */
export function checkDocument(text: string, kind: DocumentKind, property: string): void {
  const limit = DOCUMENT_LIMITS[kind];
  const [malformed, tooLong] = limit.codes;
  const document = parse(text);
  if (document === undefined) refuse(malformed, limit.notJson, property);
  if (kind !== "management") checkStatements(document, limit, malformed, property);
  const size = sizeOf(text, limit);
  if (size > limit.max) {
    refuse(tooLong, `${limit.tooLong} (${size} ${limit.unit}, at most ${limit.max})`, property);
  }
}

/** Size as the service counts it. */
export function sizeOf(text: string, limit: DocumentLimit): number {
  const counted = limit.ignoresSpace ? text.replace(/\s/g, "") : text;
  return limit.unit === "bytes" ? Buffer.byteLength(counted) : [...counted].length;
}

function parse(text: string): Props | undefined {
  try {
    const value = JSON.parse(text) as Value;
    return isProps(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function checkStatements(document: Props, limit: DocumentLimit, code: string, property: string): void {
  const given = document.Statement;
  const statements = Array.isArray(given) ? given : given === undefined ? [] : [given];
  if (statements.length === 0) refuse(code, "The policy must contain at least one statement.", property);
  for (const statement of statements) {
    if (!isProps(statement)) refuse(code, "Syntax errors in policy: a statement is not an object.", property);
    const has = (...names: string[]): boolean => names.some((name) => statement[name] !== undefined);
    if (statement.Effect !== "Allow" && statement.Effect !== "Deny") {
      refuse(code, "Syntax errors in policy: Effect must be Allow or Deny.", property);
    }
    if (!has("Action", "NotAction")) refuse(code, "Policy statement must contain actions.", property);
    if (limit.deniesOnly) checkDenial(statement, code, property);
    if (limit.principal === "forbidden" && has("Principal", "NotPrincipal")) {
      refuse(code, "Policy document should not specify a principal.", property);
    }
    if (limit.principal === "required" && !has("Principal", "NotPrincipal")) {
      refuse(code, "Policy document must contain a principal: missing required field Principal.", property);
    }
    if (limit.resource === "required" && !has("Resource", "NotResource")) {
      refuse(code, "Policy statement must contain resources.", property);
    }
    if (limit.resource === "forbidden" && has("Resource", "NotResource")) {
      refuse(code, "Has prohibited field Resource.", property);
    }
  }
}

/**
 * What a resource control policy may say beyond a bucket policy's form. Source: Organizations user guide, "RCP syntax", read 2026-11: Deny only,
 * the principal is everybody, no NotAction, and no action of every service.
 */
function checkDenial(statement: Props, code: string, property: string): void {
  const { Effect, Principal, Action, NotAction } = statement;
  const actions = Array.isArray(Action) ? Action : [Action];
  if (Effect !== "Deny")
    refuse(code, "The policy may only contain statements with the effect Deny.", property);
  if (Principal !== "*") refuse(code, 'The policy must have "*" as its principal.', property);
  if (NotAction !== undefined) refuse(code, "The policy may not contain NotAction.", property);
  if (actions.includes("*")) refuse(code, 'The action "*" is not supported: name a service.', property);
}
