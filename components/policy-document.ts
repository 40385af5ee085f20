/** A value of a condition, a principal, an action or a resource: one text or several. */
export type OneOrMore = string | readonly string[];

/** One statement of an IAM or resource policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, OneOrMore>>;
  readonly Action: OneOrMore;
  readonly Resource: OneOrMore;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;
}

/** A policy document as AWS takes it: JSON text, version 2012-10-17. */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** One statement of a role's trust policy: it says who, and names no resource. */
export type TrustStatement = Omit<Statement, "Resource">;

/** A role's trust policy as AWS takes it. */
export function trustDocument(statements: readonly TrustStatement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
