import { gunzipSync } from "node:zlib";

/** One event of a log group. */
export interface LogEvent {
  /** Given by CloudWatch Logs, the same at every delivery. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/** What one subscription delivery holds. */
export interface LogBatch {
  /** The account that owns the log group. */
  readonly owner: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly events: readonly LogEvent[];
}

/**
 * Room for the largest delivery there is: an asynchronous invocation brings at most 1 MB, and a log line, however dull, packs
 * to no less than a twentieth or so. What opens to more is not a log, and would take the function's memory.
 */
const LARGEST_BATCH_BYTES = 32 * 1024 * 1024;

/** A delivery that cannot be read; `message` says why. */
export class DeliveryError extends Error {
  override readonly name = "DeliveryError";
}

/**
 * Opens a subscription payload: base64 of gzip of JSON. Undefined for a CONTROL_MESSAGE, which only asks whether anybody is
 * there.
 *
 * @throws DeliveryError when it is none.
 */
export function openDelivery(data: string): LogBatch | undefined {
  let payload: unknown;
  try {
    const bytes = gunzipSync(Buffer.from(data, "base64"), { maxOutputLength: LARGEST_BATCH_BYTES });
    payload = JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new DeliveryError(`not gzip of JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof payload !== "object" || payload === null) {
    throw new DeliveryError("not a CloudWatch Logs payload: no object");
  }
  const { messageType, owner, logGroup, logStream, logEvents } = payload as Record<string, unknown>;
  if (messageType === "CONTROL_MESSAGE") {
    return undefined;
  }
  if (messageType !== "DATA_MESSAGE" || !Array.isArray(logEvents)) {
    throw new DeliveryError(`not a CloudWatch Logs payload: messageType is ${JSON.stringify(messageType)}`);
  }
  const events = logEvents as unknown[];
  const bad = events.findIndex((event) => !isLogEvent(event));
  if (bad >= 0) {
    throw new DeliveryError(`log event ${bad} lacks id, timestamp or message`);
  }
  return {
    owner: String(owner ?? ""),
    logGroup: String(logGroup ?? ""),
    logStream: String(logStream ?? ""),
    events: events as LogEvent[],
  };
}

function isLogEvent(value: unknown): value is LogEvent {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { id, timestamp, message } = value as Record<string, unknown>;
  return typeof id === "string" && id !== "" && typeof timestamp === "number" && typeof message === "string";
}
