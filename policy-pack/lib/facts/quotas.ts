import { DNS_QUOTAS } from "./quota-tables/dns";
import { HYBRID_QUOTAS } from "./quota-tables/hybrid";
import { IDENTITY_QUOTAS } from "./quota-tables/identity";
import { NETWORK_QUOTAS } from "./quota-tables/network";
import { ORGANISATION_QUOTAS } from "./quota-tables/organisation";
import { type Quota } from "./quota-tables/quota";
import { RESOURCE_POLICY_QUOTAS } from "./quota-tables/resource-policies";
import { SERVICE_QUOTAS } from "./quota-tables/services";
import { WATCHING_QUOTAS } from "./quota-tables/watching";

export { POLICY_SIZES } from "./quota-tables/organisation";
export { type Quota } from "./quota-tables/quota";

const TABLES = {
  ...NETWORK_QUOTAS,
  ...HYBRID_QUOTAS,
  ...DNS_QUOTAS,
  ...IDENTITY_QUOTAS,
  ...RESOURCE_POLICY_QUOTAS,
  ...WATCHING_QUOTAS,
  ...SERVICE_QUOTAS,
  ...ORGANISATION_QUOTAS,
};

export type QuotaName = keyof typeof TABLES;

/** Quotas of AWS that the plans of a landing zone run into, by the name of the parameter that raises one. */
export const QUOTAS: Readonly<Record<QuotaName, Quota>> = TABLES;
