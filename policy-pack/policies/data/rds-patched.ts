import { mustBeTrue } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const rdsPatched: ResourcePolicy = {
  kind: "resource",
  name: "rds-patched",
  concern: "data",
  description: "Databases take minor versions by themselves.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["RDS.13"], cis: cis("rds-patched"), checkov: ["CKV_AWS_226"] },
  tags: ["rds", "patching"],
  remediationSteps: "Leave autoMinorVersionUpgrade on.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-13",
  types: ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"],
  check: (resource) => mustBeTrue(resource, "autoMinorVersionUpgrade", { absent: "good" }),
};
