import { mustBeAtLeast } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const passwordPolicyStrong: ResourcePolicy = {
  kind: "resource",
  name: "password-policy-strong",
  concern: "identity",
  description: "The account's password policy asks for long passwords that are not used again.",
  severity: "medium",
  level: "mandatory",
  controls: {
    fsbp: ["IAM.7", "IAM.15", "IAM.16"],
    cis: cis("password-length", "password-reuse"),
    checkov: ["CKV_AWS_9", "CKV_AWS_10"],
  },
  tags: ["iam", "passwords"],
  remediationSteps: "Set minimumPasswordLength to 14 and passwordReusePrevention to 24.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-7",
  types: ["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"],
  check: (resource) =>
    allOf(
      mustBeAtLeast(resource, "minimumPasswordLength", 14),
      mustBeAtLeast(resource, "passwordReusePrevention", 24),
    ),
};
