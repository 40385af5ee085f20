import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { policyDocument } from "../policy-document";
import { logServices } from "./log-services";

export interface DistributionDestinationArgs {
  /** CloudFront's Region (us-east-1), where its logs are delivered from. */
  readonly region: string;
  /** Bucket of the archive. */
  readonly bucketArn: pulumi.Input<string>;
  /** Accounts that may have distributions. */
  readonly accounts: readonly string[];
}

/**
 * Who may connect a source of logs with the archive's destination. Principals are bare account ids: CloudWatch Logs refuses
 * ARNs here. Source: CloudWatch Logs API reference, PutDeliveryDestinationPolicy, and the service's own error, read 2026-11.
 */
export function distributionDestinationPolicy(destinationArn: string, accounts: readonly string[]): string {
  return policyDocument([
    {
      Sid: "AccountsOfTheEnvironmentDeliver",
      Effect: "Allow",
      Principal: { AWS: accounts },
      Action: "logs:CreateDelivery",
      Resource: destinationArn,
    },
  ]);
}

/**
 * Where CloudFront's logs go: the delivery destination in the archive's account, below a prefix of its own. Its Region is told here: a provider more is a
 * process more.
 */
export class DistributionDestination extends pulumi.ComponentResource {
  /** Known once the accounts of the environment may use it. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: DistributionDestinationArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:logging:DistributionDestination", name, {}, opts);
    const own = { parent: this };
    const destination = new cloudwatch.LogDeliveryDestination(
      name,
      {
        region: args.region,
        outputFormat: "parquet",
        deliveryDestinationConfiguration: {
          // With a prefix here CloudFront adds none of its own.
          destinationResourceArn: pulumi.interpolate`${args.bucketArn}/${logServices.distributions.prefix}`,
        },
        tags: { Name: name },
      },
      own,
    );
    const policy = new cloudwatch.LogDeliveryDestinationPolicy(
      name,
      {
        region: args.region,
        deliveryDestinationName: destination.name,
        deliveryDestinationPolicy: destination.arn.apply((arn) =>
          distributionDestinationPolicy(arn, args.accounts),
        ),
      },
      own,
    );
    this.arn = pulumi.all([destination.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ arn: this.arn });
  }
}
