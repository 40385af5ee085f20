import { type Json } from "../../analysis/values";
import { type CisName } from "./cis";

/**
 * What an account raises an alarm about, as records that the filter must match. A filter is good that matches all of its records and not a harmless one:
 * the benchmark gives a pattern for each, and any other that sees the same is as good.
 * Source: CIS AWS Foundations Benchmark, section on monitoring, and AWS Security Hub user guide, "Amazon CloudWatch controls", read 2026-11.
 */
export interface TrailAlarm {
  /** In parameters and messages. */
  readonly name: string;
  readonly cis: CisName;
  /** Records that its filter must match, each with what it stands for in a message. */
  readonly records: readonly { readonly what: string; readonly record: Json }[];
}

type Fields = Readonly<Record<string, Json>>;

function recordOf(source: string, name: string, more: Fields = {}): { what: string; record: Json } {
  return {
    what: name,
    record: {
      eventVersion: "1.11",
      eventType: "AwsApiCall",
      eventCategory: "Management",
      managementEvent: true,
      awsRegion: "us-east-1",
      sourceIPAddress: "198.51.100.7",
      userAgent: "console",
      readOnly: false,
      recipientAccountId: "111122223333",
      eventSource: `${source}.amazonaws.com`,
      eventName: name,
      userIdentity: { type: "IAMUser", accountId: "111122223333", userName: "somebody" },
      ...more,
    },
  };
}

function calls(
  name: string,
  recommendation: CisName,
  source: string,
  ...events: readonly string[]
): TrailAlarm {
  return { name, cis: recommendation, records: events.map((event) => recordOf(source, event)) };
}

/** Records of daily work, reading and writing: a filter that matches one would ring all day, and tell nothing. */
export const HARMLESS: readonly Json[] = [
  { source: "ec2", name: "DescribeInstances", readOnly: true },
  { source: "logs", name: "CreateLogStream", readOnly: false },
].map(
  ({ source, name, readOnly }) =>
    recordOf(source, name, {
      readOnly,
      userIdentity: { type: "AssumedRole", accountId: "111122223333", invokedBy: "lambda.amazonaws.com" },
    }).record,
);

/** A sign-in, as CloudTrail records it. */
function signIn(what: string, more: Fields): { what: string; record: Json } {
  return {
    what,
    record: recordOf("signin", "ConsoleLogin", { eventType: "AwsConsoleSignIn", ...more }).record,
  };
}

export const TRAIL_ALARMS: readonly TrailAlarm[] = [
  {
    name: "unauthorized",
    cis: "alarm-unauthorized",
    records: ["Client.UnauthorizedOperation", "AccessDenied", "AccessDeniedException"].map((errorCode) => ({
      what: errorCode,
      record: recordOf("ec2", "RunInstances", { errorCode }).record,
    })),
  },
  {
    name: "sign-in-without-mfa",
    cis: "alarm-no-mfa",
    records: [
      signIn("ConsoleLogin without MFA", {
        additionalEventData: { MFAUsed: "No" },
        responseElements: { ConsoleLogin: "Success" },
      }),
    ],
  },
  {
    name: "root",
    cis: "alarm-root",
    records: [
      {
        what: "a call by root",
        record: recordOf("iam", "CreateAccessKey", {
          userIdentity: { type: "Root", accountId: "111122223333", arn: "arn:aws:iam::111122223333:root" },
        }).record,
      },
    ],
  },
  calls(
    "iam",
    "alarm-iam",
    "iam",
    ...["DeleteGroupPolicy", "DeleteRolePolicy", "DeleteUserPolicy", "PutGroupPolicy", "PutRolePolicy"],
    ...["PutUserPolicy", "CreatePolicy", "DeletePolicy", "CreatePolicyVersion", "DeletePolicyVersion"],
    ...["AttachRolePolicy", "DetachRolePolicy", "AttachUserPolicy", "DetachUserPolicy"],
    ...["AttachGroupPolicy", "DetachGroupPolicy"],
  ),
  calls(
    "trail",
    "alarm-trail",
    "cloudtrail",
    ...["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"],
  ),
  {
    name: "failed-sign-in",
    cis: "alarm-sign-in",
    records: [
      signIn("a failed ConsoleLogin", {
        errorMessage: "Failed authentication",
        additionalEventData: { MFAUsed: "No" },
        responseElements: { ConsoleLogin: "Failure" },
      }),
    ],
  },
  calls("keys", "alarm-keys", "kms", "DisableKey", "ScheduleKeyDeletion"),
  calls(
    "buckets",
    "alarm-buckets",
    "s3",
    ...["PutBucketAcl", "PutBucketPolicy", "PutBucketCors", "PutBucketLifecycle", "PutBucketReplication"],
    ...["DeleteBucketPolicy", "DeleteBucketCors", "DeleteBucketLifecycle", "DeleteBucketReplication"],
  ),
  calls(
    "config",
    "alarm-config",
    "config",
    ...[
      "StopConfigurationRecorder",
      "DeleteDeliveryChannel",
      "PutDeliveryChannel",
      "PutConfigurationRecorder",
    ],
  ),
  calls(
    "security-groups",
    "alarm-groups",
    "ec2",
    ...["AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress"],
    ...["RevokeSecurityGroupEgress", "CreateSecurityGroup", "DeleteSecurityGroup"],
  ),
  calls(
    "network-acls",
    "alarm-acls",
    "ec2",
    ...["CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry"],
    ...["ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"],
  ),
  calls(
    "gateways",
    "alarm-gateways",
    "ec2",
    ...["CreateCustomerGateway", "DeleteCustomerGateway", "AttachInternetGateway", "CreateInternetGateway"],
    ...["DeleteInternetGateway", "DetachInternetGateway"],
  ),
  calls(
    "routes",
    "alarm-routes",
    "ec2",
    ...["CreateRoute", "CreateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation"],
    ...["DeleteRouteTable", "DeleteRoute", "DisassociateRouteTable"],
  ),
  calls(
    "vpcs",
    "alarm-vpcs",
    "ec2",
    ...["CreateVpc", "DeleteVpc", "ModifyVpcAttribute", "AcceptVpcPeeringConnection"],
    ...["CreateVpcPeeringConnection", "DeleteVpcPeeringConnection", "RejectVpcPeeringConnection"],
  ),
  calls(
    "organisation",
    "alarm-organization",
    "organizations",
    ...["AcceptHandshake", "AttachPolicy", "CreateAccount", "CreateOrganizationalUnit", "CreatePolicy"],
    ...["DeclineHandshake", "DeleteOrganization", "DeleteOrganizationalUnit", "DeletePolicy", "DetachPolicy"],
    ...["DisablePolicyType", "EnablePolicyType", "InviteAccountToOrganization", "LeaveOrganization"],
    ...["MoveAccount", "RemoveAccountFromOrganization", "UpdatePolicy", "UpdateOrganizationalUnit"],
  ),
];
