import { mustBeAtLeast, read } from "../../lib/expect";
import { notApplicable } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const rdsBackedUp: ResourcePolicy = {
  kind: "resource",
  name: "rds-backed-up",
  concern: "data",
  description: "Databases keep backups long enough.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["RDS.11"], checkov: ["CKV_AWS_133"] },
  tags: ["rds", "backup"],
  remediationSteps: "Set backupRetentionPeriod.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11",
  parameters: {
    days: { type: "integer", description: "The least number of days.", default: 7, minimum: 1, maximum: 35 },
  },
  types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  check: (resource, { parameters }) => {
    if (read(resource, "replicateSourceDb") !== undefined)
      return notApplicable("a replica need not keep backups");
    return mustBeAtLeast(resource, "backupRetentionPeriod", parameters.integer("days"));
  },
};
