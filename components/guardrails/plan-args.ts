import { type GuardrailRoles } from "./exemptions";
import { type Guardrail } from "./statement";

/** What a policy is attached to. */
export interface Target {
  readonly kind: "unit" | "account";
  /** Path of the unit, or name of the account. */
  readonly name: string;
}

/** A guardrail of the organisation's own, and the units it is for. */
export interface AdditionalGuardrail extends Guardrail {
  readonly units: readonly string[];
}

/** What guardrails are planned from. All of it is known before anything is deployed. */
export interface GuardrailPlanArgs {
  /** Paths of all units: `Workloads/Production`. */
  readonly units: readonly string[];
  /** Names of all accounts. */
  readonly accounts: readonly string[];
  /** Regions that member accounts may use; at least one. */
  readonly regions: readonly string[];
  readonly roles: GuardrailRoles;
  /** Accounts of others that may reach resources which admit them. */
  readonly trustedAccounts: readonly string[];
  /** Units and accounts that no internet gateway serves at all, and those that may only call out. */
  readonly internet: { readonly closed: readonly string[]; readonly outboundOnly: readonly string[] };
  readonly additional: readonly AdditionalGuardrail[];
}

/**
 * Stands for the organisation's id in a plan: at the first deployment the id is not known yet. It is as long as an id can be (`o-` and
 * 32 characters; Organizations API reference, "Organization", read 2026-11), so no size is underestimated.
 */
export const organizationIdPlaceholder = "o-ORGANIZATION-ID-NOT-KNOWN-BEFORE";
