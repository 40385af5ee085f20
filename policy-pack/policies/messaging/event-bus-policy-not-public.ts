import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { nobodyIsAnyone } from "../../lib/public-documents";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const eventBusPolicyNotPublic: ResourcePolicy = {
  kind: "resource",
  name: "event-bus-policy-not-public",
  concern: "messaging",
  description: "No event bus takes events from anyone.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EventBridge.3"], cis: cis("no-anyone"), seed: ["events of concern"] },
  tags: ["eventbridge", "public"],
  remediationSteps: "Name the accounts, or set the organisation in a condition.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/eventbridge-controls.html#eventbridge-3",
  types: ["aws:cloudwatch/eventBusPolicy:EventBusPolicy", "aws:cloudwatch/eventPermission:EventPermission"],
  check: (resource) => {
    if (resource.type === "aws:cloudwatch/eventBusPolicy:EventBusPolicy")
      return nobodyIsAnyone(resource, "policy");
    const principal = asText(read(resource, "principal"));
    if (principal === UNKNOWN) return unknown("principal");
    if (principal !== "*") return compliant;
    return read(resource, "condition") === undefined ? violation("It takes events from anyone.") : compliant;
  },
};
