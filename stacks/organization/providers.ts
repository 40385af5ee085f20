import * as pulumi from "@pulumi/pulumi";
import { accountProvider } from "../../components/accounts/account-provider";
import { accountTags } from "../../components/organization/accounts-plan";
import { partitionOf } from "../../settings/facts/regions";
import { type OrganizationSettings } from "../../settings/schema/organization";

/** Accounts of the platform that the organisation stack enters, by their names in the settings. */
const platform = { logArchive: "log-archive", security: "security" } as const;
export type PlatformAccount = keyof typeof platform;

/**
 * The providers of the organisation's accounts, each made when it is first asked for, in the home Region. A resource of another Region says
 * so itself (`region`): a provider of its own would cost a process.
 */
export class OrganizationProviders {
  /** Provider of the management account. */
  readonly management: pulumi.ProviderResource;
  private readonly made = new Map<string, pulumi.ProviderResource>();
  private accountIds: ReadonlyMap<string, pulumi.Input<string>> = new Map();

  constructor(private readonly settings: OrganizationSettings) {
    const { owner, organization } = settings;
    this.management = this.make("management", organization.managementAccountId, {
      owner: owner.email,
      environment: "organization",
      workload: "management",
      "data-classification": "internal",
    });
  }

  /** Told once, when the accounts are declared: a provider cannot enter an account before it is there. */
  enter(accountIds: ReadonlyMap<string, pulumi.Input<string>>): void {
    this.accountIds = accountIds;
  }

  /** Provider of an account that belongs to the platform. */
  platform(account: PlatformAccount): pulumi.ProviderResource {
    return this.account(platform[account]);
  }

  /** Id of an account that belongs to the platform. */
  platformId(account: PlatformAccount): pulumi.Output<string> {
    return this.accountId(platform[account]);
  }

  /** Id of a member account. @param name as in the settings */
  accountId(name: string): pulumi.Output<string> {
    return pulumi.output(this.idOf(name));
  }

  /** Provider of a member account. @param name as in the settings */
  account(name: string): pulumi.ProviderResource {
    const known = this.made.get(name);
    if (known) return known;
    const account = this.settings.accounts.find((one) => one.name === name);
    if (!account) throw new Error(`there is no account ${name}`);
    const provider = this.make(name, this.idOf(name), accountTags(account));
    this.made.set(name, provider);
    return provider;
  }

  private idOf(name: string): pulumi.Input<string> {
    const id = this.accountIds.get(name);
    if (id === undefined) throw new Error(`account ${name} is not declared yet`);
    return id;
  }

  private make(
    name: string,
    accountId: pulumi.Input<string>,
    tags: Readonly<Record<string, string>>,
  ): pulumi.ProviderResource {
    const { region, deployment } = this.settings;
    const { roleName, externalId, sessionName } = deployment;
    return accountProvider(`organization-${name}`, {
      accountId,
      region,
      partition: partitionOf(region),
      roleName,
      externalId: externalId === undefined ? undefined : pulumi.secret(externalId),
      sessionName,
      tags,
    });
  }
}
