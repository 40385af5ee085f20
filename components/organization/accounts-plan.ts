import { type AccountSettings, type OrganizationSettings } from "../../settings/schema/organization";

/** An account as it is declared. */
export interface PlannedAccount {
  readonly name: string;
  readonly email: string;
  /** Path of its organisational unit. */
  readonly unit: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Id of an account that exists already and is to be taken over as it is. */
  readonly id?: string;
}

/** The accounts of an organisation, in the order of the settings. */
export function planAccounts({ accounts }: OrganizationSettings): PlannedAccount[] {
  return accounts.map((account) => ({
    name: account.name,
    email: account.email,
    unit: account.unit,
    tags: accountTags(account),
    ...(account.id === undefined ? {} : { id: account.id }),
  }));
}

/** Tags of an account, and of what the organisation stack makes in it. */
export function accountTags(account: AccountSettings): Record<string, string> {
  return {
    owner: account.owner.email,
    environment: account.environment ?? "organization",
    workload: account.name,
    production: String(account.production),
    "data-classification": account.dataClassification,
  };
}
