import { type FunctionContract } from "../../lib/aws-contract";
import { MAIL_VARIABLES } from "../mail-variables";

/** Deploys functions/repair/security-groups. */
export const SECURITY_GROUP_REPAIR: FunctionContract = {
  name: "repair-security-groups",
  entry: "functions/repair/security-groups/handler.ts",
  memoryMegabytes: 256,
  timeoutSeconds: 300,
  environment: [
    { name: "MEMBER_ROLE_NAME", required: true, meaning: "name of the role to assume in every account" },
    { name: "ARCHIVE_BUCKET", required: true, meaning: "bucket for the records before and after" },
    { name: "DIRECTORY_PATH", required: true, meaning: "path of the parameters that list the accounts" },
    ...MAIL_VARIABLES,
    {
      name: "ENVIRONMENTS",
      required: false,
      meaning: "environments to repair in, comma-separated (production)",
    },
    { name: "PORTS", required: false, meaning: "ports that must not be open to the world (22,3389)" },
    { name: "DRY_RUN", required: false, meaning: "`true`: tell and record, change nothing" },
    { name: "OWNER_TAG", required: false, meaning: "tag that holds the owner's mailbox (owner)" },
    { name: "PARTITION", required: false, meaning: "aws, aws-cn or aws-us-gov (aws)" },
  ],
  ownStatements: [
    {
      Sid: "WorkInEveryAccount",
      Effect: "Allow",
      Action: ["sts:AssumeRole"],
      Resource: ["arn:<partition>:iam::*:role/<MEMBER_ROLE_NAME>"],
      Condition: { StringEquals: { "aws:ResourceOrgID": "<organization id>" } },
    },
    {
      Sid: "KnowTheAccounts",
      Effect: "Allow",
      Action: ["ssm:GetParametersByPath"],
      Resource: [
        "arn:<partition>:ssm:<region>:<account>:parameter<DIRECTORY_PATH>",
        "arn:<partition>:ssm:<region>:<account>:parameter<DIRECTORY_PATH>/*",
      ],
    },
    {
      Sid: "Record",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject"],
      Resource: ["arn:<partition>:s3:::<ARCHIVE_BUCKET>/repairs/security-groups/*"],
    },
    {
      Sid: "FindUnfinishedRecords",
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: ["arn:<partition>:s3:::<ARCHIVE_BUCKET>"],
      Condition: { StringLike: { "s3:prefix": "repairs/security-groups/*" } },
    },
    {
      Sid: "TellTheOwner",
      Effect: "Allow",
      Action: ["ses:SendEmail"],
      Resource: ["<identity of MAIL_FROM>"],
      Condition: { StringEquals: { "ses:FromAddress": "<MAIL_FROM>" } },
    },
  ],
  memberStatements: [
    {
      Sid: "SeeGroups",
      Effect: "Allow",
      Action: ["ec2:DescribeSecurityGroups", "ec2:DescribeSecurityGroupRules"],
      Resource: ["*"],
    },
    {
      Sid: "CloseGroups",
      Effect: "Allow",
      Action: ["ec2:RevokeSecurityGroupIngress"],
      Resource: [
        "arn:<partition>:ec2:*:<account>:security-group/*",
        "arn:<partition>:ec2:*:<account>:security-group-rule/*",
      ],
    },
  ],
  patterns: {
    "opened-by-call": {
      source: ["aws.ec2"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        eventSource: ["ec2.amazonaws.com"],
        eventName: ["AuthorizeSecurityGroupIngress", "ModifySecurityGroupRules"],
        errorCode: [{ exists: false }],
      },
    },
    "not-compliant": {
      source: ["aws.config"],
      "detail-type": ["Config Rules Compliance Change"],
      detail: {
        resourceType: ["AWS::EC2::SecurityGroup"],
        newEvaluationResult: { complianceType: ["NON_COMPLIANT"] },
      },
    },
  },
  schedule: "rate(1 hour)",
};
