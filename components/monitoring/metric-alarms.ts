import type * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";

/** An alarm on one metric. */
export interface MetricAlarmPlan<Name = string> {
  /** Names the alarm; unique among those of its component. */
  readonly key: string;
  readonly description: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, Name>>;
  readonly statistic: "Maximum" | "Minimum" | "Sum";
  readonly comparison: "GreaterThanOrEqualToThreshold" | "LessThanOrEqualToThreshold";
  readonly threshold: number;
  /** Whether silence is bad news; it is not when left out. */
  readonly missing?: "breaching";
  /** Seconds of each of the three periods looked at; five minutes when left out. */
  readonly periodSeconds?: number;
}

/** An alarm looks at five minutes, unless it has a period of its own, three times: no deployment or restart of a node wakes anybody. */
export const PERIOD_SECONDS = 300;
export const PERIODS = 3;

/** Declares a component's alarms, all of which tell one topic. @param name the component's */
export function declareAlarms(
  name: string,
  plans: ReadonlyArray<MetricAlarmPlan<pulumi.Input<string>>>,
  topicArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): void {
  for (const plan of plans) {
    // The guardrails protect alarms of this name.
    const alarm = `LandingZone-${name}-${plan.key}`;
    new cloudwatch.MetricAlarm(
      alarm,
      {
        alarmDescription: plan.description,
        namespace: plan.namespace,
        metricName: plan.metric,
        dimensions: plan.dimensions,
        statistic: plan.statistic,
        period: plan.periodSeconds ?? PERIOD_SECONDS,
        evaluationPeriods: PERIODS,
        comparisonOperator: plan.comparison,
        threshold: plan.threshold,
        treatMissingData: plan.missing ?? "notBreaching",
        alarmActions: [topicArn],
        okActions: [topicArn],
        tags: { Name: alarm },
      },
      opts,
    );
  }
}
