import { UNKNOWN, at } from "../../analysis/values";
import { mustBeTrue } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const trailValidated: ResourcePolicy = {
  kind: "resource",
  name: "trail-validated",
  concern: "logging",
  description: "Trails sign what they deliver, so that tampering shows.",
  severity: "medium",
  level: "mandatory",
  controls: {
    fsbp: ["CloudTrail.4"],
    cis: cis("trail-validated"),
    checkov: ["CKV_AWS_36"],
    seed: ["CloudTrail"],
  },
  tags: ["cloudtrail", "integrity"],
  remediationSteps: "Set enableLogFileValidation to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-4",
  types: ["aws:cloudtrail/trail:Trail"],
  check: (resource) => mustBeTrue(resource, "enableLogFileValidation"),
  remediate: (props) =>
    at(props, "enableLogFileValidation") === true || at(props, "enableLogFileValidation") === UNKNOWN
      ? undefined
      : { enableLogFileValidation: true },
};
