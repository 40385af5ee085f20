import { nobodyIsAnyone } from "../../lib/public-documents";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const efsPolicyNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "efs-policy-not-public",
  concern: "storage",
  description: "No file system lets anyone mount it from anywhere.",
  severity: "critical",
  level: "mandatory",
  controls: { cis: cis("no-anyone") },
  tags: ["efs", "public"],
  remediationSteps:
    "Name the principals, or narrow the statement by elasticfilesystem:AccessedViaMountTarget.",
  url: "https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html",
  types: ["aws:efs/fileSystemPolicy:FileSystemPolicy"],
  check: (resource) => nobodyIsAnyone(resource, "policy"),
};
