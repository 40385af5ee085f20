/**
 * Policy types of the guardrails. Source: Organizations user guide, "Enabling a policy type", read 2026-11. Types that no guardrail uses
 * stay off.
 */
export const enabledPolicyTypes = [
  "SERVICE_CONTROL_POLICY",
  "RESOURCE_CONTROL_POLICY",
  "DECLARATIVE_POLICY_EC2",
] as const;
