import { type OrganizationSettings } from "../../settings/schema/organization";
import { deployAccounts } from "./accounts";

/**
 * The organisation: its units and accounts, and what is decided once for all of them.
 * @returns the stack's outputs, which environment stacks read
 */
export function organizationStack(settings: OrganizationSettings): Record<string, unknown> {
  const base = deployAccounts(settings);
  return {
    organizationId: base.organization.organizationId,
    managementAccountId: settings.organization.managementAccountId,
    region: settings.region,
    accounts: Object.fromEntries(base.accounts.ids),
    units: Object.fromEntries(base.units.ids),
  };
}
