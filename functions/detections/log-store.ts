import { flagAt, listAt, numberAt, textAt, type TrailRecord } from "../lib/events";
import { isLogBucket } from "./policy";
import { attack, cis } from "./references";
import { type NamedDetection, type Policy } from "./types";

const sources = ["s3.amazonaws.com"];
const category = "impairs-detection";

type Condition = NonNullable<NamedDetection["when"]>;

/** True when the call is about a bucket that holds logs. */
function onLogBucket({ requestParameters }: TrailRecord, policy: Policy): boolean {
  return isLogBucket(policy, textAt(requestParameters, "bucketName"));
}

/** On a log bucket, and the further condition holds. */
function onLogBucketWhen(further: (parameters: unknown, policy: Policy) => boolean): Condition {
  return (record, policy) => onLogBucket(record, policy) && further(record["requestParameters"], policy);
}

/** True when some enabled rule deletes current or older versions too early, or at a date of its own. */
function expiresEarly(parameters: unknown, policy: Policy): boolean {
  return listAt(parameters, "LifecycleConfiguration", "Rule").some((rule) => {
    if (textAt(rule, "Status") === "Disabled") return false;
    const days = [
      numberAt(rule, "Expiration", "Days"),
      numberAt(rule, "NoncurrentVersionExpiration", "NoncurrentDays"),
    ];
    return (
      textAt(rule, "Expiration", "Date") !== undefined ||
      days.some((limit) => limit !== undefined && limit < policy.minimumRetentionDays)
    );
  });
}

const FLAGS = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"];

/** Deleting the block opens; putting it does so only when one of its four flags is false. The account-wide block counts always. */
function unblocks(record: TrailRecord, policy: Policy): boolean {
  const name = textAt(record, "eventName") ?? "";
  const parameters = record["requestParameters"];
  const whole = name.includes("Account");
  if (!whole && !onLogBucket(record, policy)) return false;
  return (
    name.startsWith("Delete") ||
    FLAGS.some((flag) => flagAt(parameters, "PublicAccessBlockConfiguration", flag) === false)
  );
}

/** The buckets and keys where logs end up. */
export const LOG_STORE_DETECTIONS: readonly NamedDetection[] = [
  {
    id: "log-bucket-access-changed",
    title: "Who may read or write a log bucket was changed",
    sources,
    names: ["PutBucketPolicy", "DeleteBucketPolicy", "PutBucketAcl"],
    severity: "high",
    category,
    references: [...cis(8), ...attack("T1562.008")],
    response: "notify",
    advice: "Compare the policy with the stack's; without the services' grants no log is delivered.",
    when: onLogBucket,
  },
  {
    id: "log-bucket-expiry-short",
    title: "A log bucket deletes logs too early",
    sources,
    names: ["PutBucketLifecycle", "PutBucketLifecycleConfiguration"],
    severity: "high",
    category,
    references: [...cis(8), ...attack("T1485", "T1070")],
    response: "notify",
    advice: "Restore the lifecycle at once: S3 expires in the background within a day.",
    when: onLogBucketWhen(expiresEarly),
  },
  {
    id: "log-bucket-deleted",
    title: "A log bucket was deleted",
    sources,
    names: ["DeleteBucket"],
    severity: "critical",
    category,
    references: attack("T1485"),
    response: "notify",
    advice: "Take the name back before a stranger does, then deploy again; the replica holds what was there.",
    when: onLogBucket,
  },
  {
    id: "log-bucket-versioning-suspended",
    title: "A log bucket stopped keeping versions",
    sources,
    names: ["PutBucketVersioning"],
    severity: "high",
    category,
    references: attack("T1490"),
    response: "notify",
    advice: "Enable versioning again; look for overwritten objects since.",
    when: onLogBucketWhen(
      (parameters) => textAt(parameters, "VersioningConfiguration", "Status") === "Suspended",
    ),
  },
  {
    id: "log-bucket-encryption-removed",
    title: "A log bucket lost its encryption setting",
    sources,
    names: ["DeleteBucketEncryption"],
    severity: "medium",
    category,
    references: attack("T1562.008"),
    response: "notify",
    advice: "Restore the key; objects since are under S3's own key.",
    when: onLogBucket,
  },
  {
    id: "log-bucket-replication-removed",
    title: "A log bucket stopped replicating",
    sources,
    names: ["DeleteBucketReplication"],
    severity: "high",
    category,
    references: [...cis(8), ...attack("T1490")],
    response: "notify",
    advice: "Restore the replication and copy what was written since.",
    when: onLogBucket,
  },
  {
    id: "public-access-unblocked",
    title: "The block on public access was lifted, of a log bucket or of the account",
    sources,
    names: [
      "DeletePublicAccessBlock",
      "DeleteBucketPublicAccessBlock",
      "DeleteAccountPublicAccessBlock",
      "PutPublicAccessBlock",
      "PutBucketPublicAccessBlock",
      "PutAccountPublicAccessBlock",
    ],
    severity: "high",
    category: "policy-violation",
    references: ["Security Hub S3.1", "Security Hub S3.8", ...attack("T1537")],
    response: "notify",
    advice: "Block public access again and read the bucket policies of the account.",
    when: unblocks,
  },
  {
    id: "key-disabled",
    title: "A key was disabled or scheduled for deletion",
    sources: ["kms.amazonaws.com"],
    names: ["DisableKey", "ScheduleKeyDeletion"],
    severity: "critical",
    category,
    references: [...cis(7), ...attack("T1485")],
    response: "notify",
    advice: "Cancel the deletion or enable the key: delivery of encrypted logs fails meanwhile.",
  },
];
