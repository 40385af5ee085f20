import { mustBeTrue, read } from "../../lib/expect";
import { notApplicable } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const firehoseEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "firehose-encrypted",
  concern: "encryption",
  description: "Firehose delivery streams are encrypted at rest.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["DataFirehose.1"], nag: ["KDF1"], checkov: ["CKV_AWS_240"] },
  tags: ["firehose", "encryption"],
  remediationSteps: "Set serverSideEncryption.enabled to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/datafirehose-controls.html#datafirehose-1",
  types: ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"],
  check: (resource) => {
    // A stream that reads from Kinesis is encrypted by it.
    if (read(resource, "kinesisSourceConfiguration") !== undefined)
      return notApplicable("it reads from a Kinesis stream");
    return mustBeTrue(resource, "serverSideEncryption.enabled");
  },
};
