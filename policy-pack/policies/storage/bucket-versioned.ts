import { type Resource } from "../../analysis/resource";
import { UNKNOWN, asBoolean, asText, at } from "../../analysis/values";
import { inlineOrPart } from "../../lib/controls-of-buckets";
import { everyBucket } from "../../lib/each-bucket";
import { read } from "../../lib/expect";
import { compliant, unknown, violation, type Outcome } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

export const bucketVersioned: StackPolicy = {
  kind: "stack",
  name: "bucket-versioned",
  concern: "storage",
  description: "Every bucket keeps older versions of its objects.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["S3.14"], checkov: ["CKV_AWS_21"] },
  tags: ["s3", "versioning"],
  remediationSteps: 'Give the bucket a BucketVersioning with status "Enabled".',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-14",
  check: (model) =>
    everyBucket(model, (bucket) => {
      // Object lock cannot be without versioning.
      if (asBoolean(at(bucket.props, "objectLockEnabled")) === true) return compliant;
      return inlineOrPart(model, bucket, "versioning", judge, "Its versioning is not on.");
    }),
};

function judge(resource: Resource): Outcome {
  const inline = asBoolean(read(resource, "versioning.enabled") ?? read(resource, "versionings.enabled"));
  if (inline === true) return compliant;
  const status = asText(read(resource, "versioningConfiguration.status"));
  if (inline === UNKNOWN || status === UNKNOWN) return unknown("versioning");
  return status === "Enabled" ? compliant : violation("Its versioning is not on.");
}
