/**
 * One flow log record, as documents hold it: AWS's field names with `_` for `-`. A field that the format lacks, or that AWS
 * gave as `-`, is absent or undefined. Text fields without a special meaning here are reached by name.
 */
export interface FlowRecord {
  version?: number;
  account_id?: string;
  interface_id?: string;
  srcaddr?: string;
  dstaddr?: string;
  srcport?: number;
  dstport?: number;
  /** IANA number: 6 is TCP, 17 UDP, 1 ICMP. */
  protocol?: number;
  packets?: number;
  bytes?: number;
  /** Seconds since 1970. */
  start?: number;
  /** Seconds since 1970. */
  end?: number;
  action?: string;
  /** `OK`, `NODATA` (nothing to log) or `SKIPDATA` (AWS could not log all there was). */
  log_status?: string;
  vpc_id?: string;
  subnet_id?: string;
  instance_id?: string;
  /** Bits or-ed over the interval: 1 FIN, 2 SYN, 4 RST, 8 PSH, 16 ACK, 32 URG; SYN-ACK is 18. */
  tcp_flags?: number;
  type?: string;
  pkt_srcaddr?: string;
  pkt_dstaddr?: string;
  region?: string;
  az_id?: string;
  flow_direction?: string;
  traffic_path?: number;
  [field: string]: string | number | undefined;
}

/** Why a line is no record of its format. */
export interface RecordProblem {
  readonly problem: string;
}

export function isProblem(result: FlowRecord | RecordProblem): result is RecordProblem {
  return "problem" in result;
}
