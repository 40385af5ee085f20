import { type Count } from "./count";
import { DNS_COUNTS } from "./dns";
import { HYBRID_COUNTS } from "./hybrid";
import { IDENTITY_COUNTS } from "./identity";
import { NETWORK_COUNTS } from "./network";
import { ORGANISATION_COUNTS } from "./organisation";
import { SERVICE_COUNTS } from "./services";
import { WATCHING_COUNTS } from "./watching";

export { type Amount, isExact } from "./amount";
export { type Count, type Use } from "./count";
export { type Place, Places } from "./place";

/** What is counted, quota by quota: for the policy within-quotas and for the command that tells how full they are. */
export const COUNTS: readonly Count[] = [
  ...NETWORK_COUNTS,
  ...HYBRID_COUNTS,
  ...DNS_COUNTS,
  ...IDENTITY_COUNTS,
  ...WATCHING_COUNTS,
  ...SERVICE_COUNTS,
  ...ORGANISATION_COUNTS,
];
