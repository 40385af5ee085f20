import { asText } from "../../analysis/values";
import { mustBeTrue, read } from "../../lib/expect";
import { allOf, compliant, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const configRecorderEverything: ResourcePolicy = {
  kind: "resource",
  name: "config-recorder-everything",
  concern: "logging",
  description: "AWS Config records every type of resource, continuously or daily, global ones once.",
  severity: "medium",
  level: "mandatory",
  controls: {
    fsbp: ["Config.1"],
    cis: ["3.0.0/3.3"],
    checkov: ["CKV2_AWS_45", "CKV2_AWS_48"],
    seed: ["Config"],
  },
  tags: ["config"],
  remediationSteps: "Set recordingGroup.allSupported and includeGlobalResourceTypes to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1",
  parameters: {
    recordGlobalTypes: {
      type: "boolean",
      description:
        "Global types must be recorded; turn it off where another Region of the account records them.",
      default: true,
    },
  },
  types: ["aws:cfg/recorder:Recorder"],
  check: (resource, { parameters }) => {
    const strategy = asText(read(resource, "recordingGroup.recordingStrategies.useOnly"));
    if (strategy === "EXCLUSION_BY_RESOURCE_TYPES" || strategy === "INCLUSION_BY_RESOURCE_TYPES") {
      return violation(`Its recording strategy is ${strategy}, so some types are not recorded.`);
    }
    const global = mustBeTrue(resource, "recordingGroup.includeGlobalResourceTypes", {
      absent: parameters.flag("recordGlobalTypes") ? "bad" : "good",
    });
    return allOf(
      mustBeTrue(resource, "recordingGroup.allSupported", { absent: "good" }),
      parameters.flag("recordGlobalTypes") ? global : compliant,
    );
  },
};
