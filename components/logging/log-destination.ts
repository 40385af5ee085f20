import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as iam from "@pulumi/aws/iam";
import { destinationPolicy } from "./log-stream-policies";

export interface LogDestinationArgs {
  /** Role by which CloudWatch Logs puts events into the stream. */
  readonly role: iam.Role;
  /** What lets the role do so. */
  readonly put: iam.RolePolicy;
  readonly streamArn: pulumi.Input<string>;
  /** Organisation whose accounts may subscribe their log groups. */
  readonly organizationId: string;
}

/**
 * A destination for log groups of all accounts of the organisation, with a stream behind it.
 *
 * @returns its ARN, known once the organisation may subscribe to it
 */
export function organizationDestination(
  name: string,
  { role, put, streamArn, organizationId }: LogDestinationArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const destination = new cloudwatch.LogDestination(
    name,
    { roleArn: role.arn, targetArn: streamArn, tags: { Name: name } },
    // CloudWatch Logs sends a test message at once.
    { ...opts, dependsOn: [put] },
  );
  const policy = new cloudwatch.LogDestinationPolicy(
    name,
    {
      destinationName: destination.name,
      accessPolicy: destination.arn.apply((arn) => destinationPolicy(arn, organizationId)),
    },
    opts,
  );
  return pulumi.all([destination.arn, policy.id]).apply(([arn]) => arn);
}
