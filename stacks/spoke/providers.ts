import * as pulumi from "@pulumi/pulumi";
import { accountProvider } from "../../components/accounts/account-provider";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";

/** Accounts of the platform that an environment enters, and what their resources are tagged as belonging to. */
const platform = { network: "network", logArchive: "log-archive", security: "security" } as const;
export type PlatformAccount = keyof typeof platform;

/** The providers of an environment's accounts, each made when it is first asked for. */
export class EnvironmentProviders {
  private readonly made = new Map<string, pulumi.ProviderResource>();

  constructor(private readonly settings: EnvironmentSettings) {}

  /** Provider of an account that belongs to the platform. @param region the environment's when left out */
  platform(account: PlatformAccount, region = this.settings.region): pulumi.ProviderResource {
    const { owner, accounts } = this.settings;
    return this.of(platform[account], accounts[account], region, {
      owner: owner.email,
      workload: platform[account],
      "data-classification": "internal",
    });
  }

  /** Provider of a workload's account. @param region the environment's when left out */
  workload(workload: WorkloadSettings, region = this.settings.region): pulumi.ProviderResource {
    return this.of(workload.name, workload.accountId, region, {
      ...workload.tags,
      owner: workload.owner.email,
      workload: workload.name,
      "data-classification": workload.dataClassification,
    });
  }

  private of(
    name: string,
    accountId: string,
    region: string,
    tags: Readonly<Record<string, string>>,
  ): pulumi.ProviderResource {
    const { environment, deployment } = this.settings;
    const { roleName, externalId, sessionName } = deployment;
    const suffix = region === this.settings.region ? "" : `-${region}`;
    const key = `${environment}-${name}${suffix}`;
    const known = this.made.get(key);
    if (known) return known;
    const provider = accountProvider(key, {
      accountId,
      region,
      partition: partitionOf(region),
      roleName,
      externalId: externalId === undefined ? undefined : pulumi.secret(externalId),
      sessionName,
      tags: { ...tags, environment },
    });
    this.made.set(key, provider);
    return provider;
  }
}
