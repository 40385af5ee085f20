import { logBuckets, partsOf } from "../../analysis/buckets";
import { type Document, readDocument } from "../../analysis/documents";
import { type Model } from "../../analysis/model";
import { type Resource } from "../../analysis/resource";
import { deniesPlainHttp } from "../../analysis/tls";
import { UNKNOWN, at } from "../../analysis/values";
import { type Outcome, compliant, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type StackPolicy } from "../../lib/policy";

/** Logs travel encrypted, or not at all. */
export const logBucketTlsOnly: StackPolicy = {
  kind: "stack",
  name: "log-bucket-tls-only",
  concern: "logging",
  description: "Every bucket that holds logs denies requests that do not come over TLS.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["S3.5"],
    cis: cis("s3-tls"),
    nag: ["S10"],
    checkov: ["CKV_AWS_379"],
    seed: ["log archive"],
  },
  tags: ["s3", "tls", "log-archive"],
  remediationSteps:
    'Give the bucket a policy that denies s3:* to everyone, on the bucket and on its objects, when aws:SecureTransport is "false".',
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
  check: (model) =>
    [...logBuckets(model)].map(([bucket, why]) => ({ resource: bucket, outcome: judge(model, bucket, why) })),
};

function judge(model: Model, bucket: Resource, why: string): Outcome {
  const parts = partsOf(model, bucket, "policy");
  const documents: Document[] = [bucket, ...parts.found].map(({ props }) =>
    readDocument(at(props, "policy")),
  );
  const answers = documents.map(deniesPlainHttp);
  if (answers.includes(true)) return compliant;
  if (answers.includes(UNKNOWN)) return unknown("the bucket's policy");
  if (parts.unresolved) return unknown("the bucket that a BucketPolicy belongs to");
  return violation(`It holds logs (${why}), and its policy does not deny requests without TLS.`);
}
