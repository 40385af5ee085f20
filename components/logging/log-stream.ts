import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import { organizationDestination } from "./log-destination";
import {
  type LogStreamScope,
  destinationTrustPolicy,
  destinationWritePolicy,
  streamPrefixes,
  streamTrustPolicy,
  streamWritePolicy,
} from "./log-stream-policies";

export interface LogStreamArgs extends LogStreamScope {
  /** Name of the role that writes. Given, not made up: the archive's policy names the role, is there before it and outlives it. */
  readonly roleName: string;
  /** Bucket of the archive that the stream writes to. */
  readonly bucketArn: pulumi.Input<string>;
}

/** Megabytes and seconds that the stream collects before it writes: few large objects, and at most five minutes late. */
const buffer = { bufferingSize: 64, bufferingInterval: 300 };

/**
 * Where the log groups of all accounts send their events: a destination that admits the organisation, and a stream behind it that writes
 * them to the archive, one line of JSON a batch, compressed.
 */
export class LogStream extends pulumi.ComponentResource {
  /** ARN of the destination, known once the organisation may subscribe to it. */
  readonly destinationArn: pulumi.Output<string>;

  constructor(name: string, args: LogStreamArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:logging:LogStream", name, {}, opts);
    const own = { parent: this };
    const writer = new iam.Role(
      name,
      {
        name: args.roleName,
        description: "Writes log groups' events to the archive",
        assumeRolePolicy: streamTrustPolicy(args),
      },
      own,
    );
    const write = new iam.RolePolicy(
      name,
      { role: writer.id, policy: pulumi.output(args.bucketArn).apply(streamWritePolicy) },
      own,
    );
    const stream = new kinesis.FirehoseDeliveryStream(
      name,
      {
        destination: "extended_s3",
        serverSideEncryption: { enabled: true, keyType: "AWS_OWNED_CMK" },
        extendedS3Configuration: {
          ...buffer,
          roleArn: writer.arn,
          bucketArn: args.bucketArn,
          prefix: streamPrefixes.data,
          errorOutputPrefix: streamPrefixes.failed,
          compressionFormat: "GZIP",
          processingConfiguration: {
            enabled: true,
            // Log groups send each batch compressed by itself, and no line's end.
            processors: [
              {
                type: "Decompression",
                parameters: [{ parameterName: "CompressionFormat", parameterValue: "GZIP" }],
              },
              { type: "AppendDelimiterToRecord" },
            ],
          },
        },
        tags: { Name: name },
      },
      { ...own, dependsOn: [write] },
    );
    const role = new iam.Role(
      `${name}-destination`,
      {
        namePrefix: "LandingZoneLogDestination-",
        description: "Puts events of the organisation's log groups into the stream to the archive",
        assumeRolePolicy: destinationTrustPolicy(args),
      },
      own,
    );
    const put = new iam.RolePolicy(
      `${name}-destination`,
      { role: role.id, policy: stream.arn.apply(destinationWritePolicy) },
      own,
    );
    this.destinationArn = organizationDestination(
      name,
      { role, put, streamArn: stream.arn, organizationId: args.organizationId },
      own,
    );
    this.registerOutputs({ destinationArn: this.destinationArn });
  }
}
