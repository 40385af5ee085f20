import { Accounts } from "../../components/organization/accounts";
import { planAccounts } from "../../components/organization/accounts-plan";
import { Organization } from "../../components/organization/organization";
import { planOrganization } from "../../components/organization/organization-plan";
import { OrganizationalUnits } from "../../components/organization/units";
import { type OrganizationSettings } from "../../settings/schema/organization";
import { placeUnits } from "../../settings/units";
import { OrganizationProviders } from "./providers";

/** What everything else in the organisation stack builds on. */
export interface OrganizationBase {
  readonly settings: OrganizationSettings;
  readonly providers: OrganizationProviders;
  readonly organization: Organization;
  readonly units: OrganizationalUnits;
  readonly accounts: Accounts;
}

/** The organisation with its units and accounts, from the management account. */
export function deployAccounts(settings: OrganizationSettings): OrganizationBase {
  const providers = new OrganizationProviders(settings);
  const inManagement = { providers: [providers.management] };
  const organization = new Organization("organization", planOrganization(settings), inManagement);
  const units = new OrganizationalUnits(
    "units",
    { units: placeUnits(settings.units).placed, rootId: organization.rootId },
    inManagement,
  );
  const accounts = new Accounts(
    "accounts",
    {
      accounts: planAccounts(settings),
      roleName: settings.deployment.roleName,
      unitId: (path) => units.idOf(path),
    },
    inManagement,
  );
  providers.enter(accounts.ids);
  return { settings, providers, organization, units, accounts };
}
