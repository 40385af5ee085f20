import { type Resource } from "../../analysis/resource";
import { UNKNOWN, asList, asText, at } from "../../analysis/values";
import { inlineOrPart } from "../../lib/controls-of-buckets";
import { everyBucket } from "../../lib/each-bucket";
import { read } from "../../lib/expect";
import { compliant, notApplicable, unknown, violation, type Outcome } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

export const bucketEncryptedWithOwnKey: StackPolicy = {
  kind: "stack",
  name: "bucket-encrypted-with-own-key",
  concern: "storage",
  description: "Every bucket encrypts with a KMS key.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["S3.17"], checkov: ["CKV_AWS_145"] },
  tags: ["s3", "encryption"],
  remediationSteps:
    "Give the bucket a server-side encryption configuration with aws:kms and a key; buckets of load balancer logs take SSE-S3 only and are let be.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-17",
  check: (model) =>
    everyBucket(model, (bucket) => {
      const takesLogs = model
        .usersOf(bucket)
        .some(({ property }) => property === "accessLogs" || property === "targetBucket");
      // Load balancers and S3 itself deliver their access logs to SSE-S3 buckets only.
      if (takesLogs) return notApplicable("access logs are delivered to it");
      return inlineOrPart(model, bucket, "encryption", judge, "It does not encrypt with a KMS key.");
    }),
};

function judge(resource: Resource): Outcome {
  const rules = read(resource, "rules") ?? read(resource, "serverSideEncryptionConfiguration.rule");
  const old = read(resource, "serverSideEncryptionConfigurations.rules");
  const list = asList(rules ?? old);
  if (list === UNKNOWN || read(resource, "serverSideEncryptionConfiguration") === UNKNOWN)
    return unknown("rules");
  const algorithms = list.map((rule) => {
    const byDefault =
      at(rule, "applyServerSideEncryptionByDefault") ?? at(rule, "applyServerSideEncryptionByDefaults");
    return asText(at(byDefault, "sseAlgorithm"));
  });
  if (algorithms.some((algorithm) => typeof algorithm === "string" && algorithm.startsWith("aws:kms")))
    return compliant;
  return algorithms.includes(UNKNOWN) ? unknown("rules") : violation("It does not encrypt with a KMS key.");
}
