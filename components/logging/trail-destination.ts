import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { trailDestination, trailDestinationPolicy } from "./trail-plan";

export interface TrailDestinationArgs {
  /** Short name of the environment, part of the destination's name. */
  readonly environment: string;
  /** The one account that may send: its log group holds the organisation's trail. */
  readonly managementAccountId: string;
  /** The stream of log events that functions read, and the role by which CloudWatch Logs puts into it. */
  readonly streamArn: pulumi.Input<string>;
  readonly roleArn: pulumi.Input<string>;
}

/**
 * Where the organisation's trail is sent to be searched: into the stream of the other logs, by a door of its own. Its name is known
 * beforehand and it admits the management account alone.
 */
export class TrailDestination extends pulumi.ComponentResource {
  constructor(name: string, args: TrailDestinationArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:logging:TrailDestination", name, {}, opts);
    const own = { parent: this };
    const destination = new cloudwatch.LogDestination(
      name,
      {
        name: trailDestination(args.environment),
        roleArn: args.roleArn,
        targetArn: args.streamArn,
        tags: { Name: name },
      },
      own,
    );
    new cloudwatch.LogDestinationPolicy(
      name,
      {
        destinationName: destination.name,
        accessPolicy: destination.arn.apply((arn) => trailDestinationPolicy(arn, args.managementAccountId)),
      },
      own,
    );
    this.registerOutputs();
  }
}
