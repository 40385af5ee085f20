import { UNKNOWN, asText, at } from "../../analysis/values";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";
import { everyContainer } from "../../lib/containers";

export const ecsContainersLog: ResourcePolicy = {
  kind: "resource",
  name: "ecs-containers-log",
  concern: "compute",
  description: "Containers send what they print to a log.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["ECS.9"], nag: ["ECS7"] },
  tags: ["ecs", "logging"],
  remediationSteps: "Set logConfiguration.logDriver.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-9",
  types: ["aws:ecs/taskDefinition:TaskDefinition"],
  check: (resource) =>
    everyContainer(resource, (container, name) => {
      const driver = asText(at(container, "logConfiguration", "logDriver"));
      if (driver === UNKNOWN) return unknown(`${name}: logConfiguration`);
      return driver === undefined || driver === "none"
        ? violation(`Container ${name} has no log.`)
        : compliant;
    }),
};
