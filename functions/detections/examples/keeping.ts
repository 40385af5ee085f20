import { call, is, type Examples } from "./example";

const LOGS = "organization-cloudtrail-logs";

const lifecycle = (days: number | string, bucketName = LOGS): unknown => ({
  bucketName,
  LifecycleConfiguration: { Rule: { ID: "expire", Status: "Enabled", Expiration: { Days: days } } },
});

const versioning = (status: string): unknown => ({
  bucketName: LOGS,
  VersioningConfiguration: { Status: status },
});

const block = (value: boolean): unknown => ({
  bucketName: LOGS,
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: value,
    RestrictPublicBuckets: true,
  },
});

/** Examples for log-store.ts and governance.ts. */
export const KEEPING_EXAMPLES: Examples = {
  "log-bucket-access-changed": {
    fires: is("PutBucketPolicy on the trail's bucket", call("s3", "PutBucketPolicy", { bucketName: LOGS })),
    nearMiss: is(
      "PutBucketPolicy on a web bucket",
      call("s3", "PutBucketPolicy", { bucketName: "catalog-assets" }),
    ),
    alsoFires: [
      is("DeleteBucketPolicy", call("s3", "DeleteBucketPolicy", { bucketName: LOGS })),
      is("PutBucketAcl", call("s3", "PutBucketAcl", { bucketName: LOGS })),
    ],
  },
  "log-bucket-expiry-short": {
    fires: is("PutBucketLifecycle of one day", call("s3", "PutBucketLifecycle", lifecycle("1"))),
    nearMiss: is("PutBucketLifecycle of seven years", call("s3", "PutBucketLifecycle", lifecycle(2557))),
    alsoFires: [
      is(
        "one rule of several, older versions",
        call("s3", "PutBucketLifecycle", {
          bucketName: LOGS,
          LifecycleConfiguration: {
            Rule: [
              { Status: "Enabled", Expiration: { Days: 3650 } },
              { Status: "Enabled", NoncurrentVersionExpiration: { NoncurrentDays: 3 } },
            ],
          },
        }),
      ),
    ],
    alsoMisses: [
      is("one day in a scratch bucket", call("s3", "PutBucketLifecycle", lifecycle(1, "scratch"))),
    ],
  },
  "log-bucket-deleted": {
    fires: is("DeleteBucket", call("s3", "DeleteBucket", { bucketName: LOGS })),
    nearMiss: is("DeleteBucket of a scratch bucket", call("s3", "DeleteBucket", { bucketName: "scratch" })),
  },
  "log-bucket-versioning-suspended": {
    fires: is("PutBucketVersioning, Suspended", call("s3", "PutBucketVersioning", versioning("Suspended"))),
    nearMiss: is("PutBucketVersioning, Enabled", call("s3", "PutBucketVersioning", versioning("Enabled"))),
  },
  "log-bucket-encryption-removed": {
    fires: is("DeleteBucketEncryption", call("s3", "DeleteBucketEncryption", { bucketName: LOGS })),
    nearMiss: is("PutBucketEncryption", call("s3", "PutBucketEncryption", { bucketName: LOGS })),
  },
  "log-bucket-replication-removed": {
    fires: is("DeleteBucketReplication", call("s3", "DeleteBucketReplication", { bucketName: LOGS })),
    nearMiss: is(
      "the same on a web bucket",
      call("s3", "DeleteBucketReplication", { bucketName: "catalog-assets" }),
    ),
  },
  "public-access-unblocked": {
    fires: is(
      "PutBucketPublicAccessBlock with one flag off",
      call("s3", "PutBucketPublicAccessBlock", block(false)),
    ),
    nearMiss: is(
      "PutBucketPublicAccessBlock with all on",
      call("s3", "PutBucketPublicAccessBlock", block(true)),
    ),
    alsoFires: [
      is(
        "DeletePublicAccessBlock of a log bucket",
        call("s3", "DeletePublicAccessBlock", { bucketName: LOGS }),
      ),
      is(
        "the account's block deleted",
        call("s3", "DeleteAccountPublicAccessBlock", { accountId: "111122223333" }),
      ),
    ],
  },
  "key-disabled": {
    fires: is(
      "ScheduleKeyDeletion",
      call("kms", "ScheduleKeyDeletion", { keyId: "k", pendingWindowInDays: 7 }),
    ),
    nearMiss: is("CancelKeyDeletion", call("kms", "CancelKeyDeletion", { keyId: "k" })),
    alsoFires: [is("DisableKey", call("kms", "DisableKey", { keyId: "k" }))],
  },
  "organization-left": {
    fires: is(
      "LeaveOrganization",
      call("organizations", "LeaveOrganization", null, { awsRegion: "us-east-1" }),
    ),
    nearMiss: is("InviteAccountToOrganization", call("organizations", "InviteAccountToOrganization", {})),
  },
  "account-closed": {
    fires: is("CloseAccount", call("organizations", "CloseAccount", { accountId: "111122223333" })),
    nearMiss: is("CreateAccount", call("organizations", "CreateAccount", { accountName: "a" })),
  },
  "guardrail-changed": {
    fires: is(
      "DetachPolicy of an SCP",
      call("organizations", "DetachPolicy", { policyId: "p-1", targetId: "ou-1" }),
    ),
    nearMiss: is("DetachPolicy of IoT", call("iot", "DetachPolicy", { policyName: "thing" })),
    alsoFires: [
      is("UpdatePolicy", call("organizations", "UpdatePolicy", { policyId: "p-1" })),
      is(
        "DisablePolicyType",
        call("organizations", "DisablePolicyType", { policyType: "SERVICE_CONTROL_POLICY" }),
      ),
    ],
  },
  "delegated-admin-removed": {
    fires: is(
      "DeregisterDelegatedAdministrator",
      call("organizations", "DeregisterDelegatedAdministrator", {
        servicePrincipal: "guardduty.amazonaws.com",
      }),
    ),
    nearMiss: is(
      "RegisterDelegatedAdministrator",
      call("organizations", "RegisterDelegatedAdministrator", {
        servicePrincipal: "guardduty.amazonaws.com",
      }),
    ),
  },
  "trusted-access-removed": {
    fires: is(
      "DisableAWSServiceAccess",
      call("organizations", "DisableAWSServiceAccess", { servicePrincipal: "config.amazonaws.com" }),
    ),
    nearMiss: is(
      "EnableAWSServiceAccess",
      call("organizations", "EnableAWSServiceAccess", { servicePrincipal: "config.amazonaws.com" }),
    ),
  },
  "region-enabled": {
    fires: is(
      "EnableRegion",
      call("account", "EnableRegion", { RegionName: "ap-east-1" }, { awsRegion: "us-east-1" }),
    ),
    nearMiss: is(
      "DisableRegion",
      call("account", "DisableRegion", { RegionName: "ap-east-1" }, { awsRegion: "us-east-1" }),
    ),
  },
  "unexpected-region": {
    fires: is("RunInstances in ap-south-1", call("ec2", "RunInstances", {}, { awsRegion: "ap-south-1" })),
    nearMiss: is(
      "DescribeInstances there, as the console does",
      call("ec2", "DescribeInstances", {}, { awsRegion: "ap-south-1", readOnly: true }),
    ),
    alsoMisses: [
      is("RunInstances where work is expected", call("ec2", "RunInstances", {})),
      is("a role made, which us-east-1 records", call("iam", "CreateRole", {}, { awsRegion: "us-east-1" })),
    ],
  },
};
