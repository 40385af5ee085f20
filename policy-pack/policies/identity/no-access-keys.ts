import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const noAccessKeys: ResourcePolicy = {
  kind: "resource",
  name: "no-access-keys",
  concern: "identity",
  description: "No long-lived access key is made.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["IAM.3"],
    cis: cis("keys-at-setup", "one-key", "key-rotation"),
    checkov: ["CKV_AWS_348"],
  },
  tags: ["iam", "credentials"],
  remediationSteps:
    "Use roles: OIDC for pipelines, IAM Identity Center for people, instance and task roles for programs.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-4",
  types: ["aws:iam/accessKey:AccessKey"],
  check: (resource) => {
    const status = asText(read(resource, "status"));
    if (status === UNKNOWN) return unknown("status");
    return status === "Inactive" ? compliant : violation("It makes a long-lived access key.");
  },
};
