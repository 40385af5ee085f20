import { BUCKET_PARTS, BUCKET_TYPES, logBuckets, partsOf } from "../../analysis/buckets";
import { type Model } from "../../analysis/model";
import { type Resource } from "../../analysis/resource";
import { UNKNOWN, asBoolean, at } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

/** Logs that can be overwritten or deleted prove nothing. */
export const logBucketObjectLock: StackPolicy = {
  kind: "stack",
  name: "log-bucket-object-lock",
  concern: "logging",
  description:
    "Every bucket that holds logs has object lock, so that nobody can rewrite or delete what was logged; those that S3 and Config deliver to cannot.",
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
  check: (model) => {
    const unlockable = targetsOf(model);
    return [...logBuckets(model)]
      .filter(([bucket]) => (BUCKET_TYPES as readonly string[]).includes(bucket.type))
      .map(([bucket, why]) => {
        const writer = unlockable.get(bucket);
        if (writer !== undefined)
          return {
            resource: bucket,
            outcome: notApplicable(`${writer} does not write to a bucket with object lock`),
          };
        const enabled = asBoolean(at(bucket.props, "objectLockEnabled"));
        const inline = at(bucket.props, "objectLockConfiguration", "objectLockEnabled");
        const parts = partsOf(model, bucket, "objectLock");
        if (enabled === true || inline === "Enabled" || parts.found.length > 0)
          return { resource: bucket, outcome: compliant };
        if (enabled === UNKNOWN || inline === UNKNOWN || parts.unresolved) {
          return { resource: bucket, outcome: unknown("objectLockEnabled") };
        }
        return { resource: bucket, outcome: violation(`It holds logs (${why}), and has no object lock.`) };
      });
  },
};

/**
 * Services that write to no bucket with object lock. Sources: S3 user guide, Enabling Amazon S3 server access logging;
 * CloudFormation, AWS::Config::DeliveryChannel (2026-11).
 */
const SHY_WRITERS = [
  ...BUCKET_PARTS.logging.map((type) => [type, "targetBucket", "S3"] as const),
  ["aws:cfg/deliveryChannel:DeliveryChannel", "s3BucketName", "Config"],
] as const;

/** The buckets that such a service writes to, with its name. */
function targetsOf(model: Model): ReadonlyMap<Resource, string> {
  const targets = new Map<Resource, string>();
  for (const [type, property, writer] of SHY_WRITERS) {
    for (const source of model.ofType(type)) {
      const value = read(source, property);
      for (const bucket of model.references(source, property, BUCKET_TYPES, value).targets)
        if (bucket !== source) targets.set(bucket, writer);
    }
  }
  return targets;
}
