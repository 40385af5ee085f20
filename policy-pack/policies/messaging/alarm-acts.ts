import { mustBeSet, mustBeTrue } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const alarmActs: ResourcePolicy = {
  kind: "resource",
  name: "alarm-acts",
  concern: "messaging",
  description: "Alarms tell somebody.",
  severity: "medium",
  level: "mandatory",
  controls: {
    fsbp: ["CloudWatch.15", "CloudWatch.17"],
    checkov: ["CKV_AWS_319"],
    seed: ["events of concern", "monitoring the logging itself"],
  },
  tags: ["cloudwatch", "alarms"],
  remediationSteps: "Set alarmActions, and leave actionsEnabled on.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-15",
  types: ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm"],
  check: (resource) =>
    allOf(mustBeSet(resource, "alarmActions"), mustBeTrue(resource, "actionsEnabled", { absent: "good" })),
};
