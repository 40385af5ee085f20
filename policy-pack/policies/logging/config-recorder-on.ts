import { mustBeTrue } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const configRecorderOn: ResourcePolicy = {
  kind: "resource",
  name: "config-recorder-on",
  concern: "logging",
  description: "The AWS Config recorder is started.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["Config.1"],
    cis: cis("config"),
    checkov: ["CKV2_AWS_45"],
    seed: ["Config", "monitoring the logging itself"],
  },
  tags: ["config"],
  remediationSteps: "Set isEnabled of the RecorderStatus to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1",
  types: ["aws:cfg/recorderStatus:RecorderStatus"],
  check: (resource) => mustBeTrue(resource, "isEnabled"),
};
