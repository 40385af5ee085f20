/**
 * The metric filters and alarms of the CIS AWS Foundations Benchmark. Security Hub's controls CloudWatch.1 to CloudWatch.14 compare the
 * pattern of a filter literally: a changed space or an added name fails the control, so these strings stay as AWS prints them.
 * Source: AWS Security Hub user guide, "Amazon CloudWatch controls", checked 2026-11.
 */
export interface CisAlarm {
  /** Security Hub control CloudWatch.x. */
  readonly control: number;
  /** Of the filter, its metric and its alarm. */
  readonly name: string;
  readonly description: string;
  /** Verbatim. */
  readonly pattern: string;
}

/** The namespace AWS's guide uses for these metrics. */
export const CIS_NAMESPACE = "LogMetrics";

const anyOf = (...names: readonly string[]): string =>
  names.map((name) => `($.eventName=${name})`).join(" || ");

/** One filter and alarm a control. */
export const CIS_ALARMS: readonly CisAlarm[] = [
  {
    control: 1,
    name: "CIS-1.7-RootAccountUsage",
    description: "The root user was used",
    pattern:
      '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
  },
  {
    control: 2,
    name: "CIS-3.1-UnauthorizedAPICalls",
    description: "Calls were refused for want of permission",
    pattern: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
  },
  {
    control: 3,
    name: "CIS-3.2-ConsoleSigninWithoutMFA",
    description: "A user signed in without a second factor",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  },
  {
    control: 4,
    name: "CIS-4.4-IAMPolicyChanges",
    description: "A permission policy was changed",
    pattern: `{${anyOf(
      "DeleteGroupPolicy",
      "DeleteRolePolicy",
      "DeleteUserPolicy",
      "PutGroupPolicy",
      "PutRolePolicy",
      "PutUserPolicy",
      "CreatePolicy",
      "DeletePolicy",
      "CreatePolicyVersion",
      "DeletePolicyVersion",
      "AttachRolePolicy",
      "DetachRolePolicy",
      "AttachUserPolicy",
      "DetachUserPolicy",
      "AttachGroupPolicy",
      "DetachGroupPolicy",
    )}}`,
  },
  {
    control: 5,
    name: "CIS-4.5-CloudTrailChanges",
    description: "A trail was changed",
    pattern: `{${anyOf("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging")}}`,
  },
  {
    control: 6,
    name: "CIS-4.6-ConsoleAuthenticationFailure",
    description: "A sign-in to the console failed",
    pattern: '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
  },
  {
    control: 7,
    name: "CIS-4.7-DisableOrDeleteCMK",
    description: "A key was disabled or scheduled for deletion",
    pattern: `{($.eventSource=kms.amazonaws.com) && (${anyOf("DisableKey", "ScheduleKeyDeletion")})}`,
  },
  {
    control: 8,
    name: "CIS-4.8-S3BucketPolicyChanges",
    description: "A bucket's policy was changed",
    pattern: `{($.eventSource=s3.amazonaws.com) && (${anyOf(
      "PutBucketAcl",
      "PutBucketPolicy",
      "PutBucketCors",
      "PutBucketLifecycle",
      "PutBucketReplication",
      "DeleteBucketPolicy",
      "DeleteBucketCors",
      "DeleteBucketLifecycle",
      "DeleteBucketReplication",
    )})}`,
  },
  {
    control: 9,
    name: "CIS-4.9-AWSConfigChanges",
    description: "The configuration recording was changed",
    pattern: `{($.eventSource=config.amazonaws.com) && (${anyOf(
      "StopConfigurationRecorder",
      "DeleteDeliveryChannel",
      "PutDeliveryChannel",
      "PutConfigurationRecorder",
    )})}`,
  },
  {
    control: 10,
    name: "CIS-4.10-SecurityGroupChanges",
    description: "A security group was changed",
    pattern: `{${anyOf(
      "AuthorizeSecurityGroupIngress",
      "AuthorizeSecurityGroupEgress",
      "RevokeSecurityGroupIngress",
      "RevokeSecurityGroupEgress",
      "CreateSecurityGroup",
      "DeleteSecurityGroup",
    )}}`,
  },
  {
    control: 11,
    name: "CIS-4.11-NetworkACLChanges",
    description: "A network ACL was changed",
    pattern: `{${anyOf(
      "CreateNetworkAcl",
      "CreateNetworkAclEntry",
      "DeleteNetworkAcl",
      "DeleteNetworkAclEntry",
      "ReplaceNetworkAclEntry",
      "ReplaceNetworkAclAssociation",
    )}}`,
  },
  {
    control: 12,
    name: "CIS-4.12-NetworkGatewayChanges",
    description: "A network gateway was changed",
    pattern: `{${anyOf(
      "CreateCustomerGateway",
      "DeleteCustomerGateway",
      "AttachInternetGateway",
      "CreateInternetGateway",
      "DeleteInternetGateway",
      "DetachInternetGateway",
    )}}`,
  },
  {
    control: 13,
    name: "CIS-4.13-RouteTableChanges",
    description: "A route table was changed",
    pattern: `{${anyOf(
      "CreateRoute",
      "CreateRouteTable",
      "ReplaceRoute",
      "ReplaceRouteTableAssociation",
      "DeleteRouteTable",
      "DeleteRoute",
      "DisassociateRouteTable",
    )}}`,
  },
  {
    control: 14,
    name: "CIS-4.14-VPCChanges",
    description: "A VPC was changed",
    pattern: `{${anyOf(
      "CreateVpc",
      "DeleteVpc",
      "ModifyVpcAttribute",
      "AcceptVpcPeeringConnection",
      "CreateVpcPeeringConnection",
      "DeleteVpcPeeringConnection",
      "RejectVpcPeeringConnection",
      "AttachClassicLinkVpc",
      "DetachClassicLinkVpc",
      "DisableVpcClassicLink",
      "EnableVpcClassicLink",
    )}}`,
  },
];

/** What each alarm has in common: one match within five minutes raises it, silence is good news. */
export const CIS_ALARM_SETTINGS = {
  statistic: "Sum",
  periodSeconds: 300,
  evaluationPeriods: 1,
  comparison: "GreaterThanOrEqualToThreshold",
  threshold: 1,
  treatMissingData: "notBreaching",
} as const;
