import { UNKNOWN, asText, asBoolean } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, shown, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const cloudfrontModernTls: ResourcePolicy = {
  kind: "resource",
  name: "cloudfront-modern-tls",
  concern: "edge",
  description: "Distributions take TLS 1.2 and above only.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["CloudFront.15"], nag: ["CFR4"], checkov: ["CKV_AWS_174"] },
  tags: ["cloudfront", "tls"],
  remediationSteps:
    'Give the distribution a certificate of its own and minimumProtocolVersion "TLSv1.2_2021" or later.',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-15",
  types: ["aws:cloudfront/distribution:Distribution"],
  check: (resource) => {
    // With its own certificate CloudFront takes TLS 1.0, whatever version is asked for.
    const byDefault = asBoolean(read(resource, "viewerCertificate.cloudfrontDefaultCertificate"));
    if (byDefault === UNKNOWN) return unknown("viewerCertificate");
    if (byDefault === true) return violation("It has CloudFront's own certificate, which takes TLS 1.0.");
    const version = asText(read(resource, "viewerCertificate.minimumProtocolVersion"));
    if (version === UNKNOWN) return unknown("viewerCertificate");
    if (version !== undefined && /^TLSv1\.[23]/.test(version)) return compliant;
    return violation(`minimumProtocolVersion is ${shown(version)}; the default certificate takes TLS 1.0.`);
  },
};
