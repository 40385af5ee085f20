import { UNKNOWN, asTexts } from "../../analysis/values";
import { read } from "../../lib/expect";
import { allOf, compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const noAdministratorAttachment: ResourcePolicy = {
  kind: "resource",
  name: "no-administrator-attachment",
  concern: "identity",
  description: "AdministratorAccess is attached to nothing but what is exempted.",
  severity: "high",
  level: "mandatory",
  controls: { cis: ["3.0.0/1.16"], checkov: ["CKV_AWS_274"], nag: ["IAM4"] },
  tags: ["iam", "least-privilege"],
  remediationSteps: "Attach a policy of the rights needed, or exempt the break-glass role.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  types: [
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
    "aws:iam/role:Role",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  ],
  check: (resource) => {
    const paths = ["policyArn", "managedPolicyArn", "managedPolicyArns", "policyArns"];
    return allOf(
      ...paths.map((path) => {
        const arns = asTexts(read(resource, path));
        if (arns === UNKNOWN) return unknown(path);
        const found = arns.filter(
          (arn) => arn !== UNKNOWN && /:policy\/(AdministratorAccess|IAMFullAccess)$/.test(arn),
        );
        if (found.length > 0) return violation(`${path} names ${found.map(String).join(", ")}.`);
        return arns.includes(UNKNOWN) ? unknown(path) : compliant;
      }),
    );
  },
};
