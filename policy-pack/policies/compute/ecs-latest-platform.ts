import { mustBeOneOf } from "../../lib/expect";
import { type ResourcePolicy } from "../../lib/policy";

export const ecsLatestPlatform: ResourcePolicy = {
  kind: "resource",
  name: "ecs-latest-platform",
  concern: "compute",
  description: "Fargate services run on the latest platform version.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["ECS.10"], checkov: ["CKV_AWS_332"] },
  tags: ["ecs"],
  remediationSteps: 'Leave platformVersion at "LATEST".',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-10",
  types: ["aws:ecs/service:Service"],
  check: (resource) => mustBeOneOf(resource, "platformVersion", ["LATEST"], { absent: "good" }),
};
