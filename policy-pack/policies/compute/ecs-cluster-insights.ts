import { UNKNOWN, asList, at } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const ecsClusterInsights: ResourcePolicy = {
  kind: "resource",
  name: "ecs-cluster-insights",
  concern: "compute",
  description: "Clusters publish container insights.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["ECS.12"], nag: ["ECS4"], checkov: ["CKV_AWS_65"] },
  tags: ["ecs", "monitoring"],
  remediationSteps: 'Add the setting containerInsights with value "enabled" or "enhanced".',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-12",
  types: ["aws:ecs/cluster:Cluster"],
  check: (resource) => {
    const settings = asList(read(resource, "settings"));
    if (settings === UNKNOWN) return unknown("settings");
    const own = settings
      .filter((setting) => at(setting, "name") === "containerInsights")
      .map((setting) => at(setting, "value"));
    if (own.some((value) => value === "enabled" || value === "enhanced")) return compliant;
    return own.includes(UNKNOWN) || settings.some((setting) => at(setting) === UNKNOWN)
      ? unknown("settings")
      : violation("Container insights are off.");
  },
};
