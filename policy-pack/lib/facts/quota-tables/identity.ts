import { type Quota } from "./quota";

/** Read 2026-11. IAM does not count white space; service-linked roles do not count as roles. */
const IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";

export const IDENTITY_QUOTAS = {
  rolesPerAccount: {
    name: "roles per account",
    value: 1000,
    adjustable: 10_000,
    code: "L-FE177D64",
    source: IAM,
  },
  managedPoliciesPerAccount: {
    name: "customer managed policies per account",
    value: 1500,
    adjustable: 10_000,
    code: "L-E95E4862",
    source: IAM,
  },
  policiesPerRole: {
    name: "managed policies per role",
    value: 20,
    adjustable: 25,
    code: "L-0DA4ABF3",
    source: IAM,
  },
  inlinePolicySize: { name: "characters of inline policies per role", value: 10_240, source: IAM },
  managedPolicySize: { name: "characters per managed policy", value: 6144, source: IAM },
  trustPolicySize: {
    name: "characters per role trust policy",
    value: 2048,
    adjustable: 8192,
    code: "L-C07B4B0D",
    source: IAM,
  },
} as const satisfies Record<string, Quota>;
