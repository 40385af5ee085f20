import { mustBeOneOf } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const kinesisStreamEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "kinesis-stream-encrypted",
  concern: "encryption",
  description: "Kinesis streams are encrypted at rest.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["Kinesis.1"], nag: ["KDS1"], checkov: ["CKV_AWS_43"] },
  tags: ["kinesis", "encryption"],
  remediationSteps: 'Set encryptionType to "KMS" and kmsKeyId.',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/kinesis-controls.html#kinesis-1",
  types: ["aws:kinesis/stream:Stream"],
  check: (resource) => mustBeOneOf(resource, "encryptionType", ["KMS"]),
};
