import { type MetricAlarmPlan } from "../monitoring/metric-alarms";

/** Names of what is watched, as the services call it; in a program they may only be known while deploying. */
export interface WatchNames<Name> {
  readonly functionName: Name;
  readonly deadLetters: Name;
}

/**
 * What says that traffic is not compared with the plan, or late.
 * Sources: metrics of SQS and Lambda in their developer guides, read 2026-11.
 */
export function watchAlarms<Name>({
  functionName,
  deadLetters,
}: WatchNames<Name>): ReadonlyArray<MetricAlarmPlan<Name>> {
  const more = { comparison: "GreaterThanOrEqualToThreshold" } as const;
  const ofFunction = {
    namespace: "AWS/Lambda",
    dimensions: { FunctionName: functionName },
    ...more,
  };
  return [
    {
      key: "dead-letters",
      description:
        "The network watch gave up on deliveries of flow logs: nobody has compared these with the plan",
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: deadLetters },
      statistic: "Maximum",
      ...more,
      threshold: 1,
    },
    {
      key: "behind",
      description: "The network watch is an hour behind; what is 48 hours old it never sees",
      ...ofFunction,
      metric: "IteratorAge",
      statistic: "Maximum",
      threshold: 3_600_000,
    },
    {
      key: "errors",
      description:
        "The network watch fails again and again: its plan, its bus or its rights are not what it needs",
      ...ofFunction,
      metric: "Errors",
      statistic: "Sum",
      threshold: 1,
    },
    {
      key: "silent",
      description:
        "No flow log has reached the network watch for a quarter of an hour: subscriptions, stream or flow logs are likely off",
      ...ofFunction,
      metric: "Invocations",
      statistic: "Sum",
      comparison: "LessThanOrEqualToThreshold",
      threshold: 0,
      missing: "breaching",
    },
  ];
}
