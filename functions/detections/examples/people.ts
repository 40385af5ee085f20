import { type TrailRecord } from "../../lib/events";
import { call, is, type Examples } from "./example";

const ROOT = {
  type: "Root",
  principalId: "111122223333",
  arn: "arn:aws:iam::111122223333:root",
  accountId: "111122223333",
};
const ALICE = {
  type: "IAMUser",
  arn: "arn:aws:iam::111122223333:user/Alice",
  accountId: "111122223333",
  userName: "Alice",
};

const signIn = (
  userIdentity: TrailRecord,
  answer: string,
  mfa: string,
  extra: TrailRecord = {},
): TrailRecord =>
  call("signin", "ConsoleLogin", null, {
    eventType: "AwsConsoleSignIn",
    awsRegion: "us-east-1",
    userIdentity,
    responseElements: { ConsoleLogin: answer },
    additionalEventData: { MFAUsed: mfa, LoginTo: "https://console.aws.amazon.com/", MobileVersion: "No" },
    ...extra,
  });

/** Examples for identity.ts and exposure.ts. */
export const PEOPLE_EXAMPLES: Examples = {
  "root-used": {
    fires: is("root lists buckets", call("s3", "ListBuckets", null, { userIdentity: ROOT, readOnly: true })),
    nearMiss: is(
      "a service acts with root's authority",
      call("s3", "ListBuckets", null, {
        userIdentity: { ...ROOT, invokedBy: "support.amazonaws.com" },
        readOnly: true,
      }),
    ),
    alsoMisses: [
      is(
        "AWS's own bookkeeping in root's name",
        call("kms", "RotateKey", null, { userIdentity: ROOT, eventType: "AwsServiceEvent" }),
      ),
    ],
  },
  "console-login-without-mfa": {
    fires: is("a user signs in without MFA", signIn(ALICE, "Success", "No")),
    nearMiss: is("a user signs in with MFA", signIn(ALICE, "Success", "Yes")),
    alsoFires: [is("root signs in without MFA", signIn(ROOT, "Success", "No"))],
    alsoMisses: [
      is(
        "a federated session, whose factor is checked elsewhere",
        signIn(
          { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/Admin/al" },
          "Success",
          "No",
        ),
      ),
    ],
  },
  "console-login-failed": {
    fires: is("a wrong password", signIn(ALICE, "Failure", "No", { errorMessage: "Failed authentication" })),
    nearMiss: is("a right one", signIn(ALICE, "Success", "Yes")),
  },
  "access-denied": {
    fires: is(
      "ListUsers refused",
      call("iam", "ListUsers", null, {
        errorCode: "AccessDenied",
        errorMessage: "not authorized",
        readOnly: true,
      }),
    ),
    nearMiss: is(
      "ListUsers throttled",
      call("iam", "ListUsers", null, { errorCode: "ThrottlingException", readOnly: true }),
    ),
    alsoFires: [
      is("EC2's own code", call("ec2", "RunInstances", null, { errorCode: "Client.UnauthorizedOperation" })),
    ],
  },
  "iam-policy-changed": {
    fires: is("PutRolePolicy", call("iam", "PutRolePolicy", { roleName: "r", policyName: "p" })),
    nearMiss: is("DeletePolicy of Auto Scaling", call("autoscaling", "DeletePolicy", { policyName: "p" })),
  },
  "admin-rights-granted": {
    fires: is(
      "AttachUserPolicy of AdministratorAccess",
      call("iam", "AttachUserPolicy", {
        userName: "a",
        policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
    ),
    nearMiss: is(
      "AttachUserPolicy of ReadOnlyAccess",
      call("iam", "AttachUserPolicy", { userName: "a", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
    ),
  },
  "access-key-for-another": {
    fires: is(
      "Alice makes a key for Bob",
      call("iam", "CreateAccessKey", { userName: "Bob" }, { userIdentity: ALICE }),
    ),
    nearMiss: is(
      "Alice makes her own",
      call("iam", "CreateAccessKey", { userName: "Alice" }, { userIdentity: ALICE }),
    ),
    alsoMisses: [
      is("and without naming herself", call("iam", "CreateAccessKey", null, { userIdentity: ALICE })),
    ],
  },
  "login-profile-changed": {
    fires: is("UpdateLoginProfile", call("iam", "UpdateLoginProfile", { userName: "Bob" })),
    nearMiss: is("ChangePassword, one's own", call("iam", "ChangePassword", null, { userIdentity: ALICE })),
  },
  "role-trust-changed": {
    fires: is("UpdateAssumeRolePolicy", call("iam", "UpdateAssumeRolePolicy", { roleName: "r" })),
    nearMiss: is("UpdateRoleDescription", call("iam", "UpdateRoleDescription", { roleName: "r" })),
  },
  "mfa-removed": {
    fires: is("DeactivateMFADevice", call("iam", "DeactivateMFADevice", { userName: "Bob" })),
    nearMiss: is("EnableMFADevice", call("iam", "EnableMFADevice", { userName: "Bob" })),
  },
  "identity-provider-changed": {
    fires: is("UpdateSAMLProvider", call("iam", "UpdateSAMLProvider", { sAMLProviderArn: "arn" })),
    nearMiss: is("TagSAMLProvider", call("iam", "TagSAMLProvider", { sAMLProviderArn: "arn" })),
  },
  "default-encryption-off": {
    fires: is("DisableEbsEncryptionByDefault", call("ec2", "DisableEbsEncryptionByDefault", {})),
    nearMiss: is("EnableEbsEncryptionByDefault", call("ec2", "EnableEbsEncryptionByDefault", {})),
  },
  "snapshot-shared": {
    fires: is(
      "ModifySnapshotAttribute, an account added",
      call("ec2", "ModifySnapshotAttribute", {
        snapshotId: "snap-1",
        createVolumePermission: { add: { items: [{ userId: "444455556666" }] } },
        attributeType: "CREATE_VOLUME_PERMISSION",
      }),
    ),
    nearMiss: is(
      "ModifySnapshotAttribute, an account removed",
      call("ec2", "ModifySnapshotAttribute", {
        snapshotId: "snap-1",
        createVolumePermission: { remove: { items: [{ userId: "444455556666" }] } },
        attributeType: "CREATE_VOLUME_PERMISSION",
      }),
    ),
    alsoFires: [
      is(
        "an image made public",
        call("ec2", "ModifyImageAttribute", {
          imageId: "ami-1",
          launchPermission: { add: { items: [{ group: "all" }] } },
        }),
      ),
      is(
        "a database snapshot made public",
        call("rds", "ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToAdd: ["all"] }),
      ),
    ],
  },
  "sharing-unblocked": {
    fires: is("DisableSnapshotBlockPublicAccess", call("ec2", "DisableSnapshotBlockPublicAccess", {})),
    nearMiss: is("EnableSnapshotBlockPublicAccess", call("ec2", "EnableSnapshotBlockPublicAccess", {})),
  },
  "ssh-key-pushed": {
    fires: is("SendSSHPublicKey", call("ec2-instance-connect", "SendSSHPublicKey", { instanceId: "i-1" })),
    nearMiss: is("StartSession of Session Manager", call("ssm", "StartSession", { target: "i-1" })),
  },
  "serial-console-enabled": {
    fires: is("EnableSerialConsoleAccess", call("ec2", "EnableSerialConsoleAccess", {})),
    nearMiss: is("DisableSerialConsoleAccess", call("ec2", "DisableSerialConsoleAccess", {})),
  },
};
