import { at, isObject, textAt, type TrailRecord } from "./events";

/** Milliseconds an event may lie ahead of our clock before its time is disbelieved: hosts drift, five minutes is generous. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/** True when the call did not succeed: it carries an error code, or it is a sign-in that answered Failure. */
export function isAttempt(record: TrailRecord): boolean {
  const code = record["errorCode"];
  if (typeof code === "string" && code !== "") return true;
  return (
    record["eventName"] === "ConsoleLogin" && at(record, "responseElements", "ConsoleLogin") === "Failure"
  );
}

/** Who made the call, as stable as the record allows: the role behind a session rather than the session, else user, else account. */
export function principalOf(record: TrailRecord): string {
  const identity = record["userIdentity"];
  return (
    textAt(identity, "sessionContext", "sessionIssuer", "arn") ??
    textAt(identity, "arn") ??
    textAt(identity, "invokedBy") ??
    textAt(identity, "principalId") ??
    textAt(identity, "accountId") ??
    "unknown"
  );
}

/** The name of the role behind an assumed-role session, without its path; undefined for other callers. */
export function roleNameOf(record: TrailRecord): string | undefined {
  const issuer = textAt(record["userIdentity"], "sessionContext", "sessionIssuer", "arn");
  if (issuer !== undefined && issuer.includes(":role/")) return issuer.slice(issuer.lastIndexOf("/") + 1);
  const arn = textAt(record["userIdentity"], "arn");
  const session = arn?.match(/:assumed-role\/([^/]+)\//);
  return session?.[1];
}

/** The account an event belongs to: the one whose resources it touched, else the caller's. */
export function accountOf(record: TrailRecord): string {
  return textAt(record, "recipientAccountId") ?? textAt(record, "userIdentity", "accountId") ?? "unknown";
}

/**
 * When the event happened, in milliseconds since 1970. A missing or unreadable time, or one further ahead of `now` than clocks drift,
 * becomes `now`: windows and expiries must not be steerable by the record.
 */
export function timeOf(record: TrailRecord, now: number): number {
  const parsed = Date.parse(textAt(record, "eventTime") ?? "");
  return Number.isNaN(parsed) || parsed > now + CLOCK_SKEW_MS ? now : parsed;
}

/** The CloudTrail record inside an EventBridge event, or undefined when the event carries none. */
export function recordOf(event: unknown): TrailRecord | undefined {
  const detail = at(event, "detail");
  return isObject(detail) &&
    typeof detail["eventName"] === "string" &&
    typeof detail["eventSource"] === "string"
    ? detail
    : undefined;
}

const DETAIL_TYPES: Readonly<Record<string, string>> = {
  AwsApiCall: "AWS API Call via CloudTrail",
  AwsServiceEvent: "AWS Service Event via CloudTrail",
  AwsConsoleSignIn: "AWS Console Sign In via CloudTrail",
  AwsConsoleAction: "AWS Console Action via CloudTrail",
};

/** The detail types under which EventBridge delivers CloudTrail records. */
export const TRAIL_DETAIL_TYPES: readonly string[] = Object.values(DETAIL_TYPES);

/** The EventBridge event in which CloudTrail delivers a record. Used to replay records and to test patterns. */
export function envelopeOf(record: TrailRecord): TrailRecord {
  const source = (textAt(record, "eventSource") ?? "unknown").split(".")[0] ?? "unknown";
  return {
    version: "0",
    id: textAt(record, "eventID") ?? "unknown",
    "detail-type": DETAIL_TYPES[textAt(record, "eventType") ?? "AwsApiCall"] ?? "AWS API Call via CloudTrail",
    source: `aws.${source}`,
    account: accountOf(record),
    time: textAt(record, "eventTime") ?? "1970-01-01T00:00:00Z",
    region: textAt(record, "awsRegion") ?? "us-east-1",
    resources: [],
    detail: record,
  };
}
