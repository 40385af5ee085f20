import { guardrailPolicyTypes } from "../../settings/facts/policy-types";
import { trustedServices } from "../../settings/facts/trusted-services";
import { type OrganizationSettings } from "../../settings/schema/organization";
import { type OrganizationArgs } from "./organization";

/** The organisation itself: what the landing zone needs of it, and what the settings add. */
export function planOrganization({ organization }: OrganizationSettings): OrganizationArgs {
  const services = [...trustedServices.map(({ principal }) => principal), ...organization.trustedServices];
  return {
    ...(organization.id === undefined ? {} : { id: organization.id }),
    trustedServices: [...new Set(services)].sort(),
    policyTypes: [...new Set([...guardrailPolicyTypes, ...organization.policyTypes])].sort(),
  };
}
