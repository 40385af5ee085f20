import { type MetricAlarmPlan } from "../monitoring/metric-alarms";

/** Names of what is watched, as the services call it; in a program they may only be known while deploying. */
export interface SearchNames<Name> {
  readonly accountId: Name;
  readonly domainName: Name;
  readonly shipper: Name;
  readonly poisonQueue: Name;
  readonly retryQueue: Name;
  /** Of what looks for habits, where it runs. */
  readonly habits?: { readonly function: Name; readonly deadLetters: Name };
}

/** Part of a node's storage that is to stay free; the domain refuses to write a little before it is full. */
const FREE_PART = 0.2;
const MIB_PER_GIB = 1_024;

/**
 * What says that logs do not arrive, or will not for long.
 * Sources: OpenSearch Service developer guide, "Recommended CloudWatch alarms"; metrics of SQS and Lambda, read 2026-11.
 */
export function searchAlarms<Name>(
  names: SearchNames<Name>,
  { volumeGib }: { readonly volumeGib: number },
): ReadonlyArray<MetricAlarmPlan<Name>> {
  const more = { statistic: "Maximum", comparison: "GreaterThanOrEqualToThreshold" } as const;
  const domain = {
    namespace: "AWS/ES",
    dimensions: { DomainName: names.domainName, ClientId: names.accountId },
  };
  return [
    {
      key: "poison",
      description: "Log records that nobody could store wait in the poison queue, each with its reason",
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: names.poisonQueue },
      ...more,
      threshold: 1,
    },
    {
      key: "waiting",
      description: "The search domain has not taken log records for an hour",
      namespace: "AWS/SQS",
      metric: "ApproximateAgeOfOldestMessage",
      dimensions: { QueueName: names.retryQueue },
      ...more,
      threshold: 3_600,
    },
    {
      key: "behind",
      description: "The log shipper is an hour behind; what is 48 hours old is lost to the search domain",
      namespace: "AWS/Lambda",
      metric: "IteratorAge",
      dimensions: { FunctionName: names.shipper },
      ...more,
      threshold: 3_600_000,
    },
    ...habitAlarms(names.habits),
    {
      key: "red",
      description: "The search domain lacks a shard and all its copies",
      ...domain,
      metric: "ClusterStatus.red",
      ...more,
      threshold: 1,
    },
    {
      key: "refusing",
      description: "The search domain refuses to write",
      ...domain,
      metric: "ClusterIndexWritesBlocked",
      ...more,
      threshold: 1,
    },
    {
      key: "full",
      description: "A node of the search domain has little storage left",
      ...domain,
      metric: "FreeStorageSpace",
      statistic: "Minimum",
      comparison: "LessThanOrEqualToThreshold",
      threshold: Math.round(volumeGib * MIB_PER_GIB * FREE_PART),
    },
  ];
}

/** What says that nobody looks at the network's habits: hours that could not be looked at, and a clock that has stopped. */
function habitAlarms<Name>(habits: SearchNames<Name>["habits"]): ReadonlyArray<MetricAlarmPlan<Name>> {
  if (habits === undefined) return [];
  return [
    {
      key: "habits-failed",
      description:
        "Hours of the network that could not be compared with its habits wait among the dead letters",
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: habits.deadLetters },
      statistic: "Maximum",
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: 1,
    },
    {
      key: "habits-stopped",
      description: "Nothing has compared the network with its habits for three hours",
      namespace: "AWS/Lambda",
      metric: "Invocations",
      dimensions: { FunctionName: habits.function },
      statistic: "Sum",
      comparison: "LessThanOrEqualToThreshold",
      threshold: 0,
      periodSeconds: 3_600,
      missing: "breaching",
    },
  ];
}
