import { UNKNOWN, asText } from "../../analysis/values";
import { read } from "../../lib/expect";
import { compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type ResourcePolicy } from "../../lib/policy";

/** What AWS records where no format is given. Source: AWS, flow log records (2026-11). */
const DEFAULT_FORMAT =
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";

export const flowLogFormatComplete: ResourcePolicy = {
  kind: "resource",
  name: "flow-log-format-complete",
  concern: "logging",
  description: "VPC flow logs record the fields that an investigation needs.",
  severity: "low",
  level: "advisory",
  controls: { seed: ["flow logs"] },
  tags: ["flow-logs"],
  remediationSteps: "Set logFormat to a custom format with the fields named.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html",
  parameters: {
    fields: {
      type: "strings",
      description: "Fields every format must have.",
      default: [
        "srcaddr",
        "dstaddr",
        "dstport",
        "protocol",
        "action",
        "vpc-id",
        "subnet-id",
        "flow-direction",
        "tcp-flags",
        "pkt-srcaddr",
        "pkt-dstaddr",
      ],
    },
  },
  types: ["aws:ec2/flowLog:FlowLog"],
  check: (resource, { parameters }) => {
    if (
      read(resource, "transitGatewayId") !== undefined ||
      read(resource, "transitGatewayAttachmentId") !== undefined
    ) {
      return notApplicable("a transit gateway's log has other fields");
    }
    const format = asText(read(resource, "logFormat"));
    if (format === UNKNOWN) return unknown("logFormat");
    const fields = new Set((format ?? DEFAULT_FORMAT).replaceAll(/[${}]/g, " ").split(/\s+/));
    const missing = parameters.texts("fields").filter((field) => !fields.has(field));
    return missing.length === 0 ? compliant : violation(`It does not record ${missing.join(", ")}.`);
  },
};
