import { type OneOrMore } from "../policy-document";

/** Operator -> key -> value or values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;

/** What one statement says, as an author writes it. */
export interface PolicyStatement {
  /** Letters and digits; unique among all guardrails. */
  readonly sid: string;
  /** Why it is there, one sentence for people. It is not part of the document. */
  readonly why: string;
  readonly effect: "Allow" | "Deny";
  /** `*` in a resource control policy, absent in a service control policy. */
  readonly principal?: "*";
  readonly actions?: readonly string[];
  /** Everything but these. Either this or `actions`. */
  readonly notActions?: readonly string[];
  /** ARN patterns; everything when left out. */
  readonly resources?: readonly string[];
  readonly conditions?: Conditions;
}

/** Principals that a guardrail may leave out, by what they are for. */
export type Exempt = "deployment" | "breakGlass" | "remediation" | "bootstrap" | "platform";

/** A statement that denies something to everybody except whom it exempts. */
export interface Guardrail extends Omit<PolicyStatement, "effect" | "principal"> {
  /** What it denies, in words: "Stop or delete a trail". */
  readonly denies: string;
  readonly exempt: readonly Exempt[];
}
