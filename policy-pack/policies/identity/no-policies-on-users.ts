import { UNKNOWN, asList } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const noPoliciesOnUsers: ResourcePolicy = {
  kind: "resource",
  name: "no-policies-on-users",
  concern: "identity",
  description: "Rights go to groups and roles, never to a user.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["IAM.2"], cis: cis("permissions-by-groups"), checkov: ["CKV_AWS_40"] },
  tags: ["iam", "users"],
  remediationSteps: "Attach the policy to a group or a role.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2",
  types: [
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
  ],
  check: (resource) => {
    if (resource.type !== "aws:iam/policyAttachment:PolicyAttachment")
      return violation("It gives rights to a user.");
    const users = asList(read(resource, "users"));
    if (users === UNKNOWN) return unknown("users");
    return users.length > 0 ? violation("It gives rights to users.") : compliant;
  },
};
