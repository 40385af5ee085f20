import { type LogRetentionDays } from "../../settings/facts/log-retention";

/** A log group of a workload's hosts. */
export interface HostGroup {
  readonly key: "auth" | "application";
  /** How its name begins; digits follow, as a group outlives its stack and a name cannot be used twice. */
  readonly namePrefix: string;
  /** Files whose lines go there. Which of them a host has depends on its system. */
  readonly files: readonly string[];
  /** What is masked in it. */
  readonly identifiers: readonly string[];
}

/** Numbers that are counted from the lines of auth.log, and the patterns of their filters. */
export interface HostMetric {
  readonly name: string;
  readonly pattern: string;
  readonly meaning: string;
}

/**
 * Secrets that end in logs by mistake, whatever the country. Source: CloudWatch Logs user guide, Types of data that you can
 * protect, Credentials, read 2026-11.
 */
const credentials = [
  "AwsSecretKey",
  "OpenSshPrivateKey",
  "PgpPrivateKey",
  "PkcsPrivateKey",
  "PuttyPrivateKey",
] as const;
const people = ["CreditCardNumber", "EmailAddress"] as const;

/**
 * The log groups of a workload's hosts.
 * @param name of the workload's network: `dev-booking`
 * @param applicationFiles paths of the application's own logs, `*` for any name
 */
export function planHostGroups(name: string, applicationFiles: readonly string[]): readonly HostGroup[] {
  return [
    {
      key: "auth",
      namePrefix: `/var/log/auth.log-${name}-`,
      // Debian's family and Red Hat's.
      files: ["/var/log/auth.log", "/var/log/secure"],
      identifiers: credentials,
    },
    {
      key: "application",
      namePrefix: `/var/log/application-${name}-`,
      files: applicationFiles,
      identifiers: [...credentials, ...people],
    },
  ];
}

export const hostMetrics: readonly HostMetric[] = [
  { name: "FailedLogins", pattern: '?"Failed password" ?"Failed publickey"', meaning: "somebody guesses" },
  { name: "RootLogins", pattern: '"Accepted" "for root from"', meaning: "nobody should log in as root" },
  { name: "SudoCommands", pattern: '"sudo" "COMMAND="', meaning: "what was done as root" },
];

/**
 * A data protection policy: what is found is told to the findings' group and masked for whoever lacks logs:Unmask. Both
 * statements must name the same identifiers. Source: CloudWatch Logs API reference, PutDataProtectionPolicy, read 2026-11.
 */
export function dataProtectionPolicy(args: {
  readonly name: string;
  readonly partition: string;
  readonly identifiers: readonly string[];
  readonly findingsGroup: string;
}): string {
  const DataIdentifier = args.identifiers.map(
    (identifier) => `arn:${args.partition}:dataprotection::aws:data-identifier/${identifier}`,
  );
  return JSON.stringify({
    Name: args.name,
    Version: "2021-06-01",
    Statement: [
      {
        Sid: "Audit",
        DataIdentifier,
        Operation: { Audit: { FindingsDestination: { CloudWatchLogs: { LogGroup: args.findingsGroup } } } },
      },
      { Sid: "Mask", DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
}

/**
 * The CloudWatch agent's configuration: which files go to which group, a stream a host. Retention stays the group's own, so that no host
 * can shorten it. Source: amazon-cloudwatch-agent, translator/config/schema.json, read 2026-11.
 */
export function agentConfiguration(
  groups: ReadonlyArray<Pick<HostGroup, "files"> & { readonly name: string }>,
): string {
  return JSON.stringify({
    logs: {
      logs_collected: {
        files: {
          collect_list: groups.flatMap(({ name, files }) =>
            files.map((file) => ({
              file_path: file,
              log_group_name: name,
            })),
          ),
        },
      },
      log_stream_name: "{instance_id}",
    },
  });
}

/** Name of the parameter that hosts read. The agent's own managed policy lets them read names that begin so, and no others. */
export function agentParameter(name: string): string {
  return `AmazonCloudWatch-${name}`;
}

/** How long the findings of data protection are kept: as long as the logs they are about. */
export function findingsGroupPrefix(name: string): string {
  return `/aws/vendedlogs/data-protection-${name}-`;
}

export interface HostLogsSettings {
  readonly retentionDays: LogRetentionDays;
  readonly applicationFiles: readonly string[];
}
