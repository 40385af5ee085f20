import { mustBeSet } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const trailToCloudwatch: ResourcePolicy = {
  kind: "resource",
  name: "trail-to-cloudwatch",
  concern: "logging",
  description: "Trails deliver to CloudWatch Logs, where alarms can see them.",
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["CloudTrail.5"], checkov: ["CKV2_AWS_10"], seed: ["events of concern"] },
  tags: ["cloudtrail", "cloudwatch"],
  remediationSteps: "Set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-5",
  types: ["aws:cloudtrail/trail:Trail"],
  check: (resource) =>
    allOf(mustBeSet(resource, "cloudWatchLogsGroupArn"), mustBeSet(resource, "cloudWatchLogsRoleArn")),
};
