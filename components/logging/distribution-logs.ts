import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { type AccessLogDestinations } from "./access-logs";

export interface DistributionLogsArgs {
  /** CloudFront's Region (us-east-1), where sources of CloudFront's logs have to be. */
  readonly region: string;
  readonly distributionArn: pulumi.Input<string>;
  readonly destination: AccessLogDestinations["distributions"];
}

/**
 * Access logs of one CloudFront distribution (standard logging v2), partitioned by distribution and hour for queries. Source
 * and delivery name their Region, so no further provider is needed for it.
 */
export class DistributionLogs extends pulumi.ComponentResource {
  constructor(name: string, args: DistributionLogsArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:logging:DistributionLogs", name, {}, opts);
    const own = { parent: this };
    const source = new cloudwatch.LogDeliverySource(
      name,
      {
        region: args.region,
        logType: "ACCESS_LOGS",
        resourceArn: args.distributionArn,
        tags: { Name: name },
      },
      own,
    );
    new cloudwatch.LogDelivery(
      name,
      {
        region: args.region,
        deliverySourceName: source.name,
        deliveryDestinationArn: args.destination.deliveryDestinationArn,
        s3DeliveryConfigurations: [
          {
            enableHiveCompatiblePath: true,
            // Variables only: CloudFront writes `distributionid=…/year=…` itself. Lower case, as a catalogue's columns are.
            suffixPath: "{distributionid}/{yyyy}/{MM}/{dd}/{HH}",
          },
        ],
        tags: { Name: name },
      },
      own,
    );
    this.registerOutputs({});
  }
}
