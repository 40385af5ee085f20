import { mustBeTrue } from "../../lib/expect";
import { allOf } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const trailAllRegions: ResourcePolicy = {
  kind: "resource",
  name: "trail-all-regions",
  concern: "logging",
  description: "Trails record every Region and the global services.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["CloudTrail.1"],
    cis: cis("trail-everywhere"),
    checkov: ["CKV_AWS_67"],
    seed: ["CloudTrail"],
  },
  tags: ["cloudtrail"],
  remediationSteps: "Set isMultiRegionTrail to true and leave includeGlobalServiceEvents on.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-1",
  types: ["aws:cloudtrail/trail:Trail"],
  check: (resource) =>
    allOf(
      mustBeTrue(resource, "isMultiRegionTrail"),
      mustBeTrue(resource, "includeGlobalServiceEvents", { absent: "good" }),
    ),
};
