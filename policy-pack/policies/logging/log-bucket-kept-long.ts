import { logBuckets, partsOf } from "../../analysis/buckets";
import { UNKNOWN, asBoolean, asNumber, asText, at, type Read } from "../../analysis/values";
import { everyElement } from "../../lib/expect";
import { allOf, compliant, unknown, violation, type Outcome } from "../../lib/outcome";
import { type StackPolicy } from "../../lib/policy";

export const logBucketKeptLong: StackPolicy = {
  kind: "stack",
  name: "log-bucket-kept-long",
  concern: "logging",
  description: "No lifecycle rule throws logs away before their time.",
  severity: "high",
  level: "mandatory",
  controls: { seed: ["log archive"] },
  tags: ["s3", "retention"],
  remediationSteps: "Raise the days of the rule's expiration, or move old logs to a colder class instead.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-13",
  parameters: {
    days: {
      type: "integer",
      description: "The least number of days logs are kept.",
      default: 365,
      minimum: 1,
    },
  },
  check: (model, { parameters }) =>
    [...logBuckets(model).keys()].map((bucket) => {
      const { found: rules, unresolved } = partsOf(model, bucket, "lifecycle");
      const least = parameters.integer("days");
      const outcomes = [bucket, ...rules].flatMap((resource) => [
        ...everyElement(resource, "rules", (rule, path) => judge(rule, path, least)),
        ...everyElement(resource, "lifecycleRules", (rule, path) => judge(rule, path, least)),
      ]);
      const elsewhere = unresolved && rules.length === 0 ? [unknown("the bucket of a lifecycle rule")] : [];
      return { resource: bucket, outcome: allOf(compliant, ...outcomes, ...elsewhere) };
    }),
};

function judge(rule: Read, path: string, least: number): Outcome {
  const status = asText(at(rule, "status"));
  if (status === "Disabled" || asBoolean(at(rule, "enabled")) === false) return compliant;
  const days = asNumber(at(rule, "expiration", "days"));
  if (days === UNKNOWN || status === UNKNOWN) return unknown(`${path}.expiration`);
  return days !== undefined && days > 0 && days < least
    ? violation(`${path} deletes logs after ${days} days; the least is ${least}.`)
    : compliant;
}
