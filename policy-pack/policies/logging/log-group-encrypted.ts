import { mustBeSet } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const logGroupEncrypted: ResourcePolicy = {
  kind: "resource",
  name: "log-group-encrypted",
  concern: "logging",
  description: "Log groups are encrypted with a key of the organisation's.",
  severity: "low",
  level: "advisory",
  controls: { checkov: ["CKV_AWS_158"], seed: ["CloudWatch Logs"] },
  tags: ["cloudwatch", "encryption"],
  remediationSteps: "Set kmsKeyId to the ARN of a KMS key whose policy lets the logs service use it.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  check: (resource) => mustBeSet(resource, "kmsKeyId"),
};
