import { UNKNOWN, asNumber, at } from "../../analysis/values";
import { mustBeOneOf, read } from "../../lib/expect";
import { allOf, compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const objectLockDefaultRetention: ResourcePolicy = {
  kind: "resource",
  name: "object-lock-default-retention",
  concern: "logging",
  description: "Object lock retains new objects without being asked, and long enough.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["S3.15"], seed: ["log archive"] },
  tags: ["s3", "object-lock"],
  remediationSteps: "Give the configuration a rule with defaultRetention in mode COMPLIANCE or GOVERNANCE.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-15",
  parameters: {
    days: { type: "integer", description: "The least number of days.", default: 30, minimum: 1 },
    modes: { type: "strings", description: "Accepted modes.", default: ["GOVERNANCE", "COMPLIANCE"] },
  },
  types: [
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
  ],
  check: (resource, { parameters }) => {
    const rule = read(resource, "rule.defaultRetention");
    if (rule === UNKNOWN) return unknown("rule");
    const days = asNumber(at(rule, "days"));
    const years = asNumber(at(rule, "years"));
    if (days === UNKNOWN || years === UNKNOWN) return unknown("rule.defaultRetention");
    const total = (days ?? 0) + (years ?? 0) * 365;
    const least = parameters.integer("days");
    return allOf(
      mustBeOneOf(resource, "rule.defaultRetention.mode", parameters.texts("modes")),
      total >= least ? compliant : violation(`It retains for ${total} days; the least is ${least}.`),
    );
  },
};
