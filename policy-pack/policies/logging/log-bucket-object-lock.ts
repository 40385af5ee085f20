import { BUCKET_TYPES, logBuckets, partsOf } from "../../analysis/buckets";
import { UNKNOWN, asBoolean, at } from "../../analysis/values";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

/** Logs that can be overwritten or deleted prove nothing. */
export const logBucketObjectLock: StackPolicy = {
  kind: "stack",
  name: "log-bucket-object-lock",
  concern: "logging",
  description:
    "Every bucket that holds logs has object lock, so that nobody can rewrite or delete what was logged.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["S3.15"],
    seed: ["log archive"],
  },
  tags: ["s3", "object-lock", "log-archive"],
  remediationSteps:
    "Create the bucket with objectLockEnabled: true and give it a BucketObjectLockConfiguration; an existing bucket needs versioning and a token from AWS Support or a new bucket.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
  check: (model) =>
    [...logBuckets(model)]
      .filter(([bucket]) => (BUCKET_TYPES as readonly string[]).includes(bucket.type))
      .map(([bucket, why]) => {
        const enabled = asBoolean(at(bucket.props, "objectLockEnabled"));
        const inline = at(bucket.props, "objectLockConfiguration", "objectLockEnabled");
        const parts = partsOf(model, bucket, "objectLock");
        if (enabled === true || inline === "Enabled" || parts.found.length > 0)
          return { resource: bucket, outcome: compliant };
        if (enabled === UNKNOWN || inline === UNKNOWN || parts.unresolved) {
          return { resource: bucket, outcome: unknown("objectLockEnabled") };
        }
        return { resource: bucket, outcome: violation(`It holds logs (${why}), and has no object lock.`) };
      }),
};
