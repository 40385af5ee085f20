import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as kms from "@pulumi/aws/kms";
import { type FunctionPlace } from "../functions/lambda-function";
import { hubKeyPolicy } from "./hub-policies";
import { Topic } from "./topic";
import { TRAIL_ALARM_SETTINGS, trailAlarms } from "./trail-alarms-plan";

export interface TrailAlarmsArgs extends FunctionPlace {
  /** Log group of the organisation's trail, in the same account. */
  readonly logGroupName: pulumi.Input<string>;
  readonly securityEmail: string;
  /** Regions in use. */
  readonly regions: readonly string[];
}

/**
 * Metric filters and alarms on the organisation's trail, in the account that owns it. They tell a topic of that account: Security Hub looks
 * whether it has a subscriber, which it could not see of another account's; and they need nothing of the pipeline.
 */
export class TrailAlarms extends pulumi.ComponentResource {
  readonly topicArn: pulumi.Output<string>;
  /** Their physical names. */
  readonly alarmNames: pulumi.Output<string[]>;

  constructor(name: string, args: TrailAlarmsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:detection:TrailAlarms", name, {}, opts);
    const own = { parent: this };
    const { accountId, region, partition } = args;
    const key = new kms.Key(
      name,
      {
        description: "Alarms on the organisation's trail",
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: pulumi
          .output(accountId)
          .apply((account) => hubKeyPolicy({ accountId: account, region, partition })),
        tags: { Name: name },
      },
      own,
    );
    const topic = new Topic(
      name,
      {
        accountId,
        region,
        partition,
        title: "Landing zone: alarms on the trail",
        keyArn: key.arn,
        mailboxes: [args.securityEmail],
      },
      own,
    );
    const { statistic, periodSeconds, evaluationPeriods, comparison, threshold, treatMissingData } =
      TRAIL_ALARM_SETTINGS;
    const alarms = trailAlarms(args.regions).map((plan) => {
      const metric = { name: plan.name, namespace: plan.namespace };
      new cloudwatch.LogMetricFilter(
        `${name}-${plan.name}`,
        {
          name: plan.name,
          logGroupName: args.logGroupName,
          pattern: plan.pattern,
          metricTransformation: { ...metric, value: "1" },
        },
        own,
      );
      return new cloudwatch.MetricAlarm(
        `${name}-${plan.name}`,
        {
          alarmDescription: plan.description,
          namespace: metric.namespace,
          metricName: metric.name,
          statistic,
          period: periodSeconds,
          evaluationPeriods,
          comparisonOperator: comparison,
          threshold,
          treatMissingData,
          alarmActions: [topic.arn],
          tags: { Name: plan.name },
        },
        own,
      );
    });
    this.topicArn = topic.arn;
    this.alarmNames = pulumi.all(alarms.map(({ name: physical }) => physical));
    this.registerOutputs({ topicArn: this.topicArn });
  }
}
