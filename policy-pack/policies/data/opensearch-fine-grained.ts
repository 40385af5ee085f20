import { mustBeTrue } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const opensearchFineGrained: ResourcePolicy = {
  kind: "resource",
  name: "opensearch-fine-grained",
  concern: "data",
  description: "Search domains ask who is calling, index by index.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["Opensearch.7"], checkov: ["CKV_AWS_318"] },
  tags: ["opensearch", "access"],
  remediationSteps: "Set advancedSecurityOptions.enabled to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-7",
  types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  check: (resource) => mustBeTrue(resource, "advancedSecurityOptions.enabled"),
};
