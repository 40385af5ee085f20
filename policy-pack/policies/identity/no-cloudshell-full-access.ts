import { ATTACHMENT_TYPES, attachesNone } from "../../lib/attachments";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const noCloudshellFullAccess: ResourcePolicy = {
  kind: "resource",
  name: "no-cloudshell-full-access",
  concern: "identity",
  description: "Nobody gets CloudShell with up- and downloads of files.",
  severity: "low",
  level: "advisory",
  controls: { cis: cis("cloudshell") },
  tags: ["iam", "cloudshell"],
  remediationSteps:
    "Attach a policy of CloudShell's actions without GetFileDownloadUrls and GetFileUploadUrls.",
  url: "https://docs.aws.amazon.com/cloudshell/latest/userguide/sec-auth-with-identities.html",
  types: ATTACHMENT_TYPES,
  check: (resource) => attachesNone(resource, /:policy\/AWSCloudShellFullAccess$/),
};
