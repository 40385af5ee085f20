import { mustBeTrue } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const rdsKept: ResourcePolicy = {
  kind: "resource",
  name: "rds-kept",
  concern: "data",
  description: "Databases are protected from deletion.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["RDS.8", "RDS.7"], nag: ["RDS10"], checkov: ["CKV_AWS_293"] },
  tags: ["rds", "deletion"],
  remediationSteps: "Set deletionProtection to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-8",
  types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  check: (resource) => mustBeTrue(resource, "deletionProtection"),
};
