import {
  type CreateFlowLogsCommandInput,
  type FlowLog,
  type FlowLogsResourceType,
} from "@aws-sdk/client-ec2";
import { listAt, textAt } from "../../lib/events";

/** The ids a DeleteFlowLogs call named: `FlowLogId` nests, as a lone object with `content` or as a list of them. */
export function deletedIds(requestParameters: unknown): readonly string[] {
  return [
    ...listAt(requestParameters, "DeleteFlowLogsRequest", "FlowLogId"),
    ...listAt(requestParameters, "flowLogIds"),
  ].flatMap((member) => {
    const id = typeof member === "string" ? member : textAt(member, "content");
    return id !== undefined && /^fl-[0-9a-f]+$/.test(id) ? [id] : [];
  });
}

/** Flow logs of an account and Region by id, as they were last seen. */
export type Remembered = Readonly<Record<string, FlowLog>>;

/** Reads what was remembered; nothing readable is nothing. */
export function rememberedFrom(kept: string | undefined): Remembered {
  try {
    return JSON.parse(kept ?? "{}") as Remembered;
  } catch {
    return {};
  }
}

/** The kind of a resource by its id. Source: EC2 API reference, CreateFlowLogs (2025). */
function typeOf(id: string): FlowLogsResourceType | undefined {
  if (id.startsWith("vpc-")) return "VPC";
  if (id.startsWith("subnet-")) return "Subnet";
  if (id.startsWith("eni-")) return "NetworkInterface";
  if (id.startsWith("tgw-attach-")) return "TransitGatewayAttachment";
  return id.startsWith("tgw-") ? "TransitGateway" : undefined;
}

/** The request that makes a flow log as it was; undefined when too little is known of it. Pure. */
export function recreation(log: FlowLog, token: string): CreateFlowLogsCommandInput | undefined {
  const type = log.ResourceId === undefined ? undefined : typeOf(log.ResourceId);
  if (log.ResourceId === undefined || type === undefined) return undefined;
  // Tags AWS sets itself may not be set by anybody else.
  const tags = (log.Tags ?? []).filter(({ Key }) => Key !== undefined && !Key.startsWith("aws:"));
  const isTransit = type.startsWith("TransitGateway");
  return {
    ClientToken: token,
    ResourceIds: [log.ResourceId],
    ResourceType: type,
    // Transit gateways take every kind of traffic and refuse the setting.
    TrafficType: isTransit ? undefined : log.TrafficType,
    LogDestinationType: log.LogDestinationType,
    ...(log.LogDestination === undefined
      ? { LogGroupName: log.LogGroupName }
      : { LogDestination: log.LogDestination }),
    DeliverLogsPermissionArn: log.DeliverLogsPermissionArn,
    DeliverCrossAccountRole: log.DeliverCrossAccountRole,
    LogFormat: log.LogFormat,
    MaxAggregationInterval: log.MaxAggregationInterval,
    DestinationOptions: log.DestinationOptions,
    ...(tags.length === 0 ? {} : { TagSpecifications: [{ ResourceType: "vpc-flow-log", Tags: tags }] }),
  };
}

/** True when two flow logs watch the same traffic of one thing for one destination. Pure. */
export function isSame(a: FlowLog, b: FlowLog): boolean {
  return (
    a.ResourceId === b.ResourceId &&
    a.TrafficType === b.TrafficType &&
    (a.LogDestination ?? a.LogGroupName) === (b.LogDestination ?? b.LogGroupName)
  );
}
