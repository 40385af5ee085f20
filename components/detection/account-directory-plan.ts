/** An account as triage and the repairs know it. */
export interface DirectoryEntry {
  readonly name: string;
  /** As in the settings; `organization` for an account of the platform. */
  readonly environment: string;
  readonly workload: string;
  /** The owner's mailbox. */
  readonly owner: string;
  /** Regions to look into; none for an account that is not watched. */
  readonly regions: readonly string[];
}

/** Name of a workload: the account's, without the environment's before it. */
export function workloadOf(accountName: string, environment: string | undefined): string {
  const prefix = `${environment ?? ""}-`;
  return environment !== undefined && accountName.startsWith(prefix)
    ? accountName.slice(prefix.length)
    : accountName;
}

/** The text of an account's parameter, in the form that functions/lib/aws-directory.ts reads. */
export function directoryValue(entry: DirectoryEntry, ownerTopicArn: string | undefined): string {
  return JSON.stringify({ ...entry, ...(ownerTopicArn === undefined ? {} : { ownerTopicArn }) });
}
