/** One statement as it stands in a policy's JSON. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly [element: string]: unknown;
}

export interface Document {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

export type PolicyKind =
  | "service control"
  | "resource control"
  | "identity"
  | "boundary"
  | "session"
  | "resource"
  | "trust"
  | "endpoint";

/** A policy of a deployed stack: where it stands, and what it says. */
export interface Policy {
  readonly kind: PolicyKind;
  /** `KIND of LOGICAL-NAME`; no two policies share it. */
  readonly id: string;
  readonly document: Document;
}

/** A statement of a policy. */
export interface StatementRef {
  readonly policy: Policy;
  /** Place in the policy, from 0. */
  readonly index: number;
}

/** The statement's Sid, or its place from 1 when it has none. */
export function sidOf({ policy, index }: StatementRef): string {
  return policy.document.Statement[index]?.Sid ?? String(index + 1);
}

/** What reports and the reviewed list call a statement: `bucket dev-log-archive: OnlyOverTls`. */
export function labelOf(ref: StatementRef): string {
  return `${ref.policy.id}: ${sidOf(ref)}`;
}

/**
 * Text that stands for a value nobody knew: the engine's unknown, the SDK's complaint of an output used as text, and what
 * JavaScript makes of nothing. Policy variables of IAM (`${aws:PrincipalAccount}`) are none.
 */
const PLACEHOLDERS = [
  /04da6b54-80e4-46f7-96ec-b56ff0331ba9/,
  /Calling \[toString\]/i,
  /\[object \w+\]/,
  /(^|[:/"])(undefined|null|NaN)($|[:/"])/,
  /\$\{(?!(aws|s3|kms|iam|sts|ec2|cognito-identity\.amazonaws\.com|saml):|[*?$]\})/,
  /\$\{[^}]*$/,
];

/** The first placeholder in a value, at any depth; undefined when all of it is known. */
export function placeholderIn(value: unknown): string | undefined {
  if (typeof value === "string") {
    return PLACEHOLDERS.some((pattern) => pattern.test(value)) ? value : undefined;
  }
  if (value === null || typeof value !== "object") return undefined;
  for (const [key, part] of Object.entries(value)) {
    const found = placeholderIn(key) ?? placeholderIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Reads a policy as a stack's state holds it: JSON text, or the object itself.
 * @param id where it stands, for messages
 * @throws when it is no policy, or something in it was not known: such a policy proves nothing
 */
export function readDocument(id: string, value: unknown): Document {
  const parsed: unknown = typeof value === "string" ? JSON.parse(value) : value;
  const statements = (parsed as { Statement?: Statement | Statement[] } | null)?.Statement;
  const list = statements === undefined ? [] : [statements].flat();
  if (list.length === 0 || !list.every(({ Effect }) => Effect === "Allow" || Effect === "Deny")) {
    throw new Error(`${id}: this is no policy: ${JSON.stringify(value)}`);
  }
  const placeholder = placeholderIn(list);
  if (placeholder !== undefined) throw new Error(`${id}: an unresolved value stands in it: ${placeholder}`);
  return { Version: (parsed as { Version?: string }).Version ?? "2008-10-17", Statement: list };
}
