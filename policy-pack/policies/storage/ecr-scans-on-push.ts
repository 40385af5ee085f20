import { mustBeTrue } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const ecrScansOnPush: ResourcePolicy = {
  kind: "resource",
  name: "ecr-scans-on-push",
  concern: "storage",
  description: "Container images are scanned when they are pushed.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["ECR.1"], checkov: ["CKV_AWS_163"] },
  tags: ["ecr", "images"],
  remediationSteps:
    "Set imageScanningConfiguration.scanOnPush to true, or scan by rule for the registry and exempt this.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-1",
  types: ["aws:ecr/repository:Repository"],
  check: (resource) => mustBeTrue(resource, "imageScanningConfiguration.scanOnPush"),
};
