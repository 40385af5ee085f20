import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import { type Statement, policyDocument } from "../policy-document";
import { type ConfigDelivery } from "./delivery";
import { serviceTrust } from "../policy-statements";

export interface RecorderRoleArgs {
  readonly accountId: pulumi.Input<string>;
  readonly partition: string;
  readonly kind: "serviceLinked" | "existing" | "custom";
  readonly delivery: ConfigDelivery;
}

const service = "config.amazonaws.com";

/** ARN of AWS Config's service-linked role. Source: developer guide, "Using service-linked roles", read 2026-11. */
export function serviceLinkedRoleArn(partition: string, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:role/aws-service-role/${service}/AWSServiceRoleForConfig`;
}

/** Only AWS Config, and only for this account, takes the role: no confused deputy. */
export function recorderTrustPolicy(accountId: string): string {
  return serviceTrust("AwsConfig", service, { StringEquals: { "aws:SourceAccount": accountId } });
}

/**
 * What a role of one's own needs beside AWS's managed policy: to put objects below this account's prefix.
 * Source: developer guide, "Permissions for the IAM role assigned to AWS Config", read 2026-11.
 */
export function deliveryPolicy(args: {
  readonly bucketArn: string;
  readonly prefix: string;
  readonly accountId: string;
  readonly keyArn?: string;
}): string {
  const { bucketArn, prefix, accountId, keyArn } = args;
  const encrypt: Statement[] =
    keyArn === undefined
      ? []
      : [
          {
            Sid: "EncryptWhatIsDelivered",
            Effect: "Allow",
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Resource: keyArn,
          },
        ];
  return policyDocument([
    {
      Sid: "DeliverToTheArchive",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: `${bucketArn}/${prefix}/AWSLogs/${accountId}/*`,
      Condition: { StringLike: { "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
    { Sid: "CheckTheBucket", Effect: "Allow", Action: "s3:GetBucketAcl", Resource: bucketArn },
    ...encrypt,
  ]);
}

/** Makes or finds the role of an account's recorders. @returns its ARN */
export function recorderRole(
  name: string,
  { accountId, partition, kind, delivery }: RecorderRoleArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  switch (kind) {
    case "existing":
      return pulumi.output(accountId).apply((id) => serviceLinkedRoleArn(partition, id));
    case "serviceLinked":
      return new iam.ServiceLinkedRole(
        name,
        { awsServiceName: service, description: "Reads configurations for AWS Config" },
        opts,
      ).arn;
    case "custom": {
      const role = new iam.Role(
        name,
        {
          // The guardrails protect roles of this name.
          namePrefix: "LandingZoneConfig-",
          description: "Reads configurations for AWS Config and delivers them to the archive",
          assumeRolePolicy: pulumi.output(accountId).apply(recorderTrustPolicy),
        },
        opts,
      );
      const read = new iam.RolePolicyAttachment(
        name,
        { role: role.name, policyArn: `arn:${partition}:iam::aws:policy/service-role/AWS_ConfigRole` },
        opts,
      );
      const deliver = new iam.RolePolicy(
        name,
        {
          role: role.id,
          policy: pulumi
            .all([accountId, delivery.bucket, delivery.keyArn])
            .apply(([account, bucket, keyArn]) =>
              deliveryPolicy({
                bucketArn: `arn:${partition}:s3:::${bucket}`,
                prefix: delivery.prefix,
                accountId: account,
                ...(keyArn === undefined ? {} : { keyArn }),
              }),
            ),
        },
        opts,
      );
      // Whoever uses the role waits until it may do its work.
      return pulumi.all([role.arn, read.id, deliver.id]).apply(([arn]) => arn);
    }
  }
}
