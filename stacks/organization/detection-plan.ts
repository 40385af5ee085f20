import { workloadOf, type DirectoryEntry } from "../../components/detection/account-directory-plan";
import { trailLogGroup } from "../../components/logging/trail-plan";
import { METRIC_NAMESPACE, type METRICS } from "../../functions/flow-logs/metrics";
import { type Arrival } from "../../functions/heartbeat/facts";
import { type Policy } from "../../functions/detections/types";
import { PLATFORM } from "../../functions/lib/platform";
import { searchAccount } from "../../settings/checks/trail";
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

/** What is expected of one account, in the home Region. */
export interface WatchedAccount {
  /** As in the directory. */
  readonly name: string;
  readonly logGroups: readonly string[];
  readonly arrivals: readonly Arrival[];
}

/** An hour: the trail writes to its log group every few minutes, and what the search domain refuses is sent again for as long before anybody is told. */
const ARRIVAL_MINUTES = 60;

/**
 * Where the trail's records can be missed, from the trail's own log group to the search domain. The trail is never silent: each look of the
 * heartbeat is a call that it records.
 */
export function watchedAccounts({
  trail: { searchedFrom },
}: OrganizationSettings): readonly WatchedAccount[] {
  const searched = searchedFrom !== undefined;
  const management = {
    name: MANAGEMENT,
    // The only subscription of this group is that of the search.
    logGroups: searched ? [trailLogGroup] : [],
    arrivals: [
      {
        what: "records of the trail in its log group",
        namespace: "AWS/Logs",
        metric: "IncomingLogEvents",
        dimensions: { LogGroupName: trailLogGroup },
        minutes: ARRIVAL_MINUTES,
      },
    ],
  };
  if (!searched) return [management];
  return [
    management,
    {
      name: searchAccount(searchedFrom),
      logGroups: [],
      arrivals: [
        {
          what: "records of the trail in the search domain",
          namespace: METRIC_NAMESPACE,
          metric: "Stored" satisfies keyof typeof METRICS,
          dimensions: { LogGroup: trailLogGroup },
          minutes: ARRIVAL_MINUTES,
        },
      ],
    },
  ];
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
