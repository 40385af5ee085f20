import { asText, UNKNOWN } from "../../analysis/values";
import { type Resource } from "../../analysis/resource";
import { mustBeTrue, read } from "../../lib/expect";
import { allOf, type Outcome, unknown, compliant, violation, shown } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const opensearchHttps: ResourcePolicy = {
  kind: "resource",
  name: "opensearch-https",
  concern: "data",
  description: "Search domains take TLS 1.2 and above only.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["Opensearch.8"], checkov: ["CKV_AWS_83", "CKV_AWS_228"] },
  tags: ["opensearch", "tls"],
  remediationSteps:
    'Set domainEndpointOptions.enforceHttps and tlsSecurityPolicy "Policy-Min-TLS-1-2-PFS-2023-10".',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-8",
  types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  check: (resource) => allOf(mustBeTrue(resource, "domainEndpointOptions.enforceHttps"), modern(resource)),
};

/** By the least version in its name, so that a policy newer than this pack is no false alarm. Source: AWS, OpenSearch DomainEndpointOptions (2026-11). */
function modern(resource: Resource): Outcome {
  const path = "domainEndpointOptions.tlsSecurityPolicy";
  const policy = asText(read(resource, path));
  if (policy === UNKNOWN) return unknown(path);
  return policy !== undefined && /^Policy-Min-TLS-1-[23]-/.test(policy)
    ? compliant
    : violation(`${path} is ${shown(policy)}; it must be one of TLS 1.2 or above.`);
}
