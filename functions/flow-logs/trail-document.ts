import { isIP } from "node:net";
import { type RecordProblem } from "./record";

/** The part of a CloudTrail record the dashboards ask for; `record` keeps the whole of it, unindexed. */
export interface TrailDocument {
  "@timestamp": number;
  log_group: string;
  event_source?: string;
  event_name?: string;
  aws_region?: string;
  account_id?: string;
  event_type?: string;
  read_only?: number;
  error_code?: string;
  user_type?: string;
  user_arn?: string;
  /** The caller's address when it is one … */
  source_ip?: string;
  /** … and as CloudTrail has it, which for calls by a service is the service's host name. */
  source_address?: string;
  user_agent?: string;
  /** 1 or 0; absent when the record does not say. */
  mfa?: number;
  record: string;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function objectAt(value: unknown, key: string): Record<string, unknown> {
  const inner =
    typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>) : {};
}

/**
 * Shapes one record of a call or a sign-in, or one of Insights. `id` is its eventID, when it has one.
 * Sources: CloudTrail user guide, "CloudTrail record contents" and "CloudTrail record contents for Insights events for trails", read 2026-11.
 */
export function trailDocument(
  message: string,
  arrived: number,
  logGroup: string,
): { id?: string; document: TrailDocument } | RecordProblem {
  let record: Record<string, unknown>;
  try {
    record = JSON.parse(message) as Record<string, unknown>;
  } catch (error) {
    return { problem: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (typeof record !== "object" || record === null || Array.isArray(record)) {
    return { problem: "not a CloudTrail record: no object" };
  }
  // A finding of Insights has no call of its own; it names the call whose rate is unusual.
  const call = text(record["eventName"]) === undefined ? objectAt(record, "insightDetails") : record;
  if (text(call["eventName"]) === undefined) {
    return { problem: "not a CloudTrail record: no eventName" };
  }
  const identity = objectAt(record, "userIdentity");
  const mfa =
    objectAt(objectAt(identity, "sessionContext"), "attributes")["mfaAuthenticated"] ??
    objectAt(record, "additionalEventData")["MFAUsed"];
  const source = text(record["sourceIPAddress"]);
  const time = Date.parse(text(record["eventTime"]) ?? "");
  const id = text(record["eventID"]);
  return {
    ...(id === undefined ? {} : { id }),
    document: {
      "@timestamp": Number.isNaN(time) ? arrived : time,
      log_group: logGroup,
      event_source: text(call["eventSource"]),
      event_name: text(call["eventName"]),
      aws_region: text(record["awsRegion"]),
      account_id: text(record["recipientAccountId"]) ?? text(identity["accountId"]),
      event_type: text(record["eventType"]),
      read_only: record["readOnly"] === undefined ? undefined : record["readOnly"] === true ? 1 : 0,
      error_code: text(record["errorCode"]),
      user_type: text(identity["type"]),
      user_arn: text(identity["arn"]),
      source_ip: source !== undefined && isIP(source) !== 0 ? source : undefined,
      source_address: source,
      user_agent: text(record["userAgent"]),
      mfa: mfa === undefined ? undefined : /^(true|yes)$/i.test(String(mfa)) ? 1 : 0,
      record: message,
    },
  };
}
