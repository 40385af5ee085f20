import { type Quota } from "./quota";

/** Read 2026-11. Service control policies went from 5,120 characters and 5 per target to 10,240 and 10 on 2026-05-15. */
const ORGANIZATIONS = "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html";

export const ORGANISATION_QUOTAS = {
  accountsPerOrganisation: {
    name: "accounts per organisation, the management account among them",
    value: 10,
    adjustable: 50_000,
    code: "L-E619E033",
    source: ORGANIZATIONS,
  },
  unitsPerOrganisation: {
    name: "organisational units per organisation",
    value: 2000,
    source: ORGANIZATIONS,
  },
  unitDepth: { name: "levels of organisational units", value: 5, source: ORGANIZATIONS },
  scpsPerTarget: {
    name: "service control policies per target, FullAWSAccess among them",
    value: 10,
    source: ORGANIZATIONS,
  },
  rcpsPerTarget: {
    name: "resource control policies per target, RCPFullAWSAccess among them",
    value: 5,
    source: ORGANIZATIONS,
  },
  declarativePoliciesPerTarget: {
    name: "declarative policies for EC2 per target",
    value: 10,
    source: ORGANIZATIONS,
  },
  scpSize: { name: "characters per service control policy", value: 10_240, source: ORGANIZATIONS },
  rcpSize: { name: "characters per resource control policy", value: 5120, source: ORGANIZATIONS },
  declarativePolicySize: {
    name: "characters per declarative policy for EC2",
    value: 10_000,
    source: ORGANIZATIONS,
  },
} as const satisfies Record<string, Quota>;

/** Characters an organisation policy may have, by type. */
export const POLICY_SIZES: Readonly<Record<string, number>> = {
  SERVICE_CONTROL_POLICY: ORGANISATION_QUOTAS.scpSize.value,
  RESOURCE_CONTROL_POLICY: ORGANISATION_QUOTAS.rcpSize.value,
  TAG_POLICY: 10_000,
  BACKUP_POLICY: 10_000,
  AISERVICES_OPT_OUT_POLICY: 2_500,
  DECLARATIVE_POLICY_EC2: ORGANISATION_QUOTAS.declarativePolicySize.value,
};
