import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { allOf, compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const ecsHostNotShared: ResourcePolicy = {
  kind: "resource",
  name: "ecs-host-not-shared",
  concern: "compute",
  description: "Tasks share neither processes nor network with their host.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["ECS.3"], checkov: ["CKV_AWS_335"] },
  tags: ["ecs"],
  remediationSteps: 'Drop pidMode "host" and networkMode "host".',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-3",
  types: ["aws:ecs/taskDefinition:TaskDefinition"],
  check: (resource) =>
    allOf(
      ...["pidMode", "networkMode", "ipcMode"].map((path) => {
        const mode = asText(read(resource, path));
        if (mode === UNKNOWN) return unknown(path);
        return mode === "host" ? violation(`${path} is "host".`) : compliant;
      }),
    ),
};
