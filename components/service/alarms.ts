import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { type AlarmPlan, type MetricSource } from "./alarms-plan";

/** Where metrics of a kind are found. */
export interface MetricPlace {
  readonly namespace: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  /** Region in which they are published, and so the alarm has to be. */
  readonly region: string;
}

export interface ServiceAlarmsArgs {
  readonly plans: readonly AlarmPlan[];
  readonly places: Readonly<Partial<Record<MetricSource, MetricPlace>>>;
  /** Topics by Region: an alarm tells those of its own only. */
  readonly topics: ReadonlyMap<string, pulumi.Input<string>>;
}

/** Alarms of a service, in the Region of their metrics. */
export class ServiceAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: ServiceAlarmsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:service:ServiceAlarms", name, {}, opts);
    for (const plan of args.plans) {
      const place = args.places[plan.source];
      const topic = place && args.topics.get(place.region);
      if (!place || topic === undefined) {
        throw new pulumi.ResourceError(`there is nothing that ${plan.key} could watch`, this);
      }
      const key = `${name}-${plan.key}`;
      new cloudwatch.MetricAlarm(
        key,
        {
          region: place.region,
          alarmDescription: plan.means,
          ...watched(plan, place),
          evaluationPeriods: plan.periods,
          datapointsToAlarm: plan.periods,
          treatMissingData: plan.withoutData,
          alarmActions: [topic],
          okActions: [topic],
          tags: { Name: key },
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}

/** A metric against a value, or against the band of what is usual. */
function watched(plan: AlarmPlan, { namespace, dimensions }: MetricPlace) {
  const { metric, statistic, period, limit } = plan;
  if ("value" in limit) {
    return {
      namespace,
      metricName: metric,
      dimensions: { ...dimensions },
      ...(statistic === "p95" ? { extendedStatistic: statistic } : { statistic }),
      period,
      comparisonOperator: limit.kind === "above" ? "GreaterThanThreshold" : "LessThanThreshold",
      threshold: limit.value,
    };
  }
  return {
    comparisonOperator:
      limit.kind === "outside" ? "LessThanLowerOrGreaterThanUpperThreshold" : "GreaterThanUpperThreshold",
    thresholdMetricId: "usual",
    metricQueries: [
      {
        id: "measured",
        returnData: true,
        metric: { namespace, metricName: metric, dimensions: { ...dimensions }, stat: statistic, period },
      },
      {
        id: "usual",
        label: "What is usual",
        returnData: true,
        expression: `ANOMALY_DETECTION_BAND(measured, ${limit.deviations})`,
      },
    ],
  };
}
