import { formatNamed } from "../flow-logs/settings";
import { readPlan } from "./check-plan";
import { WATCH_ENV } from "./contract";
import { expectationOf, type Expectation } from "./expectation";
import { type FindingEvent } from "./finding";
import { createWatch } from "./handle";

/** Milliseconds for which a plan is taken as read: a deployment is known a few minutes after it. */
const PLAN_AGE_MS = 300_000;
/** Entries of one PutEvents call. Source: EventBridge quotas. */
const ENTRIES = 10;

function setting(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

let known: { readonly at: number; readonly expectation: Expectation } | undefined;

async function currentExpectation(): Promise<Expectation> {
  if (!known || Date.now() - known.at > PLAN_AGE_MS) {
    const { GetObjectCommand, S3Client } = await import("@aws-sdk/client-s3");
    const request = { Bucket: setting(WATCH_ENV.bucket), Key: setting(WATCH_ENV.key) };
    const object = await new S3Client({}).send(new GetObjectCommand(request));
    const text = (await object.Body?.transformToString()) ?? "";
    known = { at: Date.now(), expectation: expectationOf(readPlan(text)) };
  }
  return known.expectation;
}

async function putEvents(events: readonly FindingEvent[]): Promise<void> {
  const { EventBridgeClient, PutEventsCommand } = await import("@aws-sdk/client-eventbridge");
  const client = new EventBridgeClient({});
  const bus = setting(WATCH_ENV.bus);
  for (let from = 0; from < events.length; from += ENTRIES) {
    const entries = events.slice(from, from + ENTRIES).map((event) => ({ ...event, EventBusName: bus }));
    const answer = await client.send(new PutEventsCommand({ Entries: entries }));
    if ((answer.FailedEntryCount ?? 0) > 0) {
      const fault = answer.Entries?.find((entry) => entry.ErrorCode);
      throw new Error(
        `${answer.FailedEntryCount} events not taken: ${fault?.ErrorCode} ${fault?.ErrorMessage}`,
      );
    }
  }
}

let watch: ReturnType<typeof createWatch> | undefined;

/** The Lambda's entry: a subscription's delivery, or a stream's. */
export async function handler(event: unknown): Promise<{ findings: number }> {
  watch ??= createWatch({
    format: formatNamed(process.env[WATCH_ENV.format] ?? "landing-zone"),
    expectation: currentExpectation,
    put: putEvents,
    log: (line) => console.log(line),
  });
  return watch(event);
}
