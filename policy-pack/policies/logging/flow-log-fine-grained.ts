import { UNKNOWN, asNumber } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

export const flowLogFineGrained: ResourcePolicy = {
  kind: "resource",
  name: "flow-log-fine-grained",
  concern: "logging",
  description: "VPC flow logs aggregate over one minute, not ten.",
  severity: "low",
  level: "advisory",
  controls: { seed: ["flow logs"] },
  tags: ["flow-logs"],
  remediationSteps: "Set maxAggregationInterval to 60.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
  types: ["aws:ec2/flowLog:FlowLog"],
  check: (resource) => {
    const seconds = asNumber(read(resource, "maxAggregationInterval"));
    if (seconds === UNKNOWN) return unknown("maxAggregationInterval");
    if (seconds === 60) return compliant;
    // Logs of transit gateways have no other interval.
    const gateway = read(resource, "transitGatewayId") ?? read(resource, "transitGatewayAttachmentId");
    return gateway === undefined ? violation(`It aggregates over ${seconds ?? 600} s.`) : compliant;
  },
};
