import { mustBeSet } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const opensearchInVpc: ResourcePolicy = {
  kind: "resource",
  name: "opensearch-in-vpc",
  concern: "data",
  description: "Search domains are inside a VPC.",
  severity: "critical",
  level: "mandatory",
  controls: {
    fsbp: ["Opensearch.2"],
    nag: ["OS1"],
    checkov: ["CKV_AWS_137", "CKV_AWS_248"],
    seed: ["vpc isolation"],
  },
  tags: ["opensearch", "public"],
  remediationSteps: "Set vpcOptions.subnetIds when the domain is made.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-2",
  types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  check: (resource) => mustBeSet(resource, "vpcOptions.subnetIds"),
};
