import {
  type Json,
  type Props,
  type Read,
  UNKNOWN,
  type Unknown,
  asList,
  asText,
  asTexts,
  at,
  hasUnknownPart,
  isObject,
} from "./values";

/** Policy documents (identity, resource, trust, SCP, endpoint): text or objects, whole or with parts still unknown. */

export type Texts = readonly (string | Unknown)[];

export interface Condition {
  /** Lower case, without a set prefix (`forallvalues:`) or `ifexists`. */
  readonly operator: string;
  readonly ifExists: boolean;
  readonly set: "any" | "all" | undefined;
  /** Lower case: condition keys are not case-sensitive. */
  readonly key: string;
  readonly values: Texts;
}

export interface Statement {
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny" | Unknown;
  /** By kind: AWS, Service, Federated, CanonicalUser; `*` for the bare star. Undefined when the statement names none. */
  readonly principals: readonly Principal[] | undefined;
  readonly notPrincipals: readonly Principal[] | undefined;
  readonly actions: Texts | undefined;
  readonly notActions: Texts | undefined;
  readonly resources: Texts | undefined;
  readonly notResources: Texts | undefined;
  readonly conditions: readonly Condition[] | Unknown;
}

export interface Principal {
  readonly kind: string;
  readonly value: string | Unknown;
}

export type Document =
  | {
      readonly kind: "document";
      readonly statements: readonly (Statement | Unknown)[];
      readonly text: string | undefined;
    }
  | { readonly kind: "unknown" }
  | { readonly kind: "absent" }
  | { readonly kind: "invalid"; readonly problem: string };

/** Reads a document, never throwing. Each text is parsed once: stacks give the same document to many resources. */
export function readDocument(value: Read): Document {
  if (value === UNKNOWN) return { kind: "unknown" };
  if (value === undefined || value === "") return { kind: "absent" };
  if (typeof value === "string") {
    const cached = parsed.get(value);
    if (cached) return cached;
    const document = parse(value);
    if (parsed.size >= CACHE_LIMIT) parsed.clear();
    parsed.set(value, document);
    return document;
  }
  if (isObject(value)) return fromObject(value, undefined);
  return { kind: "invalid", problem: "it is neither JSON text nor an object" };
}

const CACHE_LIMIT = 2000;
const parsed = new Map<string, Document>();

function parse(text: string): Document {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    // Text put together around an unknown may not parse now, and will then.
    if (hasUnknownPart(text)) return { kind: "unknown" };
    return { kind: "invalid", problem: "it is not JSON" };
  }
  if (!isObject(json)) return { kind: "invalid", problem: "it is not a JSON object" };
  return fromObject(json, text);
}

function fromObject(object: Props, text: string | undefined): Document {
  const list = asList(field(object, "Statement"));
  if (list === UNKNOWN) return { kind: "unknown" };
  if (list.length === 0) return { kind: "invalid", problem: "it has no statement" };
  const statements: (Statement | Unknown)[] = [];
  for (const element of list) {
    const statement = at(element);
    if (statement === UNKNOWN) statements.push(UNKNOWN);
    else if (isObject(statement)) statements.push(readStatement(statement));
    else return { kind: "invalid", problem: "a statement is not an object" };
  }
  return { kind: "document", statements, text };
}

/** Elements by AWS's spelling, or with a small first letter as some SDK types have them. */
function field(object: Props, name: string): Read {
  return at(object, name) ?? at(object, name.charAt(0).toLowerCase() + name.slice(1));
}

function readStatement(object: Props): Statement {
  const effect = asText(field(object, "Effect"));
  const sid = asText(field(object, "Sid"));
  return {
    sid: typeof sid === "string" ? sid : undefined,
    // A statement without an effect is refused by AWS; Deny cannot widen anything.
    effect: effect === UNKNOWN ? UNKNOWN : effect?.toLowerCase() === "allow" ? "Allow" : "Deny",
    principals: readPrincipals(field(object, "Principal")),
    notPrincipals: readPrincipals(field(object, "NotPrincipal")),
    actions: optionalTexts(field(object, "Action")),
    notActions: optionalTexts(field(object, "NotAction")),
    resources: optionalTexts(field(object, "Resource")),
    notResources: optionalTexts(field(object, "NotResource")),
    conditions: readConditions(field(object, "Condition")),
  };
}

function optionalTexts(value: Read): Texts | undefined {
  if (value === undefined) return undefined;
  const list = asTexts(value);
  return list === UNKNOWN ? [UNKNOWN] : list;
}

function readPrincipals(value: Read): readonly Principal[] | undefined {
  if (value === undefined) return undefined;
  if (value === UNKNOWN) return [{ kind: "AWS", value: UNKNOWN }];
  if (!isObject(value)) {
    return (optionalTexts(value) ?? []).map((text) => ({ kind: text === "*" ? "*" : "AWS", value: text }));
  }
  return Object.keys(value).flatMap((kind) =>
    (optionalTexts(at(value, kind)) ?? []).map((text) => ({ kind, value: text })),
  );
}

function readConditions(value: Read): readonly Condition[] | Unknown {
  if (value === UNKNOWN) return UNKNOWN;
  if (!isObject(value)) return [];
  const conditions: Condition[] = [];
  for (const written of Object.keys(value)) {
    const keys = at(value, written);
    if (keys === UNKNOWN) return UNKNOWN;
    if (!isObject(keys)) continue;
    const lower = written.toLowerCase();
    const set = lower.startsWith("forallvalues:")
      ? "all"
      : lower.startsWith("foranyvalue:")
        ? "any"
        : undefined;
    const ifExists = lower.endsWith("ifexists");
    const operator = lower.replace(/^for(all|any)values?:/, "").replace(/ifexists$/, "");
    for (const key of Object.keys(keys)) {
      conditions.push({
        operator,
        ifExists,
        set,
        key: key.toLowerCase(),
        values: optionalTexts(at(keys, key)) ?? [],
      });
    }
  }
  return conditions;
}

/** The statements that are known; a caller that must not pass over an unknown asks `hasUnknownStatement` too. */
export function knownStatements(document: Document): readonly Statement[] {
  if (document.kind !== "document") return [];
  return document.statements.filter((statement): statement is Statement => statement !== UNKNOWN);
}

export function hasUnknownStatement(document: Document): boolean {
  return document.kind === "document" && document.statements.includes(UNKNOWN);
}

/** True when the principal is anyone at all: `*`, `{"AWS": "*"}`. */
export function isAnyone(principals: readonly Principal[] | undefined): boolean {
  return principals?.some(({ kind, value }) => value === "*" && (kind === "*" || kind === "AWS")) ?? false;
}

/** True when a pattern with `*` and `?` covers the text (or a narrower pattern). Not case-sensitive, as IAM actions are. */
export function covers(pattern: string, text: string): boolean {
  return glob(pattern.toLowerCase(), text.toLowerCase());
}

/** Iterative matcher: linear for one star, no backtracking blow-up on hostile patterns. */
export function glob(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    const c = pattern[p];
    if (c !== "*" && (c === "?" || c === text[t])) {
      p++;
      t++;
    } else if (c === "*") {
      star = p++;
      mark = t;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/** True when a statement's actions cover the given one. Unknown elements do not. */
export function coversAction(statement: Statement, action: string): boolean {
  if (statement.actions)
    return statement.actions.some((pattern) => pattern !== UNKNOWN && covers(pattern, action));
  if (statement.notActions) {
    return !statement.notActions.some((pattern) => pattern === UNKNOWN || covers(pattern, action));
  }
  return false;
}
