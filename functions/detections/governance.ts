import { textAt, type TrailRecord } from "../lib/events";
import { attack } from "./references";
import { type NamedDetection, type Policy, type SweepingDetection } from "./types";

const organizations = ["organizations.amazonaws.com"];

/**
 * Services whose calls are recorded in one Region wherever the caller works, so their Region says nothing about where work is done.
 * Source: AWS General Reference, global services and their CloudTrail Region (2025).
 */
export const GLOBAL_SOURCES: readonly string[] = [
  "account.amazonaws.com",
  "billingconsole.amazonaws.com",
  "budgets.amazonaws.com",
  "ce.amazonaws.com",
  "cloudfront.amazonaws.com",
  "globalaccelerator.amazonaws.com",
  "health.amazonaws.com",
  "iam.amazonaws.com",
  "networkmanager.amazonaws.com",
  "organizations.amazonaws.com",
  "route53.amazonaws.com",
  "route53domains.amazonaws.com",
  "shield.amazonaws.com",
  "signin.amazonaws.com",
  "sso.amazonaws.com",
  "sts.amazonaws.com",
  "support.amazonaws.com",
  "trustedadvisor.amazonaws.com",
  "waf.amazonaws.com",
];

/** A change in a Region where no work is expected. WAF for CloudFront must live in us-east-1, so it is expected there. */
function isElsewhere(record: TrailRecord, policy: Policy): boolean {
  const region = textAt(record, "awsRegion");
  const source = textAt(record, "eventSource") ?? "";
  if (policy.allowedRegions.length === 0 || region === undefined || policy.allowedRegions.includes(region))
    return false;
  if (record["readOnly"] === true || record["eventType"] === "AwsServiceEvent") return false;
  return !GLOBAL_SOURCES.includes(source) && !(source === "wafv2.amazonaws.com" && region === "us-east-1");
}

/** The organisation and its guardrails. */
export const GOVERNANCE_DETECTIONS: readonly (NamedDetection | SweepingDetection)[] = [
  {
    id: "organization-left",
    title: "An account left the organization",
    sources: organizations,
    names: ["LeaveOrganization", "RemoveAccountFromOrganization"],
    severity: "critical",
    category: "policy-violation",
    references: attack("T1562.008"),
    response: "notify",
    advice: "Treat the account as lost: every guardrail and the organization trail stop at its door.",
  },
  {
    id: "account-closed",
    title: "An account was closed",
    sources: [...organizations, "account.amazonaws.com"],
    names: ["CloseAccount"],
    severity: "critical",
    category: "policy-violation",
    references: attack("T1485"),
    response: "notify",
    advice: "Ask AWS Support to reopen it within 90 days unless its owner asked for the closure.",
  },
  {
    id: "guardrail-changed",
    title: "An organization policy was changed, detached or switched off",
    sources: organizations,
    names: ["DetachPolicy", "UpdatePolicy", "DisablePolicyType", "DeletePolicy"],
    severity: "high",
    category: "policy-violation",
    references: attack("T1484"),
    response: "notify",
    advice: "Compare with the organization stack's preview; deploy it again.",
  },
  {
    id: "delegated-admin-removed",
    title: "The security account lost its delegation",
    sources: organizations,
    names: ["DeregisterDelegatedAdministrator"],
    severity: "critical",
    category: "impairs-detection",
    references: attack("T1562.001"),
    response: "notify",
    advice: "Register it again; detection of the whole organization hangs on it.",
  },
  {
    id: "trusted-access-removed",
    title: "A service lost its access to the organization",
    sources: organizations,
    names: ["DisableAWSServiceAccess"],
    severity: "critical",
    category: "impairs-detection",
    references: attack("T1562.001"),
    response: "notify",
    advice: "Enable it again: for CloudTrail or Config it ends their organization-wide record.",
  },
  {
    id: "region-enabled",
    title: "A Region was enabled",
    sources: ["account.amazonaws.com"],
    names: ["EnableRegion"],
    severity: "high",
    category: "inconsistent-with-expectations",
    references: attack("T1535"),
    response: "notify",
    advice: "Disable it again unless the settings name it: rules and recorders are not deployed there.",
  },
  {
    id: "unexpected-region",
    title: "Something was changed in a Region where no work is expected",
    sources: "any",
    names: "any",
    severity: "high",
    category: "inconsistent-with-expectations",
    references: attack("T1535"),
    response: "notify",
    advice: "Look for compute there first; it is the usual place to hide miners.",
    includesReads: false,
    detail: (policy) =>
      policy.allowedRegions.length === 0
        ? undefined
        : { awsRegion: [{ "anything-but": policy.allowedRegions }] },
    when: isElsewhere,
  },
];
