import { mustBeSet } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const cloudfrontBehindWaf: ResourcePolicy = {
  kind: "resource",
  name: "cloudfront-behind-waf",
  concern: "edge",
  description: "Distributions are behind a web ACL.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["CloudFront.6"], nag: ["CFR2"], checkov: ["CKV_AWS_68"], seed: ["WAF"] },
  tags: ["cloudfront", "waf"],
  remediationSteps: "Set webAclId to the ARN of a web ACL of scope CLOUDFRONT.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-6",
  types: ["aws:cloudfront/distribution:Distribution"],
  check: (resource) => mustBeSet(resource, "webAclId"),
};
