import { mustBeSet } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const rdsLogsExported: ResourcePolicy = {
  kind: "resource",
  name: "rds-logs-exported",
  concern: "data",
  description: "Databases send their logs to CloudWatch.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["RDS.9", "RDS.34"], nag: ["RDS16"], checkov: ["CKV_AWS_129"] },
  tags: ["rds", "logging"],
  remediationSteps: "List the log types in enabledCloudwatchLogsExports.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-9",
  types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  check: (resource) => mustBeSet(resource, "enabledCloudwatchLogsExports"),
};
