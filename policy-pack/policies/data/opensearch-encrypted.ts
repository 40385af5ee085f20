import { mustBeTrue } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const opensearchEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "opensearch-encrypted",
  concern: "data",
  description: "Search domains are encrypted at rest and between nodes.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["Opensearch.1", "Opensearch.3"],
    nag: ["OS8", "OS5"],
    checkov: ["CKV_AWS_5", "CKV_AWS_6", "CKV_AWS_247"],
  },
  tags: ["opensearch", "encryption"],
  remediationSteps: "Set encryptAtRest.enabled and nodeToNodeEncryption.enabled to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-1",
  types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  check: (resource) =>
    allOf(
      mustBeTrue(resource, "encryptAtRest.enabled"),
      mustBeTrue(resource, "nodeToNodeEncryption.enabled"),
    ),
};
