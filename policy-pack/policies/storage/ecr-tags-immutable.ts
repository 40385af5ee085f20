import { mustBeOneOf } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const ecrTagsImmutable: ResourcePolicy = {
  kind: "resource",
  name: "ecr-tags-immutable",
  concern: "storage",
  description: "A container image's tag always means the same image.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["ECR.2"], checkov: ["CKV_AWS_51"] },
  tags: ["ecr", "images"],
  remediationSteps: 'Set imageTagMutability to "IMMUTABLE" (or "IMMUTABLE_WITH_EXCLUSION").',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-2",
  types: ["aws:ecr/repository:Repository"],
  check: (resource) => mustBeOneOf(resource, "imageTagMutability", ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"]),
};
