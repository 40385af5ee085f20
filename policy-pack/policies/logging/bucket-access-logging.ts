import { BUCKET_PARTS, BUCKET_TYPES } from "../../analysis/buckets";
import { type Resource } from "../../analysis/resource";
import { UNKNOWN, at } from "../../analysis/values";
import { inlineOrPart } from "../../lib/controls-of-buckets";
import { everyBucket } from "../../lib/each-bucket";
import { read } from "../../lib/expect";
import { compliant, notApplicable, unknown, violation, type Outcome } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type StackPolicy } from "../../lib/policy";

const TARGETS = [
  ["targetBucket", "targetBucket"],
  ["logging", "logging.targetBucket"],
  ["loggings", "loggings.targetBucket"],
] as const;

export const bucketAccessLogging: StackPolicy = {
  kind: "stack",
  name: "bucket-access-logging",
  concern: "logging",
  description: "Every bucket logs who touches it, but for those that the logs go to.",
  severity: "medium",
  level: "mandatory",
  controls: {
    fsbp: ["S3.9"],
    cis: cis("trail-bucket-logged"),
    nag: ["S1"],
    checkov: ["CKV_AWS_18"],
    seed: ["S3 access logs"],
  },
  tags: ["s3", "access-logs"],
  remediationSteps: "Give the bucket a BucketLogging with a targetBucket.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-9",
  check: (model) => {
    const targets = new Set<Resource>();
    for (const source of model.ofType(...BUCKET_PARTS.logging, ...BUCKET_TYPES)) {
      for (const [property, path] of TARGETS) {
        const value = read(source, path);
        model
          .references(source, property, BUCKET_TYPES, value)
          .targets.filter((bucket) => bucket !== source)
          .forEach((bucket) => targets.add(bucket));
      }
    }
    return everyBucket(model, (bucket) => {
      // A bucket that logs into itself fills itself.
      if (targets.has(bucket)) return notApplicable("access logs are delivered to it");
      return inlineOrPart(model, bucket, "logging", judge, "Nobody logs who touches it.");
    });
  },
};

function judge(resource: Resource): Outcome {
  // A separate BucketLogging need not be looked into: its target is required.
  if (!(BUCKET_TYPES as readonly string[]).includes(resource.type)) return compliant;
  const inline = read(resource, "logging") ?? read(resource, "loggings");
  if (inline === UNKNOWN) return unknown("logging");
  const target = at(inline, "targetBucket");
  return target === undefined ? violation("Nobody logs who touches it.") : compliant;
}
