import { type Resource } from "../analysis/resource";
import { UNKNOWN, asTexts } from "../analysis/values";
import { read } from "./expect";
import { type Outcome, allOf, compliant, unknown, violation } from "./outcome";

/** Types by which a managed policy is attached to somebody. */
export const ATTACHMENT_TYPES: readonly string[] = [
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/policyAttachment:PolicyAttachment",
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
  "aws:iam/role:Role",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
];

const PATHS = ["policyArn", "managedPolicyArn", "managedPolicyArns", "policyArns"];

/** None of the managed policies whose ARN matches is attached. */
export function attachesNone(resource: Resource, pattern: RegExp): Outcome {
  return allOf(
    ...PATHS.map((path) => {
      const arns = asTexts(read(resource, path));
      if (arns === UNKNOWN) return unknown(path);
      const found = arns.filter((arn) => arn !== UNKNOWN && pattern.test(arn));
      if (found.length > 0) return violation(`${path} names ${found.map(String).join(", ")}.`);
      return arns.includes(UNKNOWN) ? unknown(path) : compliant;
    }),
  );
}
