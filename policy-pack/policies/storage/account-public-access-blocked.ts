import { mustBeTrue } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const accountPublicAccessBlocked: ResourcePolicy = {
  kind: "resource",
  name: "account-public-access-blocked",
  concern: "storage",
  description: "The account blocks public access to S3 altogether.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["S3.1"], cis: cis("s3-block-public"), seed: ["S3 access logs"] },
  tags: ["s3", "public"],
  remediationSteps: "Set all four switches of the AccountPublicAccessBlock to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-1",
  types: ["aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"],
  check: (resource) =>
    allOf(
      ...["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].map((flag) =>
        mustBeTrue(resource, flag),
      ),
    ),
};
