import { mustBeOneOf } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const bucketAclsOff: ResourcePolicy = {
  kind: "resource",
  name: "bucket-acls-off",
  concern: "storage",
  description: "Bucket ownership is not left with the writers of objects.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["S3.12"], checkov: ["CKV2_AWS_65"], seed: ["S3 access logs"] },
  tags: ["s3"],
  remediationSteps:
    'Set objectOwnership to "BucketOwnerEnforced"; access logs of CloudFront (standard, legacy) need "BucketOwnerPreferred".',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-12",
  parameters: {
    ownership: {
      type: "strings",
      description: "Accepted object ownership.",
      default: ["BucketOwnerEnforced", "BucketOwnerPreferred"],
    },
  },
  types: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
  check: (resource, { parameters }) =>
    mustBeOneOf(resource, "rule.objectOwnership", parameters.texts("ownership")),
};
