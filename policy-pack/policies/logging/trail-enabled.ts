import { mustBeTrue } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const trailEnabled: ResourcePolicy = {
  kind: "resource",
  name: "trail-enabled",
  concern: "logging",
  description: "Trails are on.",
  severity: "critical",
  level: "mandatory",
  controls: { cis: cis("trail-everywhere"), seed: ["CloudTrail", "monitoring the logging itself"] },
  tags: ["cloudtrail"],
  remediationSteps: "Leave enableLogging at true.",
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-turning-off-logging.html",
  types: ["aws:cloudtrail/trail:Trail"],
  check: (resource) => mustBeTrue(resource, "enableLogging", { absent: "good" }),
};
