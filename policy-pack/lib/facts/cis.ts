/**
 * Recommendations of the CIS AWS Foundations Benchmark and their numbers in each version, which move from one to the next. Titles are ours.
 * Source: the benchmark's tables of contents of 3.0.0, 4.0.0, 5.0.0, 6.0.0 and 7.0.0, read 2026-11.
 */
export const CIS_VERSIONS = ["3.0.0", "4.0.0", "5.0.0", "6.0.0", "7.0.0"] as const;
export type CisVersion = (typeof CIS_VERSIONS)[number];

export interface CisRecommendation {
  readonly title: string;
  /** Its number in each version of `CIS_VERSIONS`, in their order; null where the version lacks it. */
  readonly numbers: readonly [string | null, string | null, string | null, string | null, string | null];
  /** Why no policy answers it, where none does. */
  readonly notJudged?: string;
}

type Numbers = CisRecommendation["numbers"];

function one(title: string, numbers: Numbers, notJudged?: string): CisRecommendation {
  return { title, numbers, ...(notJudged === undefined ? {} : { notJudged }) };
}

/** What 7.0.0 added. */
function added(title: string, number: string, notJudged?: string): CisRecommendation {
  return one(title, [null, null, null, null, number], notJudged);
}

/** A metric filter and alarm on the trail: the same place in the section on monitoring of every version. */
function monitored(what: string, place: number): CisRecommendation {
  const number = (section: number): string => `${section}.${place}`;
  return one(`${what} raise an alarm`, [number(4), number(4), number(4), number(5), number(5)]);
}

const ROOT = "The root user is no resource: its keys, devices and use are in no plan.";
const CONSOLE = "Passwords and devices of people are set in the console, in no plan.";
const OVER_TIME = "Age and use show over time; a plan has neither.";
const JUDGEMENT = "What is meant for what is a question to people.";

export const CIS_RECOMMENDATIONS = {
  "root-centralized": added("Root credentials of members are managed centrally", "2.1.1"),
  "guardrails-everywhere": added("Guardrails bind every account", "2.1.2"),
  "management-without-workloads": added("The management account runs no workloads", "2.1.3"),
  "units-by-sensitivity": added("Units follow environment and sensitivity", "2.1.4", JUDGEMENT),
  "policies-delegated": added("A member administers the organisation's policies", "2.1.5"),
  "services-delegated": added("Members administer the organisation's services", "2.1.6"),
  contacts: one("Contacts are current", ["1.1", "1.1", "1.1", "2.1", "2.2"], JUDGEMENT),
  "security-contact": one(
    "There is a security contact",
    ["1.2", "1.2", "1.2", "2.2", "2.3"],
    "An account may have been given it elsewhere: that no stack sets it says nothing.",
  ),
  "security-questions": one("Security questions are set", ["1.3", "1.3", null, null, null], CONSOLE),
  "root-keys": one("Root has no access keys", ["1.4", "1.4", "1.3", "2.3", "2.4"], ROOT),
  "root-mfa": one("Root has MFA", ["1.5", "1.5", "1.4", "2.4", "2.5"], ROOT),
  "root-hardware-mfa": one("Root has hardware MFA", ["1.6", "1.6", "1.5", "2.5", "2.6"], ROOT),
  "root-use": one("Root does no daily work", ["1.7", "1.7", "1.6", "2.6", "2.7"], ROOT),
  "password-length": one("Passwords have 14 characters or more", ["1.8", "1.8", "1.7", "2.7", "2.8"]),
  "password-reuse": one("Passwords are not used again", ["1.9", "1.9", "1.8", "2.8", "2.9"]),
  "user-mfa": one("Users of the console have MFA", ["1.10", "1.10", "1.9", "2.9", "2.10"], CONSOLE),
  "keys-at-setup": one("No access keys at a user's setup", ["1.11", "1.11", "1.10", "2.10", null]),
  "unused-credentials": one(
    "Credentials unused for 45 days are off",
    ["1.12", "1.12", "1.11", "2.11", "2.11"],
    OVER_TIME,
  ),
  "one-key": one("A user has one active key", ["1.13", "1.13", "1.12", "2.12", null]),
  "key-rotation": one("Access keys are rotated", ["1.14", "1.14", "1.13", "2.13", "2.12"]),
  "permissions-by-groups": one("Users get permissions by groups", ["1.15", "1.15", "1.14", "2.14", "2.13"]),
  "no-full-administrators": one("No policy of all actions on all", ["1.16", "1.16", "1.15", "2.15", "2.14"]),
  "support-role": one(
    "A role manages support cases",
    ["1.17", "1.17", "1.16", "2.16", "2.15"],
    "A permission set or another stack may give it.",
  ),
  "instance-roles": one("Instances have roles", ["1.18", "1.18", "1.17", "2.17", "2.16"]),
  "expired-certificates": one(
    "IAM holds no expired certificate",
    ["1.19", "1.19", "1.18", "2.18", "2.17"],
    OVER_TIME,
  ),
  "access-analyzer": one("Access Analyzer watches every Region", ["1.20", "1.20", "1.19", "2.19", "2.18"]),
  "users-central": one("Users are managed in one place", ["1.21", "1.21", "1.20", "2.20", "2.19"]),
  cloudshell: one("Full access to CloudShell is not attached", ["1.22", "1.22", "1.21", "2.21", "2.20"]),
  "no-anyone": added("No resource policy allows anyone", "2.21"),
  "s3-tls": one("Buckets refuse plain HTTP", ["2.1.1", "2.1.1", "2.1.1", "3.1.1", "3.1.1"]),
  "s3-mfa-delete": one(
    "Buckets ask for MFA to delete",
    ["2.1.2", "2.1.2", "2.1.2", "3.1.2", "3.1.2"],
    "Only root can switch it on; object lock keeps the logs instead.",
  ),
  "s3-classified": one(
    "Data in S3 is classified",
    ["2.1.3", "2.1.3", "2.1.3", "3.1.3", "3.1.3"],
    "What objects hold is in no plan; data-classification-known judges the tag alone.",
  ),
  "s3-block-public": one("S3 blocks public access", ["2.1.4", "2.1.4", "2.1.4", "3.1.4", "3.1.4"]),
  "rds-encrypted": one("Databases are encrypted", ["2.3.1", "2.2.1", "2.2.1", "3.2.1", "3.2.1"]),
  "rds-patched": one("Databases take minor versions", ["2.3.2", "2.2.2", "2.2.2", "3.2.2", "3.2.2"]),
  "rds-private": one("Databases are not public", ["2.3.3", "2.2.3", "2.2.3", "3.2.3", "3.2.3"]),
  "rds-multi-az": one("Databases stand in two zones", [null, "2.2.4", "2.2.4", "3.2.4", "3.2.4"]),
  "efs-encrypted": one("File systems are encrypted", ["2.4.1", "2.3.1", "2.3.1", "3.3.1", "3.3.1"]),
  "trail-everywhere": one("A trail records every Region", ["3.1", "3.1", "3.1", "4.1", "4.1"]),
  "trail-validated": one("Trails are validated", ["3.2", "3.2", "3.2", "4.2", "4.2"]),
  config: one("Config records every Region", ["3.3", "3.3", "3.3", "4.3", "4.3"]),
  "trail-bucket-logged": one("Access to the trail's bucket is logged", ["3.4", "3.4", "3.4", "4.4", "4.4"]),
  "trail-encrypted": one("Trails are encrypted by a key of one's own", ["3.5", "3.5", "3.5", "4.5", "4.5"]),
  "key-rotates": one("KMS keys rotate", ["3.6", "3.6", "3.6", "4.6", "4.6"]),
  "flow-logs": one("VPCs have flow logs", ["3.7", "3.7", "3.7", "4.7", "4.7"]),
  "s3-writes": one("Writes of objects are recorded", ["3.8", "3.8", "3.8", "4.8", "4.8"]),
  "s3-reads": one("Reads of objects are recorded", ["3.9", "3.9", "3.9", "4.9", "4.9"]),
  "front-end-logs": added("Web front ends write access logs", "4.10"),
  "alarm-unauthorized": monitored("Calls that are refused", 1),
  "alarm-no-mfa": monitored("Sign-ins without MFA", 2),
  "alarm-root": monitored("Uses of root", 3),
  "alarm-iam": monitored("Changes of IAM policies", 4),
  "alarm-trail": monitored("Changes of trails", 5),
  "alarm-sign-in": monitored("Failed sign-ins", 6),
  "alarm-keys": monitored("Disabled and deleted keys", 7),
  "alarm-buckets": monitored("Changes of bucket policies", 8),
  "alarm-config": monitored("Changes of Config", 9),
  "alarm-groups": monitored("Changes of security groups", 10),
  "alarm-acls": monitored("Changes of network ACLs", 11),
  "alarm-gateways": monitored("Changes of gateways", 12),
  "alarm-routes": monitored("Changes of route tables", 13),
  "alarm-vpcs": monitored("Changes of VPCs", 14),
  "alarm-organization": monitored("Changes of the organisation", 15),
  "security-hub": one("Security Hub is on", ["4.16", "4.16", "4.16", "5.16", "5.16"]),
  "ebs-default": one("EBS encrypts by default", ["2.2.1", "5.1.1", "5.1.1", "6.1.1", "6.1.1"]),
  cifs: one("CIFS is not open to the internet", [null, "5.1.2", "5.1.2", "6.1.2", "6.1.2"]),
  "acl-administration": one("ACLs keep the internet from administration ports", [
    "5.1",
    "5.2",
    "5.2",
    "6.2",
    "6.2",
  ]),
  "group-administration-v4": one("Groups keep IPv4 internet from administration ports", [
    "5.2",
    "5.3",
    "5.3",
    "6.3",
    "6.3",
  ]),
  "group-administration-v6": one("Groups keep IPv6 internet from administration ports", [
    "5.3",
    "5.4",
    "5.4",
    "6.4",
    "6.4",
  ]),
  "default-group": one("Default security groups are closed", ["5.4", "5.5", "5.5", "6.5", "6.5"]),
  "peering-routes": one("Routes to peers are narrow", ["5.5", "5.6", "5.6", "6.6", "6.6"]),
  imdsv2: one("Instances take IMDSv2 only", ["5.6", "5.7", "5.7", "6.7", "6.7"]),
  endpoints: added("VPCs reach AWS services by endpoints", "6.8"),
} as const satisfies Readonly<Record<string, CisRecommendation>>;

export type CisName = keyof typeof CIS_RECOMMENDATIONS;

/** Ids of the recommendations, `version/number`, in every version that has them, versions in order. */
export function cis(...names: readonly CisName[]): readonly string[] {
  return CIS_VERSIONS.flatMap((version, index) =>
    names.flatMap((name) => {
      const number = CIS_RECOMMENDATIONS[name].numbers[index];
      return number === null || number === undefined ? [] : [`${version}/${number}`];
    }),
  );
}
