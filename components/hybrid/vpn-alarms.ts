import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";

export interface VpnAlarmsArgs {
  readonly connectionId: pulumi.Input<string>;
  readonly topicArn: pulumi.Input<string>;
}

/**
 * Two alarms of one connection. `TunnelState` of a connection is the mean of its tunnels: 1 when both are up, 0 when none is, between them when
 * one is (for BGP a tunnel is up when its session is established). Source: "Monitor Site-to-Site VPN tunnels using CloudWatch", read 2026-11.
 */
export class VpnAlarms extends pulumi.ComponentResource {
  constructor(
    name: string,
    { connectionId, topicArn }: VpnAlarmsArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("landing-zone:hybrid:VpnAlarms", name, {}, opts);
    const common = {
      namespace: "AWS/VPN",
      metricName: "TunnelState",
      dimensions: { VpnId: connectionId },
      // Shortest period at which the metric is published.
      period: 300,
      alarmActions: [topicArn],
      okActions: [topicArn],
      // A connection that says nothing is as bad as one that is down.
      treatMissingData: "breaching",
    };
    new cloudwatch.MetricAlarm(
      `${name}-down`,
      {
        ...common,
        alarmDescription: `VPN connection ${name} is down: neither tunnel is up.`,
        statistic: "Maximum",
        comparisonOperator: "LessThanOrEqualToThreshold",
        threshold: 0,
        evaluationPeriods: 1,
        tags: { Name: `${name}-down` },
      },
      { parent: this },
    );
    new cloudwatch.MetricAlarm(
      `${name}-not-redundant`,
      {
        ...common,
        alarmDescription: `VPN connection ${name} has no redundancy: one of its tunnels is down.`,
        statistic: "Minimum",
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        // AWS takes one tunnel at a time out of service for a while to renew it.
        evaluationPeriods: 3,
        tags: { Name: `${name}-not-redundant` },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
