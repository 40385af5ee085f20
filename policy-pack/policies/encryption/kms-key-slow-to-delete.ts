import { mustBeAtLeast } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const kmsKeySlowToDelete: ResourcePolicy = {
  kind: "resource",
  name: "kms-key-slow-to-delete",
  concern: "encryption",
  description: "A KMS key waits long enough before it is deleted for someone to notice.",
  severity: "medium",
  level: "advisory",
  controls: { fsbp: ["KMS.3"], seed: ["events of concern"] },
  tags: ["kms", "deletion"],
  remediationSteps: "Leave deletionWindowInDays at 30.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-3",
  parameters: {
    days: { type: "integer", description: "The least number of days.", default: 30, minimum: 7, maximum: 30 },
  },
  types: ["aws:kms/key:Key", "aws:kms/externalKey:ExternalKey", "aws:kms/replicaKey:ReplicaKey"],
  check: (resource, { parameters }) =>
    mustBeAtLeast(resource, "deletionWindowInDays", parameters.integer("days"), { absent: "good" }),
};
