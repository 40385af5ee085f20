import { type Place } from "./networks";
import { protocolName } from "./parse";
import { type FlowRecord } from "./record";

/** A flow record as it is indexed: AWS's fields, and what the dashboards ask that no single field answers. */
export interface FlowDocument extends FlowRecord {
  /** Milliseconds since 1970: the start of the record's interval. */
  "@timestamp": number;
  log_group: string;
  /** Seconds from the end of the interval to the arrival here; how late the log is. */
  delivery_lag_s: number;
  protocol_name?: string;
  src_network?: string;
  dst_network?: string;
  /** 1 when the address is public, else 0. */
  src_public?: number;
  dst_public?: number;
  /** The port of the side that listens, whichever way the packets of this record went. */
  service_port?: number;
  /**
   * 1 for the one record of a flow to sum bytes over, else 0: two interfaces of ours both log a flow between them, so the
   * sender's record counts, and the receiver's only when the sender keeps no flow log. Without `flow-direction` nobody can tell,
   * and all count.
   */
  counted?: number;
}

/** The names of the fields that are added to a record. */
export const DERIVED_FIELDS = [
  "@timestamp",
  "log_group",
  "delivery_lag_s",
  "protocol_name",
  "service_port",
  "src_network",
  "dst_network",
  "src_public",
  "dst_public",
  "counted",
] as const;

const SYN = 2;
const SYN_ACK = 18;
/** Below this, a port is a service's own. Source: RFC 6335, system ports. */
const SYSTEM_PORTS = 1024;

/**
 * The listening side's port. A SYN without ACK comes from the caller, a SYN-ACK from the listener; without either the lower
 * port is taken, as callers take theirs from the top. Undefined for protocols without ports.
 */
export function servicePort(record: FlowRecord): number | undefined {
  const { srcport, dstport, protocol } = record;
  if (srcport === undefined || dstport === undefined || (protocol !== 6 && protocol !== 17)) {
    return undefined;
  }
  const syn = protocol === 6 ? (record.tcp_flags ?? 0) & SYN_ACK : 0;
  if (syn === SYN) {
    return dstport;
  }
  if (syn === SYN_ACK) {
    return srcport;
  }
  if (srcport < SYSTEM_PORTS && dstport < SYSTEM_PORTS) {
    // Two system ports (NTP speaks 123 to 123): the destination's is as good, and is right when both are equal.
    return dstport;
  }
  return Math.min(srcport, dstport);
}

/** Adds the derived fields to a record, in place: a copy of every record would double what the function allocates. */
export function flowDocument(
  record: FlowRecord,
  facts: { timestamp: number; logGroup: string; now: number; placeOf: (address: string) => Place },
): FlowDocument {
  const document = record as FlowDocument;
  document["@timestamp"] = facts.timestamp;
  document.log_group = facts.logGroup;
  const end = record.end === undefined ? facts.timestamp : record.end * 1000;
  // A sender whose clock runs ahead would make the log arrive before it was written.
  document.delivery_lag_s = Math.max(0, Math.round((facts.now - end) / 1000));
  if (record.protocol !== undefined) {
    document.protocol_name = protocolName(record.protocol);
    document.service_port = servicePort(record);
  }
  const src = record.srcaddr === undefined ? undefined : facts.placeOf(record.srcaddr);
  const dst = record.dstaddr === undefined ? undefined : facts.placeOf(record.dstaddr);
  if (src && dst) {
    document.src_network = src.network;
    document.dst_network = dst.network;
    document.src_public = src.public ? 1 : 0;
    document.dst_public = dst.public ? 1 : 0;
    document.counted = record.flow_direction === "ingress" && src.logged ? 0 : 1;
  }
  return document;
}
