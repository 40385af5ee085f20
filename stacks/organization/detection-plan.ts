import { workloadOf, type DirectoryEntry } from "../../components/detection/account-directory-plan";
import { type Policy } from "../../functions/detections/types";
import { PLATFORM } from "../../functions/lib/platform";
import { type AccountSettings, type OrganizationSettings } from "../../settings/schema/organization";

/** Name of the management account's entry. */
export const MANAGEMENT = "management";

/** The directory's entries, the management account first, the others in the order of the settings. */
export function directoryEntries(settings: OrganizationSettings): readonly DirectoryEntry[] {
  const { owner, accounts, regions } = settings;
  const management = {
    name: MANAGEMENT,
    environment: PLATFORM,
    workload: MANAGEMENT,
    owner: owner.email,
    regions,
  };
  return [
    management,
    ...accounts.map((account) => ({
      name: account.name,
      environment: account.environment ?? PLATFORM,
      workload: workloadOf(account.name, account.environment),
      owner: account.owner.email,
      regions: isWatched(account, settings) ? regions : [],
    })),
  ];
}

/** An account out of use answers nobody: the guardrails refuse all that the functions would ask. */
function isWatched({ environment, unit }: AccountSettings, { detection }: OrganizationSettings): boolean {
  const outOfUse = unit === "Suspended" || unit.startsWith("Suspended/");
  return !outOfUse && !(environment !== undefined && detection.withoutEnvironments.includes(environment));
}

/** Names of the environments whose groups are repaired: those with an account that people depend on. */
export function productionEnvironments({ accounts }: OrganizationSettings): readonly string[] {
  const names = accounts
    .filter(({ production }) => production)
    .flatMap(({ environment }) => environment ?? []);
  return [...new Set(names)].sort();
}

/** What triage measures events by. Log buckets have made-up names, so it knows them by the words in these. */
export function triagePolicy({ regions, logs }: OrganizationSettings): Policy {
  return { logBuckets: [], allowedRegions: regions, minimumRetentionDays: logs.retentionDays };
}
