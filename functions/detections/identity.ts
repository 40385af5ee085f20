import { at, textAt, type TrailRecord } from "../lib/events";
import { attack, cis } from "./references";
import { type NamedDetection, type SweepingDetection } from "./types";

const iam = ["iam.amazonaws.com"];
const signIn = ["signin.amazonaws.com"];

/** The root user itself: not a service acting with its authority, nor AWS's own bookkeeping in its name. */
function isRoot(record: TrailRecord): boolean {
  return (
    textAt(record, "userIdentity", "type") === "Root" &&
    at(record, "userIdentity", "invokedBy") === undefined &&
    record["eventType"] !== "AwsServiceEvent"
  );
}

/** Federated sessions prove their second factor elsewhere and always say "No" here, so only IAM users and root count. */
function isLoginWithoutMfa(record: TrailRecord): boolean {
  const type = textAt(record, "userIdentity", "type");
  return (
    (type === "IAMUser" || type === "Root") &&
    textAt(record, "responseElements", "ConsoleLogin") === "Success" &&
    textAt(record, "additionalEventData", "MFAUsed") !== "Yes"
  );
}

/** True when a sign-in failed, in either of the two ways a record says so. */
function isFailedLogin(record: TrailRecord): boolean {
  return (
    textAt(record, "errorMessage") === "Failed authentication" ||
    textAt(record, "responseElements", "ConsoleLogin") === "Failure"
  );
}

/** The codes with which services refuse for want of permission; EC2 has its own. */
function isDenied(record: TrailRecord): boolean {
  const code = textAt(record, "errorCode") ?? "";
  return code.startsWith("AccessDenied") || code.endsWith("UnauthorizedOperation");
}

/** True when the key's user is not the caller; a call that names no user is for the caller. */
function isForAnother(record: TrailRecord): boolean {
  const user = textAt(record, "requestParameters", "userName");
  return user !== undefined && user !== textAt(record, "userIdentity", "userName");
}

/** AWS managed policies that let their holder give itself everything. */
const ADMIN_POLICIES = /:policy\/(AdministratorAccess|IAMFullAccess|PowerUserAccess)$/;

/** Who may act, and how they prove who they are. */
export const IDENTITY_DETECTIONS: readonly (NamedDetection | SweepingDetection)[] = [
  {
    id: "root-used",
    title: "The root user was used",
    sources: "any",
    names: "any",
    severity: "critical",
    category: "policy-violation",
    references: [...cis(1), "CIS 1.4.0/1.7", ...attack("T1078.004")],
    response: "notify",
    advice:
      "Call the holder of the root credentials by a number you know. If it was not them, the account is lost: contact AWS.",
    includesReads: true,
    detail: () => ({
      userIdentity: { type: ["Root"], invokedBy: [{ exists: false }] },
      eventType: [{ "anything-but": ["AwsServiceEvent"] }],
    }),
    when: isRoot,
  },
  {
    id: "console-login-without-mfa",
    title: "Somebody signed in without a second factor",
    sources: signIn,
    names: ["ConsoleLogin"],
    severity: "high",
    category: "policy-violation",
    references: [...cis(3), ...attack("T1078.004")],
    response: "notify",
    advice:
      "Have the user set up a second factor, or remove the user: people come through the identity centre.",
    when: isLoginWithoutMfa,
  },
  {
    id: "console-login-failed",
    title: "A sign-in to the console failed",
    sources: signIn,
    names: ["ConsoleLogin"],
    severity: "low",
    category: "inconsistent-with-expectations",
    references: [...cis(6), ...attack("T1110")],
    response: "notify",
    advice: "One is a typing error. Many for one user, or one each for many, is somebody guessing.",
    failureIsTheEvent: true,
    burst: { count: 5, windowSeconds: 300, severity: "high" },
    when: isFailedLogin,
  },
  {
    id: "access-denied",
    title: "A call was refused for want of permission",
    sources: "any",
    names: "any",
    severity: "low",
    category: "inconsistent-with-expectations",
    references: [...cis(2), ...attack("T1580", "T1526")],
    response: "notify",
    advice: "One is a missing permission. A burst is somebody finding out what stolen credentials can do.",
    failureIsTheEvent: true,
    burst: { count: 10, windowSeconds: 300, severity: "high" },
    includesReads: true,
    detail: () => ({ errorCode: [{ prefix: "AccessDenied" }, { suffix: "UnauthorizedOperation" }] }),
    when: isDenied,
  },
  {
    id: "iam-policy-changed",
    title: "A permission policy was changed",
    sources: iam,
    names: [
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
      "SetDefaultPolicyVersion",
      "AttachRolePolicy",
      "DetachRolePolicy",
      "AttachUserPolicy",
      "DetachUserPolicy",
      "AttachGroupPolicy",
      "DetachGroupPolicy",
      "PutRolePermissionsBoundary",
      "PutUserPermissionsBoundary",
      "DeleteRolePermissionsBoundary",
      "DeleteUserPermissionsBoundary",
    ],
    severity: "medium",
    category: "inconsistent-with-expectations",
    references: [...cis(4), ...attack("T1098")],
    response: "notify",
    advice: "Match it with a deployment; read what the policy now allows.",
  },
  {
    id: "admin-rights-granted",
    title: "Somebody was given administrator rights",
    sources: iam,
    names: ["AttachUserPolicy", "AttachRolePolicy", "AttachGroupPolicy"],
    severity: "high",
    category: "policy-violation",
    references: [...cis(4), "CIS 1.4.0/1.16", ...attack("T1098.003")],
    response: "notify",
    advice: "Detach it unless a change names it.",
    when: (record) => ADMIN_POLICIES.test(textAt(record, "requestParameters", "policyArn") ?? ""),
  },
  {
    id: "access-key-for-another",
    title: "An access key was made for another user",
    sources: iam,
    names: ["CreateAccessKey"],
    severity: "high",
    category: "inconsistent-with-expectations",
    references: attack("T1098.001"),
    response: "notify",
    advice: "Deactivate the key until its user confirms it.",
    when: isForAnother,
  },
  {
    id: "login-profile-changed",
    title: "A user was given a console password",
    sources: iam,
    names: ["UpdateLoginProfile", "CreateLoginProfile"],
    severity: "high",
    category: "inconsistent-with-expectations",
    references: attack("T1098.001"),
    response: "notify",
    advice: "Ask the user; people come through the identity centre and need no password here.",
  },
  {
    id: "role-trust-changed",
    title: "Who may assume a role was changed",
    sources: iam,
    names: ["UpdateAssumeRolePolicy"],
    severity: "high",
    category: "inconsistent-with-expectations",
    references: attack("T1098", "T1484.002"),
    response: "notify",
    advice: "Read the trust policy for a principal outside the organization.",
  },
  {
    id: "mfa-removed",
    title: "A second factor was removed",
    sources: iam,
    names: ["DeactivateMFADevice", "DeleteVirtualMFADevice"],
    severity: "medium",
    category: "inconsistent-with-expectations",
    references: attack("T1556.006"),
    response: "notify",
    advice: "Ask the user by another way than the account.",
  },
  {
    id: "identity-provider-changed",
    title: "An identity provider was added, changed or removed",
    sources: iam,
    names: [
      "CreateSAMLProvider",
      "UpdateSAMLProvider",
      "DeleteSAMLProvider",
      "CreateOpenIDConnectProvider",
      "UpdateOpenIDConnectProviderThumbprint",
      "AddClientIDToOpenIDConnectProvider",
      "DeleteOpenIDConnectProvider",
    ],
    severity: "high",
    category: "inconsistent-with-expectations",
    references: attack("T1484.002"),
    response: "notify",
    advice: "Match it with a deployment: a provider decides who everybody is.",
  },
];
