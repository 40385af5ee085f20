import { read } from "../../lib/expect";
import { UNKNOWN, asBoolean, at, asText } from "../../analysis/values";
import { compliant, unknown, violation, notApplicable } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";
import { everyContainer } from "../../lib/containers";

export const ecsRootReadOnly: ResourcePolicy = {
  kind: "resource",
  name: "ecs-root-read-only",
  concern: "compute",
  description: "Containers cannot write to their root file system.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["ECS.5"], checkov: ["CKV_AWS_336"] },
  tags: ["ecs"],
  remediationSteps: "Set readonlyRootFilesystem to true, with volumes for what must be written.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-5",
  types: ["aws:ecs/taskDefinition:TaskDefinition"],
  check: (resource) => {
    const system = asText(read(resource, "runtimePlatform.operatingSystemFamily"));
    if (system === UNKNOWN) return unknown("runtimePlatform");
    if (system?.toUpperCase().startsWith("WINDOWS"))
      return notApplicable("Windows containers take no such setting");
    return everyContainer(resource, (container, name) => {
      const readOnly = asBoolean(at(container, "readonlyRootFilesystem"));
      if (readOnly === UNKNOWN) return unknown(`${name}: readonlyRootFilesystem`);
      return readOnly === true
        ? compliant
        : violation(`Container ${name} can write to its root file system.`);
    });
  },
};
