import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import { organizationDestination } from "./log-destination";
import { destinationTrustPolicy, feedWritePolicy, type LogStreamScope } from "./log-stream-policies";

export interface LogFeedArgs extends LogStreamScope {
  readonly keyArn: pulumi.Input<string>;
}

/** Hours for which what was not read can still be: a day with a reader away loses nothing. */
const RETENTION_HOURS = 48;

/**
 * Where log groups of all accounts send what is read as it comes. A function cannot be subscribed to a group of another account; a
 * destination can, and behind it stands a stream. Groups of this account are subscribed to the stream itself. Each reader has its own place
 * in the stream, so one that fails keeps no other waiting, and a group gives one of its two subscriptions for all of them.
 * Source: CloudWatch Logs user guide, "Cross-account cross-Region subscriptions", read 2026-11.
 */
export class LogFeed extends pulumi.ComponentResource {
  readonly streamArn: pulumi.Output<string>;
  /** Role by which a group of this account is subscribed to the stream, known once it may put into it. */
  readonly roleArn: pulumi.Output<string>;
  /** Destination for groups of other accounts, known once the organisation may subscribe to it. */
  readonly destinationArn: pulumi.Output<string>;

  constructor(name: string, args: LogFeedArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:logging:LogFeed", name, {}, opts);
    const own = { parent: this };
    const stream = new kinesis.Stream(
      name,
      {
        // Nobody has to foresee how much is logged.
        streamModeDetails: { streamMode: "ON_DEMAND" },
        retentionPeriod: RETENTION_HOURS,
        encryptionType: "KMS",
        kmsKeyId: args.keyArn,
        tags: { Name: name },
      },
      own,
    );
    const role = new iam.Role(
      name,
      {
        namePrefix: "LandingZoneLogFeed-",
        description: "Puts events of the organisation's log groups into the stream that functions read",
        assumeRolePolicy: destinationTrustPolicy(args),
      },
      own,
    );
    const put = new iam.RolePolicy(
      name,
      {
        role: role.id,
        policy: pulumi.all([stream.arn, args.keyArn]).apply(([arn, keyArn]) => feedWritePolicy(arn, keyArn)),
      },
      own,
    );
    this.streamArn = stream.arn;
    this.roleArn = pulumi.all([role.arn, put.id]).apply(([arn]) => arn);
    this.destinationArn = organizationDestination(
      name,
      { role, put, streamArn: stream.arn, organizationId: args.organizationId },
      own,
    );
    this.registerOutputs({ destinationArn: this.destinationArn });
  }
}
