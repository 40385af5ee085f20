import { attack } from "./references";
import { type NamedDetection } from "./types";

/** Records of network traffic and of name lookups. */
export const FLOW_DETECTIONS: readonly NamedDetection[] = [
  {
    id: "flow-logs-deleted",
    title: "Flow logs were deleted",
    sources: ["ec2.amazonaws.com"],
    names: ["DeleteFlowLogs"],
    severity: "critical",
    category: "impairs-detection",
    references: attack("T1562.008"),
    response: "repair-flow-logs",
    advice: "Check that the flow log is back; its traffic in the gap is lost.",
  },
  {
    id: "resolver-logs-deleted",
    title: "DNS query logging was deleted or taken off a VPC",
    sources: ["route53resolver.amazonaws.com"],
    names: ["DeleteResolverQueryLogConfig", "DisassociateResolverQueryLogConfig"],
    severity: "high",
    category: "impairs-detection",
    references: attack("T1562.008"),
    response: "notify",
    advice: "Deploy the query log configuration again.",
  },
];
