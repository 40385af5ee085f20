import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { type PortSpeed } from "../../settings/facts/direct-connect";

export interface DirectConnectAlarmsArgs {
  readonly connectionId: pulumi.Input<string>;
  readonly topicArn: pulumi.Input<string>;
  /** Light of the port's optics. A hosted connection shares its provider's port, whose light AWS does not tell. */
  readonly light?: PortSpeed;
}

/**
 * Alarms of one connection: it is down, or the light sent or received is weaker than its optics need. Source: "Direct Connect metrics and dimensions"
 * (Direct Connect user guide), read 2026-11.
 */
export class DirectConnectAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: DirectConnectAlarmsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:hybrid:DirectConnectAlarms", name, {}, opts);
    const { connectionId, topicArn, light } = args;
    const alarm = (suffix: string, metricName: string, description: string, threshold: number): void => {
      new cloudwatch.MetricAlarm(
        `${name}-${suffix}`,
        {
          alarmDescription: description,
          namespace: "AWS/DX",
          metricName,
          dimensions: { ConnectionId: connectionId },
          statistic: "Minimum",
          comparisonOperator: "LessThanThreshold",
          threshold,
          // Shortest period at which the metrics are published by default.
          period: 300,
          evaluationPeriods: suffix === "down" ? 1 : 3,
          treatMissingData: "breaching",
          alarmActions: [topicArn],
          okActions: [topicArn],
          tags: { Name: `${name}-${suffix}` },
        },
        { parent: this },
      );
    };
    alarm("down", "ConnectionState", `Direct Connect connection ${name} is down.`, 1);
    if (light) {
      alarm(
        "light-sent",
        "ConnectionLightLevelTx",
        `Direct Connect connection ${name} sends less light than its optics should, in dBm.`,
        light.lowestTxDbm,
      );
      alarm(
        "light-received",
        "ConnectionLightLevelRx",
        `Direct Connect connection ${name} receives less light than its optics need, in dBm.`,
        light.lowestRxDbm,
      );
    }
    this.registerOutputs({});
  }
}
