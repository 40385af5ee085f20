import { type Resource } from "./resource";
import { UNKNOWN, asList, at } from "./values";

/** Types with an identity policy's document in them. */
export const IDENTITY_POLICY_TYPES: readonly string[] = [
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
  "aws:iam/role:Role",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
];

/** Paths of the documents in such a resource: its policy, or the inline policies of a role. */
export function identityDocumentPaths(resource: Resource): readonly string[] {
  const inline = asList(at(resource.props, "inlinePolicies"));
  const nested =
    inline === UNKNOWN ? ["inlinePolicies"] : inline.map((_, index) => `inlinePolicies.${index}.policy`);
  return ["policy", "inlinePolicy", ...nested];
}
