import { everyElement } from "../../lib/expect";
import { UNKNOWN, asText, asTexts, at, type Read } from "../../analysis/values";
import { allOf, compliant, shown, unknown, violation, type Outcome } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const cloudfrontOriginsGuarded: ResourcePolicy = {
  kind: "resource",
  name: "cloudfront-origins-guarded",
  concern: "edge",
  description: "Buckets behind CloudFront are reached by it alone, other origins over TLS.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["CloudFront.13", "CloudFront.9"], nag: ["CFR5", "CFR7"] },
  tags: ["cloudfront", "origin"],
  remediationSteps:
    'Give bucket origins an origin access control; set originProtocolPolicy "https-only" and TLSv1.2 for the others.',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-13",
  types: ["aws:cloudfront/distribution:Distribution"],
  check: (resource) => allOf(compliant, ...everyElement(resource, "origins", judge)),
};

function judge(origin: Read, path: string): Outcome {
  const custom = at(origin, "customOriginConfig");
  if (custom === UNKNOWN) return unknown(`${path}.customOriginConfig`);
  if (custom !== undefined) {
    const protocol = asText(at(custom, "originProtocolPolicy"));
    const versions = asTexts(at(custom, "originSslProtocols"));
    if (protocol === UNKNOWN || versions === UNKNOWN || versions.includes(UNKNOWN)) return unknown(path);
    if (protocol !== "https-only") return violation(`${path} is reached with ${shown(protocol)}.`);
    const old = versions.filter((version) => !/^TLSv1\.[23]$/.test(String(version)));
    return old.length === 0 ? compliant : violation(`${path} is reached with ${old.map(String).join(", ")}.`);
  }
  const control = at(origin, "originAccessControlId") ?? at(origin, "s3OriginConfig", "originAccessIdentity");
  if (control === UNKNOWN || (control !== undefined && control !== "")) return compliant;
  if (at(origin, "vpcOriginConfig") !== undefined) return compliant;
  return violation(`${path} has no origin access control, so the bucket must be open to others.`);
}
