import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { AlarmTopic, type AlarmTopicArgs } from "../monitoring/alarm-topic";
import { PERIOD_SECONDS, PERIODS, searchAlarms, type SearchNames } from "./alarms-plan";

export interface SearchAlarmsArgs extends AlarmTopicArgs {
  readonly names: Omit<SearchNames<pulumi.Input<string>>, "accountId">;
  readonly volumeGib: number;
}

/** Alarms on the search domain and on the way to it, mailed to whoever answers for the platform. */
export class SearchAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: SearchAlarmsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:search:SearchAlarms", name, {}, opts);
    const own = { parent: this };
    const topic = new AlarmTopic(name, args, own);
    const names = { ...args.names, accountId: args.accountId };
    for (const plan of searchAlarms<pulumi.Input<string>>(names, args)) {
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
          period: PERIOD_SECONDS,
          evaluationPeriods: PERIODS,
          comparisonOperator: plan.comparison,
          threshold: plan.threshold,
          treatMissingData: "notBreaching",
          alarmActions: [topic.arn],
          okActions: [topic.arn],
          tags: { Name: alarm },
        },
        own,
      );
    }
    this.registerOutputs();
  }
}
