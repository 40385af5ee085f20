import { type Severity } from "../../functions/detections/types";

/** Names of what is watched, as the services call it; in a program they may only be known while deploying. */
export interface PipelineNames<Name = string> {
  readonly busName: Name;
  readonly ruleName: Name;
  readonly queueName: Name;
  readonly triageDeadLetters: Name;
  readonly functionDeadLetters: Name;
  readonly functions: readonly Name[];
}

/** A metric of AWS's or of the functions' own. */
export interface Metric<Name = string> {
  readonly namespace: string;
  readonly name: string;
  readonly statistic: "Sum" | "Maximum";
  readonly dimensions: Readonly<Record<string, Name>>;
}

/** An alarm on the pipeline itself. */
export interface PipelineAlarm<Name = string> {
  readonly key: string;
  readonly description: string;
  /** Topic that it tells. */
  readonly severity: Severity;
  /** One metric, or several that are added up. */
  readonly metrics: ReadonlyArray<Metric<Name>>;
  readonly periodSeconds: number;
  /** So many of so many periods. */
  readonly periods: readonly [bad: number, of: number];
  readonly comparison: "GreaterThanOrEqualToThreshold" | "LessThanThreshold";
  readonly threshold: number;
  /** Whether silence is bad news. */
  readonly missing: "breaching" | "notBreaching";
}

/** A metric alarm adds up at most ten metrics. Source: CloudWatch user guide, "Using math expressions", read 2026-11. */
export const MOST_METRICS = 10;

const DAY_SECONDS = 86_400;

/**
 * What says that detection itself has stopped.
 * Sources: metrics of SQS, Lambda and EventBridge in their user guides, read 2026-11.
 */
export function pipelineAlarms<Name>(names: PipelineNames<Name>): ReadonlyArray<PipelineAlarm<Name>> {
  const queue = (queueName: Name, name: string): Metric<Name> => ({
    namespace: "AWS/SQS",
    name,
    statistic: "Maximum",
    dimensions: { QueueName: queueName },
  });
  const rule = (name: string): Metric<Name> => ({
    namespace: "AWS/Events",
    name,
    statistic: "Sum",
    dimensions: { EventBusName: names.busName, RuleName: names.ruleName },
  });
  const ofFunctions = (name: string): ReadonlyArray<Metric<Name>> =>
    names.functions.map((FunctionName) => ({
      namespace: "AWS/Lambda",
      name,
      statistic: "Sum",
      dimensions: { FunctionName },
    }));
  const loud = { comparison: "GreaterThanOrEqualToThreshold", missing: "notBreaching" } as const;
  const soon = { ...loud, threshold: 1, periodSeconds: 300, periods: [1, 1] } as const;
  const waiting = "ApproximateNumberOfMessagesVisible";
  return [
    {
      ...soon,
      key: "triage-dead-letters",
      description:
        "Events that triage failed at lie in its dead-letter queue. Mend the cause, then send them back.",
      severity: "critical",
      metrics: [queue(names.triageDeadLetters, waiting)],
    },
    {
      ...soon,
      key: "function-dead-letters",
      description:
        "Events that a repair failed at, or could not be handed, lie in the functions' dead-letter queue.",
      severity: "critical",
      metrics: [queue(names.functionDeadLetters, waiting)],
    },
    {
      ...loud,
      key: "triage-late",
      description: "An event has waited for triage for a quarter of an hour.",
      severity: "high",
      metrics: [queue(names.queueName, "ApproximateAgeOfOldestMessage")],
      periodSeconds: 300,
      periods: [2, 2],
      threshold: 900,
    },
    {
      ...loud,
      key: "function-errors",
      description:
        "A function fails again and again. What it failed at comes again, and ends in a dead-letter queue.",
      severity: "high",
      metrics: ofFunctions("Errors"),
      periodSeconds: 300,
      periods: [2, 3],
      threshold: 1,
    },
    {
      ...loud,
      key: "function-throttles",
      description: "A function wants more copies than it may have: events wait.",
      severity: "medium",
      metrics: ofFunctions("Throttles"),
      periodSeconds: 300,
      periods: [3, 3],
      threshold: 1,
    },
    {
      ...soon,
      key: "undelivered",
      description: "The bus could not hand events to triage's queue.",
      severity: "critical",
      metrics: [rule("FailedInvocations")],
    },
    {
      key: "no-events",
      description:
        "No event of concern came within a day, of any account: rules, trail or bus are likely off.",
      severity: "medium",
      metrics: [rule("Invocations")],
      periodSeconds: DAY_SECONDS,
      periods: [1, 1],
      comparison: "LessThanThreshold",
      threshold: 1,
      missing: "breaching",
    },
    {
      ...loud,
      key: "heartbeat",
      description: "The heartbeat found something off, or has itself stopped.",
      severity: "critical",
      metrics: [
        { namespace: "LandingZone/Heartbeat", name: "Problems", statistic: "Maximum", dimensions: {} },
      ],
      periodSeconds: 900,
      periods: [2, 2],
      threshold: 1,
      missing: "breaching",
    },
  ];
}
