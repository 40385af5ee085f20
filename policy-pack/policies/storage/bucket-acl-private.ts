import { UNKNOWN, asText, at, type Read } from "../../analysis/values";
import { everyElement, read } from "../../lib/expect";
import { allOf, compliant, unknown, violation, type Outcome } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

/** Canned ACLs that let everyone, or every AWS account, in. Source: AWS, S3 canned ACLs (2026-11). */
const PUBLIC_ACLS: ReadonlySet<string> = new Set([
  "public-read",
  "public-read-write",
  "authenticated-read",
  "website",
]);

export const bucketAclPrivate: ResourcePolicy = {
  kind: "resource",
  name: "bucket-acl-private",
  concern: "storage",
  description: "No bucket or object is public by its ACL.",
  severity: "critical",
  level: "mandatory",
  controls: {
    fsbp: ["S3.2", "S3.3"],
    nag: ["S2"],
    checkov: ["CKV_AWS_20", "CKV_AWS_57"],
    seed: ["S3 access logs"],
  },
  tags: ["s3", "public"],
  remediationSteps: "Drop the ACL; ownership BucketOwnerEnforced turns ACLs off altogether.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2",
  types: [
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketV2:BucketV2",
    "aws:s3/bucketAcl:BucketAcl",
    "aws:s3/bucketAclV2:BucketAclV2",
    "aws:s3/bucketObject:BucketObject",
    "aws:s3/bucketObjectv2:BucketObjectv2",
  ],
  check: (resource) => {
    const acl = asText(read(resource, "acl"));
    if (acl === UNKNOWN) return unknown("acl");
    if (acl !== undefined && PUBLIC_ACLS.has(acl)) return violation(`acl is "${acl}".`);
    const grants = [
      ...everyElement(resource, "grants", (grant, path) => group(at(grant, "uri"), path)),
      ...everyElement(resource, "accessControlPolicy.grants", (grant, path) =>
        group(at(grant, "grantee", "uri"), path),
      ),
    ];
    return allOf(compliant, ...grants);
  },
};

function group(value: Read, path: string): Outcome {
  const uri = asText(value);
  if (uri === UNKNOWN) return unknown(path);
  const open = uri !== undefined && /groups\/global\/(AllUsers|AuthenticatedUsers)$/.test(uri);
  return open ? violation(`${path} grants to ${uri}.`) : compliant;
}
