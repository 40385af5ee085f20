import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const noIamUsers: ResourcePolicy = {
  kind: "resource",
  name: "no-iam-users",
  concern: "identity",
  description: "People sign in through the identity provider, not as IAM users.",
  severity: "low",
  level: "advisory",
  controls: { cis: cis("users-central"), checkov: ["CKV_AWS_273"] },
  tags: ["iam", "users"],
  remediationSteps: "Use IAM Identity Center; exempt the break-glass user.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  parameters: { allowed: { type: "strings", description: "Names of users that may exist.", default: [] } },
  types: ["aws:iam/user:User", "aws:iam/userLoginProfile:UserLoginProfile"],
  check: (resource, { parameters }) => {
    const allowed = asText(read(resource, "name") ?? read(resource, "user"));
    if (allowed === UNKNOWN)
      return parameters.texts("allowed").length > 0 ? unknown("name") : violation("It makes an IAM user.");
    return parameters.texts("allowed").includes(allowed ?? resource.name)
      ? compliant
      : violation("It makes an IAM user.");
  },
};
