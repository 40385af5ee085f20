import { authDocument } from "./auth-document";
import { DERIVED_FIELDS, flowDocument } from "./flow-document";
import { parseFormat } from "./format";
import { placeFinder, type NamedNetwork } from "./networks";
import { lineParser } from "./parse";
import { isProblem, type RecordProblem } from "./record";
import { type LogBatch, type LogEvent } from "./subscription";
import { trailDocument } from "./trail-document";

/** The kinds of log that have dashboards; also the first part of their indices' names. */
export type LogKind = "flow" | "auth" | "trail";

/** Where a document goes: `index` by the day of the event, `id` the same at every delivery. */
export interface ShapedDocument {
  readonly index: string;
  readonly id: string;
  readonly source: object;
}

export type Shaper = (event: LogEvent, batch: LogBatch, now: number) => ShapedDocument | RecordProblem;

/** The index of a kind and a moment (milliseconds since 1970): one a day, by UTC, such as `flow-2026.07.31`. */
export function indexName(kind: LogKind, timestamp: number): string {
  return `${kind}-${new Date(timestamp).toISOString().slice(0, 10).replaceAll("-", ".")}`;
}

/**
 * CloudWatch Logs takes events up to 14 days old and 2 hours ahead, so its own time stamp is always near the truth. A record
 * that disagrees by more comes from a clock that is wrong, and would open an index of its own in 1970. Source: PutLogEvents.
 */
const BELIEVED_SKEW_MS = 14 * 24 * 3600 * 1000;

/** The record's own time if the log's time stamp makes it believable, else the log's. The same at every delivery. */
export function eventTime(own: number | undefined, event: LogEvent): number {
  return own !== undefined && Math.abs(own - event.timestamp) <= BELIEVED_SKEW_MS ? own : event.timestamp;
}

/** Flow log records of one declared format. @throws FormatError for a format AWS would not take. */
export function flowShaper(format: string, networks: readonly NamedNetwork[]): Shaper {
  const parse = lineParser(parseFormat(format), DERIVED_FIELDS);
  const placeOf = placeFinder(networks);
  return (event, batch, now) => {
    const record = parse(event.message);
    if (isProblem(record)) {
      return record;
    }
    const timestamp = eventTime(record.start === undefined ? undefined : record.start * 1000, event);
    const source = flowDocument(record, { timestamp, logGroup: batch.logGroup, now, placeOf });
    return { index: indexName("flow", timestamp), id: event.id, source };
  };
}

/** Lines of an instance's auth.log. The owner of the log is the account. */
export function authShaper(): Shaper {
  return (event, batch) => ({
    index: indexName("auth", event.timestamp),
    id: event.id,
    source: authDocument(event.message, {
      timestamp: event.timestamp,
      logGroup: batch.logGroup,
      logStream: batch.logStream,
      account: batch.owner,
    }),
  });
}

/** CloudTrail records, one JSON object an event. Two trails deliver one record under one eventID, so that is the id. */
export function trailShaper(): Shaper {
  return (event, batch) => {
    const result = trailDocument(event.message, event.timestamp, batch.logGroup);
    if ("problem" in result) {
      return result;
    }
    const timestamp = eventTime(result.document["@timestamp"], event);
    return {
      index: indexName("trail", timestamp),
      id: result.id ?? event.id,
      source: { ...result.document, "@timestamp": timestamp },
    };
  };
}
