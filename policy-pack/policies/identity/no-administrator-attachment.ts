import { ATTACHMENT_TYPES, attachesNone } from "../../lib/attachments";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const noAdministratorAttachment: ResourcePolicy = {
  kind: "resource",
  name: "no-administrator-attachment",
  concern: "identity",
  description: "AdministratorAccess is attached to nothing but what is exempted.",
  severity: "high",
  level: "mandatory",
  controls: { cis: cis("no-full-administrators"), checkov: ["CKV_AWS_274"], nag: ["IAM4"] },
  tags: ["iam", "least-privilege"],
  remediationSteps: "Attach a policy of the rights needed, or exempt the break-glass role.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  types: ATTACHMENT_TYPES,
  check: (resource) => attachesNone(resource, /:policy\/(AdministratorAccess|IAMFullAccess)$/),
};
