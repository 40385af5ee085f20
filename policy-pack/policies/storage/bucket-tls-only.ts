import { readDocument } from "../../analysis/documents";
import { type Resource } from "../../analysis/resource";
import { deniesPlainHttp } from "../../analysis/tls";
import { UNKNOWN } from "../../analysis/values";
import { inlineOrPart } from "../../lib/controls-of-buckets";
import { everyBucket } from "../../lib/each-bucket";
import { read } from "../../lib/expect";
import { compliant, unknown, violation, type Outcome } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type StackPolicy } from "../../lib/policy";

export const bucketTlsOnly: StackPolicy = {
  kind: "stack",
  name: "bucket-tls-only",
  concern: "storage",
  description: "Every bucket denies requests that do not come over TLS.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["S3.5"], cis: cis("s3-tls"), nag: ["S10"] },
  tags: ["s3", "tls"],
  remediationSteps:
    'Deny s3:* to everyone, on the bucket and on its objects, when aws:SecureTransport is "false".',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5",
  check: (model) =>
    everyBucket(model, (bucket) =>
      inlineOrPart(model, bucket, "policy", judge, "Its policy does not deny requests without TLS."),
    ),
};

function judge(resource: Resource): Outcome {
  const answer = deniesPlainHttp(readDocument(read(resource, "policy")));
  if (answer === UNKNOWN) return unknown("policy");
  return answer ? compliant : violation("Its policy does not deny requests without TLS.");
}
