/**
 * Services whose resources resource control policies bind. Source: Organizations user guide, "List of AWS services that support
 * RCPs", with ECR and OpenSearch Serverless (2025-06), DynamoDB (2025-11), Cognito and CloudWatch Logs (2026-01); read 2026-11.
 */
export const resourceControlServices: ReadonlySet<string> = new Set([
  "aoss",
  "cognito-identity",
  "cognito-idp",
  "dynamodb",
  "ecr",
  "kms",
  "logs",
  "s3",
  "secretsmanager",
  "sqs",
  "sts",
]);

/**
 * What the root user of a bucket's account may always do, whatever the bucket's policy says: only organisation and endpoint
 * policies stop it. Source: S3 API reference, DeleteBucketPolicy, read 2026-11.
 */
export const rootBucketActions: ReadonlySet<string> = new Set([
  "s3:getbucketpolicy",
  "s3:putbucketpolicy",
  "s3:deletebucketpolicy",
]);

/** Services whose calls arrive in one Region. Source: IAM user guide, `aws:RequestedRegion`, read 2026-11. */
export const globalServices: ReadonlySet<string> = new Set([
  "cloudfront",
  "iam",
  "organizations",
  "route53",
  "shield",
  "support",
]);
export const globalRegion = "us-east-1";
