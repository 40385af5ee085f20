import * as pulumi from "@pulumi/pulumi";
import * as kms from "@pulumi/aws/kms";
import { policyDocument } from "../policy-document";

export interface LogKeyArgs {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

/**
 * Key policy for log groups: the account administers it, and CloudWatch Logs uses it for this account's log groups in this
 * Region only. Source: CloudWatch Logs user guide, "Encrypt log data using AWS KMS", read 2026-11.
 */
export function logKeyPolicy({ accountId, region, partition }: LogKeyArgs): string {
  return policyDocument([
    {
      Sid: "AccountAdministersThroughIam",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "LogGroupsOfThisAccount",
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: "*",
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${accountId}:log-group:*`,
        },
      },
    },
  ]);
}

/** The key of an account's log groups. It outlives the stack: without it the logs could not be read any more. */
export class LogKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: LogKeyArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:logging:LogKey", name, {}, opts);
    const key = new kms.Key(
      name,
      {
        description: "Log groups of this account",
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: logKeyPolicy(args),
        tags: { Name: name },
      },
      { parent: this, retainOnDelete: true },
    );
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
