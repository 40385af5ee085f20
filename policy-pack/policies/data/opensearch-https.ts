import { mustBeOneOf, mustBeTrue } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
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
  check: (resource) =>
    allOf(
      mustBeTrue(resource, "domainEndpointOptions.enforceHttps"),
      mustBeOneOf(resource, "domainEndpointOptions.tlsSecurityPolicy", [
        "Policy-Min-TLS-1-2-2019-07",
        "Policy-Min-TLS-1-2-PFS-2023-10",
        "Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08",
      ]),
    ),
};
