import { mustBeTrue } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const elasticacheEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "elasticache-encrypted",
  concern: "data",
  description: "Caches are encrypted at rest and on the wire.",
  severity: "medium",
  level: "mandatory",
  controls: {
    fsbp: ["ElastiCache.4", "ElastiCache.5"],
    nag: ["AEC3"],
    checkov: ["CKV_AWS_29", "CKV_AWS_30"],
  },
  tags: ["elasticache", "encryption"],
  remediationSteps: "Set atRestEncryptionEnabled and transitEncryptionEnabled to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-4",
  types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  check: (resource) =>
    allOf(mustBeTrue(resource, "atRestEncryptionEnabled"), mustBeTrue(resource, "transitEncryptionEnabled")),
};
