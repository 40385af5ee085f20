import type { Document, Policy } from "./documents";

const prefix = "AWS managed ";

const allow = (Sid: string, Action: string | readonly string[]): Document => ({
  Version: "2012-10-17",
  Statement: [{ Sid, Effect: "Allow", Action, Resource: "*" }],
});

/**
 * Policies of AWS that roles here have, by name. Source: AWS managed policy reference, read 2026-11. Only what the cases ask
 * about is written down; what is left out counts as not allowed.
 */
const documents: Readonly<Record<string, Document>> = {
  AmazonRDSEnhancedMonitoringRole: {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "EnableCreationAndManagementOfRDSCloudwatchLogGroups",
        Effect: "Allow",
        Action: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"],
        Resource: "arn:aws:logs:*:*:log-group:RDS*",
      },
      {
        Sid: "EnableCreationAndManagementOfRDSCloudwatchLogStreams",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents"],
        Resource: "arn:aws:logs:*:*:log-group:RDS*:log-stream:*",
      },
    ],
  },
  AWSConfigRoleForOrganizations: allow("Members", [
    "organizations:DescribeOrganization",
    "organizations:ListAWSServiceAccessForOrganization",
    "organizations:ListAccounts",
    "organizations:ListDelegatedAdministrators",
  ]),
  AdministratorAccess: allow("Everything", "*"),
  ReadOnlyAccess: allow("ReadOnly", [
    "s3:Get*",
    "s3:List*",
    "logs:Describe*",
    "logs:Get*",
    "logs:FilterLogEvents",
    "cloudtrail:Get*",
    "cloudtrail:Describe*",
    "cloudtrail:LookupEvents",
    "config:Describe*",
    "config:Get*",
    "config:List*",
    "ec2:Describe*",
    "iam:Get*",
    "iam:List*",
    "kms:Describe*",
    "kms:List*",
    "kms:GetKeyPolicy",
  ]),
};

/** Policies that AWS keeps, not the stacks. */
export const awsManaged = {
  prefix,
  /** @param arn or name @throws when it is not written down here */
  policy(arn: string): Policy {
    const name = arn.slice(arn.lastIndexOf("/") + 1);
    const document = documents[name];
    if (!document)
      throw new Error(`${arn} is attached to a role, and test/proofs/model/aws-managed.ts does not have it`);
    return { kind: "identity", id: `${prefix}${name}`, document };
  },
} as const;
