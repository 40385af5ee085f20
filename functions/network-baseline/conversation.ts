import { servicePort } from "../flow-logs/flow-document";
import { type FlowRecord } from "../flow-logs/record";

/** A record seen as a conversation: who called whom, whichever of the two sent these packets. */
export interface Conversation {
  readonly caller: string;
  readonly listener: string;
  readonly protocol: number;
  /** The listener's; 0 for protocols without ports. */
  readonly port: number;
  /** Whether these packets went from the caller to the listener. */
  readonly asking: boolean;
}

/** The conversation a record belongs to; undefined for a record without traffic (NODATA, SKIPDATA). */
export function conversationOf(record: FlowRecord): Conversation | undefined {
  const { srcaddr, dstaddr, protocol } = record;
  if (srcaddr === undefined || dstaddr === undefined || protocol === undefined) {
    return undefined;
  }
  const port = servicePort(record);
  const asking = port === undefined || port === record.dstport;
  return {
    caller: asking ? srcaddr : dstaddr,
    listener: asking ? dstaddr : srcaddr,
    protocol,
    port: port ?? 0,
    asking,
  };
}
