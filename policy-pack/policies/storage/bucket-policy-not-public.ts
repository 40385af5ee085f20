import { nobodyIsAnyone } from "../../lib/public-documents";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const bucketPolicyNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "bucket-policy-not-public",
  concern: "storage",
  description: "No bucket policy lets anyone in.",
  severity: "critical",
  level: "mandatory",
  controls: {
    fsbp: ["S3.2", "S3.3"],
    cis: cis("no-anyone"),
    checkov: ["CKV_AWS_70"],
    seed: ["S3 access logs"],
  },
  tags: ["s3", "public"],
  remediationSteps: 'Name the principals, or narrow "*" by aws:PrincipalOrgID, aws:SourceVpce or the like.',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2",
  types: [
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketV2:BucketV2",
    "aws:s3/accessPoint:AccessPoint",
    "aws:s3control/accessPointPolicy:AccessPointPolicy",
    "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy",
  ],
  check: (resource) => nobodyIsAnyone(resource, "policy"),
};
