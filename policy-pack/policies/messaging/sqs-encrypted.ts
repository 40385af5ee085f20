import { UNKNOWN, asBoolean } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const sqsEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "sqs-encrypted",
  concern: "messaging",
  description: "Queues are encrypted.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["SQS.1"], checkov: ["CKV_AWS_27"] },
  tags: ["sqs", "encryption"],
  remediationSteps: "Set kmsMasterKeyId, or leave sqsManagedSseEnabled on.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-1",
  types: ["aws:sqs/queue:Queue"],
  check: (resource) => {
    const key = read(resource, "kmsMasterKeyId");
    if (key !== undefined && key !== "" && key !== UNKNOWN) return compliant;
    const managed = asBoolean(read(resource, "sqsManagedSseEnabled"));
    if (managed === false && key !== UNKNOWN)
      return violation("sqsManagedSseEnabled is off and there is no key.");
    return managed === UNKNOWN || (managed === false && key === UNKNOWN)
      ? unknown("sqsManagedSseEnabled, kmsMasterKeyId")
      : compliant;
  },
};
