import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatNamed } from "../flow-logs/settings";
import { readPlan } from "./check-plan";
import { PLAN_FILE, WATCH_ENV } from "./contract";
import { expectationOf } from "./expectation";
import { type FindingEvent } from "./finding";
import { createWatch, type WatchAnswer } from "./handle";

/** Entries of one PutEvents call. Source: EventBridge quotas. */
const ENTRIES = 10;

function setting(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
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

function start(): ReturnType<typeof createWatch> {
  // The plan is part of the package: it changes with a deployment, which starts the function anew.
  const plan = readPlan(readFileSync(join(__dirname, PLAN_FILE), "utf8"));
  setting(WATCH_ENV.bus);
  return createWatch({
    format: formatNamed(process.env[WATCH_ENV.format] ?? "landing-zone"),
    groups: setting(WATCH_ENV.groups),
    expectation: expectationOf(plan),
    put: putEvents,
    log: (line) => console.log(line),
  });
}

let watch: ReturnType<typeof createWatch> | undefined;

/** The Lambda's entry: a stream's deliveries, or a subscription's. It starts at the first, so that a mistake is told in the log of one. */
export async function handler(event: unknown): Promise<WatchAnswer> {
  watch ??= start();
  return watch(event);
}
