import { partitionOf } from "../../settings/facts/regions";
import { type Statement, policyDocument } from "../policy-document";

/**
 * Buckets of AWS itself that hosts must reach through the S3 endpoint, in a Region.
 *
 * Sources: Systems Manager user guide "SSM Agent communications with AWS managed S3 buckets"; ECR user guide
 * "Amazon ECR interface VPC endpoints" (layers come from prod-REGION-starport-layer-bucket); Amazon Linux
 * repositories al2023-repos-REGION-de612dc2. Read 2026-11.
 */
export function awsServiceBuckets(region: string): string[] {
  return [
    `al2023-repos-${region}-de612dc2`,
    `amazon-ssm-${region}`,
    `amazon-ssm-packages-${region}`,
    `aws-patch-manager-${region}-*`,
    `aws-ssm-document-attachments-${region}`,
    `aws-ssm-${region}`,
    `patch-baseline-snapshot-${region}`,
    `prod-${region}-starport-layer-bucket`,
    `${region}-birdwatcher-prod`,
  ];
}

export interface S3EndpointPolicyArgs {
  readonly region: string;
  readonly organizationId: string;
  /** Names of the workload's own buckets; `*` stands for any characters. */
  readonly buckets: readonly string[];
}

/**
 * Policy of an S3 gateway endpoint: the organisation's principals reach the named buckets and no other, and only
 * while those buckets belong to the organisation; hosts read what AWS publishes for them. So credentials from outside
 * cannot be used through the endpoint, and no data leaves to a bucket elsewhere.
 */
export function s3EndpointPolicy({ region, organizationId, buckets }: S3EndpointPolicyArgs): string {
  const arn = (bucket: string): string => `arn:${partitionOf(region)}:s3:::${bucket}`;
  const own: Statement[] =
    buckets.length === 0
      ? []
      : [
          {
            Sid: "NamedBucketsOfTheOrganisation",
            Effect: "Allow",
            Principal: "*",
            Action: [
              "s3:AbortMultipartUpload",
              "s3:DeleteObject",
              "s3:GetBucketLocation",
              "s3:GetObject",
              "s3:GetObjectTagging",
              "s3:GetObjectVersion",
              "s3:ListBucket",
              "s3:ListBucketMultipartUploads",
              "s3:ListMultipartUploadParts",
              "s3:PutObject",
              "s3:PutObjectTagging",
            ],
            Resource: buckets.flatMap((bucket) => [arn(bucket), `${arn(bucket)}/*`]),
            Condition: {
              StringEquals: { "aws:PrincipalOrgID": organizationId, "aws:ResourceOrgID": organizationId },
            },
          },
        ];
  return policyDocument([
    ...own,
    {
      Sid: "BucketsOfAwsForHosts",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: awsServiceBuckets(region).map((bucket) => `${arn(bucket)}/*`),
    },
  ]);
}
