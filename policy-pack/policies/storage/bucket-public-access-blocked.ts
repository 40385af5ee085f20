import { type Resource } from "../../analysis/resource";
import { inlineOrPart } from "../../lib/controls-of-buckets";
import { everyBucket } from "../../lib/each-bucket";
import { mustBeTrue } from "../../lib/expect";
import { allOf, type Outcome } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type StackPolicy } from "../../lib/policy";

export const bucketPublicAccessBlocked: StackPolicy = {
  kind: "stack",
  name: "bucket-public-access-blocked",
  concern: "storage",
  description: "Every bucket blocks public access in all four ways.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["S3.8"],
    cis: cis("s3-block-public"),
    nag: ["S2"],
    checkov: ["CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56"],
  },
  tags: ["s3", "public"],
  remediationSteps: "Give the bucket a BucketPublicAccessBlock with all four switches on.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8",
  check: (model) =>
    everyBucket(model, (bucket) => {
      const own = inlineOrPart(
        model,
        bucket,
        "publicAccessBlock",
        judge,
        "It has no BucketPublicAccessBlock with all four switches on.",
      );
      if (own.status !== "violation") return own;
      // The account's block holds for all its buckets: S3 applies the stricter of the two.
      const account = model
        .ofType("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock")
        .filter(({ provider }) => provider === bucket.provider)
        .map(judge);
      return account.find(({ status }) => status !== "violation") ?? own;
    }),
};

const SWITCHES = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

function judge(block: Resource): Outcome {
  return allOf(...SWITCHES.map((name) => mustBeTrue(block, name)));
}
