import { mustBeSet } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const cloudfrontRootObject: ResourcePolicy = {
  kind: "resource",
  name: "cloudfront-root-object",
  concern: "edge",
  description: "Distributions say what they serve at their root.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["CloudFront.1"], checkov: ["CKV_AWS_305"] },
  tags: ["cloudfront"],
  remediationSteps: "Set defaultRootObject.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-1",
  types: ["aws:cloudfront/distribution:Distribution"],
  check: (resource) => mustBeSet(resource, "defaultRootObject"),
};
