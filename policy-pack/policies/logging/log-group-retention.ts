import { UNKNOWN, asNumber, at } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation, notApplicable } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

/** The retention periods CloudWatch Logs takes, in days. Source: AWS, PutRetentionPolicy (2026-11). */
const RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const logGroupRetention: ResourcePolicy = {
  kind: "resource",
  name: "log-group-retention",
  concern: "logging",
  description: "Log groups keep what they hold for a set time, long enough to investigate.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["CloudWatch.16"], checkov: ["CKV_AWS_66", "CKV_AWS_338"], seed: ["CloudWatch Logs"] },
  tags: ["cloudwatch", "retention"],
  remediationSteps:
    "Set retentionInDays to the least number of days or more; zero keeps everything for ever, at a price.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-16",
  parameters: {
    days: { type: "integer", description: "The least number of days.", default: 365, minimum: 1 },
  },
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  check: (resource, { parameters }) => {
    const least = parameters.integer("days");
    if (read(resource, "logGroupClass") === "DELIVERY")
      return notApplicable("a log group that only passes on keeps two days, whatever is set");
    const days = asNumber(read(resource, "retentionInDays"));
    if (days === UNKNOWN) return unknown("retentionInDays");
    if (days === undefined)
      return violation("retentionInDays is not set, so nobody decided how long its events are kept.");
    return days === 0 || days >= least
      ? compliant
      : violation(`It keeps events for ${days} days; the least is ${least}.`);
  },
  remediate: (props, _type, { parameters }) => {
    if (at(props, "logGroupClass") === "DELIVERY") return undefined;
    const days = asNumber(at(props, "retentionInDays"));
    const least = parameters.integer("days");
    if (days === UNKNOWN || days === 0 || (days !== undefined && days >= least)) return undefined;
    return { retentionInDays: RETENTION_DAYS.find((allowed) => allowed >= least) ?? 0 };
  },
};
