import { UNKNOWN, asBoolean, at } from "../../analysis/values";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";
import { everyContainer } from "../../lib/containers";

export const ecsNotPrivileged: ResourcePolicy = {
  kind: "resource",
  name: "ecs-not-privileged",
  concern: "compute",
  description: "No container runs privileged.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["ECS.4"], checkov: ["CKV_AWS_334"] },
  tags: ["ecs"],
  remediationSteps: "Leave privileged off.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-4",
  types: ["aws:ecs/taskDefinition:TaskDefinition"],
  check: (resource) =>
    everyContainer(resource, (container, name) => {
      const privileged = asBoolean(at(container, "privileged"));
      if (privileged === UNKNOWN) return unknown(`${name}: privileged`);
      return privileged === true ? violation(`Container ${name} runs privileged.`) : compliant;
    }),
};
