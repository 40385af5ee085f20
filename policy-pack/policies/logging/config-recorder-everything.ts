import { type Resource } from "../../analysis/resource";
import { asText, at, UNKNOWN } from "../../analysis/values";
import { mustBeTrue, read } from "../../lib/expect";
import { allOf, compliant, violation, unknown } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
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
    cis: cis("config"),
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
        "Global types must be recorded in the Region of the account's provider; turn it off where a recorder elsewhere does.",
      default: true,
    },
  },
  types: ["aws:cfg/recorder:Recorder"],
  check: (resource, { parameters }) => {
    const strategy = asText(read(resource, "recordingGroup.recordingStrategies.useOnly"));
    if (strategy === UNKNOWN) return unknown("recordingGroup");
    if (strategy === "EXCLUSION_BY_RESOURCE_TYPES" || strategy === "INCLUSION_BY_RESOURCE_TYPES") {
      return violation(`Its recording strategy is ${strategy}, so some types are not recorded.`);
    }
    const global = mustBeTrue(resource, "recordingGroup.includeGlobalResourceTypes", {
      absent: parameters.flag("recordGlobalTypes") ? "bad" : "good",
    });
    return allOf(
      mustBeTrue(resource, "recordingGroup.allSupported", { absent: "good" }),
      parameters.flag("recordGlobalTypes") && !isElsewhere(resource) ? global : compliant,
    );
  },
};

/** Whether it says itself that it is in another Region than its provider: then it is the second of its account, not the first. */
function isElsewhere(resource: Resource): boolean {
  const own = asText(read(resource, "region"));
  const home = asText(at(resource.providerProps, "region"));
  return typeof own === "string" && typeof home === "string" && own !== home;
}
