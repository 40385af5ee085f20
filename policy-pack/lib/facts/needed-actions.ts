/**
 * Actions a landing zone's deployment needs in a member account, whatever guardrails are about: to come in, to build networks, logs and roles,
 * and to undo what it built. What a guardrail is meant to deny to everybody (leaving the organisation, stopping a trail) is not among them.
 * Source: the create, update and read calls of the AWS provider for the landing zone's resource types (2026-11).
 */
export const NEEDED_ACTIONS: readonly string[] = [
  "sts:AssumeRole",
  "sts:GetCallerIdentity",
  "iam:CreateRole",
  "iam:GetRole",
  "iam:PassRole",
  "iam:PutRolePolicy",
  "ec2:CreateVpc",
  "ec2:CreateSubnet",
  "ec2:CreateRoute",
  "ec2:CreateFlowLogs",
  "ec2:DescribeVpcs",
  "ec2:CreateVpcPeeringConnection",
  "ec2:AuthorizeSecurityGroupIngress",
  "logs:CreateLogGroup",
  "logs:PutRetentionPolicy",
  "s3:CreateBucket",
  "s3:PutBucketPolicy",
  "s3:GetBucketPolicy",
  "kms:CreateKey",
  "kms:PutKeyPolicy",
  "cloudtrail:CreateTrail",
  "cloudtrail:UpdateTrail",
  "config:PutConfigurationRecorder",
  "events:PutRule",
  "sns:CreateTopic",
];
