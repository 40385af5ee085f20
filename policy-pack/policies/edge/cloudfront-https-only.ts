import { UNKNOWN, asText, at } from "../../analysis/values";
import { everyElement, mustBeOneOf } from "../../lib/expect";
import { allOf, compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const cloudfrontHttpsOnly: ResourcePolicy = {
  kind: "resource",
  name: "cloudfront-https-only",
  concern: "edge",
  description: "Distributions serve over HTTPS only.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["CloudFront.3"], nag: ["CFR4"], checkov: ["CKV_AWS_34"] },
  tags: ["cloudfront", "tls"],
  remediationSteps:
    'Set viewerProtocolPolicy to "redirect-to-https" or "https-only" in every cache behaviour.',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-3",
  types: ["aws:cloudfront/distribution:Distribution"],
  check: (resource) =>
    allOf(
      mustBeOneOf(resource, "defaultCacheBehavior.viewerProtocolPolicy", ["redirect-to-https", "https-only"]),
      ...everyElement(resource, "orderedCacheBehaviors", (behaviour, path) => {
        const policy = asText(at(behaviour, "viewerProtocolPolicy"));
        if (policy === UNKNOWN) return unknown(path);
        return policy === "allow-all" ? violation(`${path} serves over plain HTTP.`) : compliant;
      }),
    ),
};
