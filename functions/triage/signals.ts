import { firing } from "../detections/detect";
import { lower, type Category, type Policy, type Severity } from "../detections/types";
import { at, isObject, listAt, numberAt, textAt, type TrailRecord } from "../lib/events";
import { accountOf, isAttempt, principalOf, recordOf, roleNameOf, timeOf } from "../lib/events-record";
import { type Signal } from "./signal";

/** The signals of a CloudTrail record: one for each detection that fires. */
function ofRecord(record: TrailRecord, policy: Policy, now: number): readonly Signal[] {
  const fired = firing(record, policy);
  if (fired.length === 0) return [];
  const attempt = isAttempt(record);
  const event = textAt(record, "eventID") ?? JSON.stringify(record).slice(0, 512);
  const code = textAt(record, "errorCode");
  const detail = [
    `${textAt(record, "eventName")} of ${textAt(record, "eventSource")}`,
    `from ${textAt(record, "sourceIPAddress") ?? "unknown"}`,
    ...(code === undefined ? [] : [`answered ${code}`]),
    `event ${event}`,
  ].join(", ");
  return fired.map((detection) => ({
    key: `${event}#${detection.id}`,
    id: detection.id,
    title: detection.title,
    severity:
      attempt && detection.failureIsTheEvent !== true ? lower(detection.severity) : detection.severity,
    category: detection.category,
    attempt,
    account: accountOf(record),
    region: textAt(record, "awsRegion") ?? "unknown",
    principal: principalOf(record),
    role: roleNameOf(record),
    time: timeOf(record, now),
    advice: detection.advice,
    references: detection.references,
    burst: detection.burst,
    detail,
  }));
}

const LABELS: Readonly<Record<string, Severity>> = {
  INFORMATIONAL: "low",
  LOW: "low",
  MEDIUM: "medium",
  HIGH: "high",
  CRITICAL: "critical",
};

/** GuardDuty's numbers. Source: GuardDuty user guide, severity levels (2025). */
function guardDutySeverity(value: number): Severity {
  if (value >= 9) return "critical";
  if (value >= 7) return "high";
  return value >= 4 ? "medium" : "low";
}

function finding(
  event: unknown,
  body: unknown,
  fields: Partial<Signal> & Pick<Signal, "key" | "id" | "severity">,
  now: number,
): Signal {
  const title = textAt(body, "title") ?? fields.id;
  return {
    title,
    category: "inconsistent-with-expectations",
    attempt: false,
    account:
      textAt(body, "accountId") ?? textAt(body, "awsAccountId") ?? textAt(event, "account") ?? "unknown",
    region: textAt(body, "region") ?? textAt(event, "region") ?? "unknown",
    principal: "unknown",
    role: undefined,
    time: timeOf({ eventTime: textAt(event, "time") }, now),
    advice: "Open the finding.",
    references: [],
    burst: undefined,
    detail: (textAt(body, "description") ?? title).slice(0, 1000),
    ...fields,
  };
}

const CATEGORIES: readonly string[] = [
  "impairs-detection",
  "inconsistent-with-expectations",
  "policy-violation",
];

function isCategory(value: string | undefined): value is Category {
  return value !== undefined && CATEGORIES.includes(value);
}

/** A finding of one of our own functions, put on the bus with source `landing-zone.…`. */
function ofOurOwn(event: TrailRecord, now: number): readonly Signal[] {
  const body = event["detail"];
  const id = textAt(body, "id") ?? "unknown";
  const category = textAt(body, "category");
  return [
    finding(
      event,
      body,
      {
        key: textAt(body, "key") ?? `${textAt(event, "id")}#${id}`,
        id,
        severity: LABELS[(textAt(body, "severity") ?? "").toUpperCase()] ?? "medium",
        advice: textAt(body, "advice") ?? "Read the detail.",
        ...(isCategory(category) ? { category } : {}),
      },
      now,
    ),
  ];
}

/**
 * The signals of an EventBridge event: a CloudTrail record, a GuardDuty or Security Hub finding, a finding of ours. Anything else gives
 * none. `now` in milliseconds.
 */
export function signalsOf(event: unknown, policy: Policy, now: number): readonly Signal[] {
  const record = recordOf(event);
  if (record !== undefined) return ofRecord(record, policy, now);
  if (!isObject(event)) return [];
  const source = textAt(event, "source") ?? "";
  if (source === "aws.guardduty" && textAt(event, "detail-type") === "GuardDuty Finding") {
    const body = event["detail"];
    const severity = guardDutySeverity(numberAt(body, "severity") ?? 0);
    // A finding is sent again when it goes on; its count tells the news from the repetition.
    const key = `guardduty#${textAt(body, "id")}#${textAt(body, "service", "count") ?? "1"}`;
    return [finding(event, body, { key, id: textAt(body, "type") ?? "guardduty", severity }, now)];
  }
  if (source === "aws.securityhub")
    return listAt(event, "detail", "findings").flatMap((body) => {
      // What is resolved, archived or already seen to is no news; GuardDuty's own come by the shorter way above.
      if (textAt(body, "recordState") === "ARCHIVED" || textAt(body, "compliance", "status") === "PASSED")
        return [];
      if (["SUPPRESSED", "RESOLVED"].includes(textAt(body, "workflow", "status") ?? "")) return [];
      if (textAt(body, "productName") === "GuardDuty") return [];
      const severity = LABELS[textAt(body, "severity", "label") ?? ""] ?? "low";
      const id = textAt(body, "generatorId") ?? "securityhub";
      const key = `securityhub#${textAt(body, "id")}#${textAt(body, "updatedAt")}`;
      const title = textAt(body, "title") ?? id;
      return [
        finding(
          event,
          body,
          { key, id, severity, title, detail: String(at(body, "description") ?? title).slice(0, 1000) },
          now,
        ),
      ];
    });
  return source.startsWith("landing-zone.") ? ofOurOwn(event, now) : [];
}
