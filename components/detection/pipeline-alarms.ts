import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { type PipelineAlarm, pipelineAlarms, type PipelineNames } from "./pipeline-alarms-plan";
import { type Topics } from "./topics";

export interface PipelineAlarmsArgs {
  readonly names: PipelineNames<pulumi.Input<string>>;
  readonly topics: Topics;
}

/** Alarms on the pipeline itself. */
export class PipelineAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: PipelineAlarmsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:detection:PipelineAlarms", name, {}, opts);
    for (const plan of pipelineAlarms(args.names)) {
      const action = args.topics.bySeverity[plan.severity];
      new cloudwatch.MetricAlarm(
        `${name}-${plan.key}`,
        {
          alarmDescription: plan.description,
          ...measured(plan),
          comparisonOperator: plan.comparison,
          threshold: plan.threshold,
          datapointsToAlarm: plan.periods[0],
          evaluationPeriods: plan.periods[1],
          treatMissingData: plan.missing,
          alarmActions: [action],
          okActions: [action],
          tags: { Name: `${name}-${plan.key}` },
        },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}

/** What an alarm looks at: its metric, or the sum of its metrics. */
function measured({
  key,
  metrics,
  periodSeconds: period,
}: PipelineAlarm<pulumi.Input<string>>): Partial<cloudwatch.MetricAlarmArgs> {
  const [first, ...others] = metrics;
  if (first === undefined) throw new Error(`alarm ${key} looks at nothing`);
  if (others.length === 0) {
    const { namespace, name: metricName, statistic, dimensions } = first;
    return {
      namespace,
      metricName,
      statistic,
      period,
      ...(Object.keys(dimensions).length > 0 ? { dimensions } : {}),
    };
  }
  return {
    metricQueries: [
      { id: "total", expression: "SUM(METRICS())", label: key, returnData: true },
      ...metrics.map(({ namespace, name: metricName, statistic: stat, dimensions }, index) => ({
        id: `m${index + 1}`,
        metric: { namespace, metricName, stat, period, dimensions },
      })),
    ],
  };
}
