import { mustBeOneOf, mustBeTrue } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const guarddutyOn: ResourcePolicy = {
  kind: "resource",
  name: "guardduty-on",
  concern: "organisation",
  description: "GuardDuty detectors are on and publish within the quarter of an hour.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["GuardDuty.1"], checkov: ["CKV_AWS_238"], seed: ["unexpected network behaviour"] },
  tags: ["guardduty", "detection"],
  remediationSteps: 'Leave enable at true and set findingPublishingFrequency to "FIFTEEN_MINUTES".',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html#guardduty-1",
  parameters: {
    frequencies: {
      type: "strings",
      description: "Accepted publishing frequencies.",
      default: ["FIFTEEN_MINUTES"],
    },
  },
  types: ["aws:guardduty/detector:Detector"],
  check: (resource, { parameters }) =>
    allOf(
      mustBeTrue(resource, "enable", { absent: "good" }),
      mustBeOneOf(resource, "findingPublishingFrequency", parameters.texts("frequencies"), {
        absent: parameters.texts("frequencies").includes("SIX_HOURS") ? "good" : "bad",
      }),
    ),
};
