import { mustBeFalse } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const ecsServiceNoPublicIp: ResourcePolicy = {
  kind: "resource",
  name: "ecs-service-no-public-ip",
  concern: "compute",
  description: "Services give their tasks no public address.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["ECS.2"], checkov: ["CKV_AWS_333"], seed: ["vpc isolation"] },
  tags: ["ecs", "internet"],
  remediationSteps: "Leave assignPublicIp off.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-2",
  types: ["aws:ecs/service:Service", "aws:ecs/taskSet:TaskSet"],
  check: (resource) => mustBeFalse(resource, "networkConfiguration.assignPublicIp"),
};
