import { mustBeFalse } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const bucketNotForceDestroyed: ResourcePolicy = {
  kind: "resource",
  name: "bucket-not-force-destroyed",
  concern: "storage",
  description: "No bucket may be deleted with its objects in it.",
  severity: "medium",
  level: "advisory",
  controls: { seed: ["log archive"] },
  tags: ["s3", "deletion"],
  remediationSteps: "Leave forceDestroy off; empty a bucket by hand when it must go.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html",
  types: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  check: (resource) => mustBeFalse(resource, "forceDestroy"),
};
