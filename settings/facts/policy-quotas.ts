/** The kinds of organisation policies that guardrails are made of, by the name Organizations gives them. */
export type GuardrailType = "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" | "DECLARATIVE_POLICY_EC2";

/** What AWS Organizations takes of one kind of policy. */
export interface PolicyQuota {
  /** Characters of a document, white space included when it comes through the API. */
  readonly maxCharacters: number;
  /** Policies attached directly to one root, unit or account; inherited ones do not count. */
  readonly maxPerTarget: number;
  /** Those of them that AWS attaches by itself (FullAWSAccess, RCPFullAWSAccess) and that are never detached here. */
  readonly attachedByAws: number;
}

/**
 * Quotas of organisation policies; all of them are hard limits.
 *
 * Source: AWS Organizations user guide, "Quotas and service limits", read 2026-11. Service control policies went from 5,120 characters and 5 a
 * target to 10,240 and 10 on 2026-05-15.
 */
export const policyQuotas: Readonly<Record<GuardrailType, PolicyQuota>> = {
  SERVICE_CONTROL_POLICY: { maxCharacters: 10_240, maxPerTarget: 10, attachedByAws: 1 },
  RESOURCE_CONTROL_POLICY: { maxCharacters: 5_120, maxPerTarget: 5, attachedByAws: 1 },
  DECLARATIVE_POLICY_EC2: { maxCharacters: 10_000, maxPerTarget: 10, attachedByAws: 0 },
};
