import { textAt, type TrailRecord } from "../lib/events";
import { isAttempt } from "../lib/events-record";
import { CATALOGUE } from "./catalogue";
import { DEFAULT_POLICY } from "./policy";
import { lower, type Detected, type Detection, type Policy } from "./types";

/** Detections by the call they look at, so that a record meets a handful of conditions, not the whole catalogue. */
const BY_CALL = new Map<string, Detection[]>();
const SWEEPING: Detection[] = [];

for (const detection of CATALOGUE) {
  if (detection.sources === "any") SWEEPING.push(detection);
  else
    for (const source of detection.sources)
      for (const name of detection.names) {
        const call = `${source} ${name}`;
        const known = BY_CALL.get(call);
        if (known === undefined) BY_CALL.set(call, [detection]);
        else known.push(detection);
      }
}

const BY_ID = new Map(CATALOGUE.map((detection) => [detection.id, detection]));

/** The catalogue's entry of an id, or undefined. */
export function detectionOf(id: string): Detection | undefined {
  return BY_ID.get(id);
}

/** The detections that fire on a record, in catalogue order. Any value may be given: what is no record fires nothing. */
export function firing(record: TrailRecord, policy: Policy = DEFAULT_POLICY): readonly Detection[] {
  const source = textAt(record, "eventSource");
  const name = textAt(record, "eventName");
  if (source === undefined || name === undefined) return [];
  const named = BY_CALL.get(`${source} ${name}`) ?? [];
  return [...named, ...SWEEPING].filter((detection) => detection.when?.(record, policy) ?? true);
}

/** What fires on a record, with severities as they count: a failed call is an attempt, one step milder. */
export function detect(record: TrailRecord, policy: Policy = DEFAULT_POLICY): readonly Detected[] {
  const fired = firing(record, policy);
  if (fired.length === 0) return [];
  const attempt = isAttempt(record);
  const eventID = textAt(record, "eventID") ?? "";
  return fired.map(({ id, severity, category, failureIsTheEvent }) => ({
    id,
    severity: attempt && failureIsTheEvent !== true ? lower(severity) : severity,
    category,
    eventID,
    attempt,
  }));
}
