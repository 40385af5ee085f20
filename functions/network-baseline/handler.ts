import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatNamed } from "../flow-logs/settings";
import { putOnBus } from "../lib/aws-bus";
import { readPlan } from "./check-plan";
import { PLAN_FILE, WATCH_ENV } from "./contract";
import { expectationOf } from "./expectation";
import { createWatch, type WatchAnswer } from "./handle";

function setting(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

function start(): ReturnType<typeof createWatch> {
  // The plan is part of the package: it changes with a deployment, which starts the function anew.
  const plan = readPlan(readFileSync(join(__dirname, PLAN_FILE), "utf8"));
  const bus = setting(WATCH_ENV.bus);
  return createWatch({
    format: formatNamed(process.env[WATCH_ENV.format] ?? "landing-zone"),
    groups: setting(WATCH_ENV.groups),
    expectation: expectationOf(plan),
    put: (events) => putOnBus(bus, events),
    log: (line) => console.log(line),
  });
}

let watch: ReturnType<typeof createWatch> | undefined;

/** The Lambda's entry: a stream's deliveries, or a subscription's. It starts at the first, so that a mistake is told in the log of one. */
export async function handler(event: unknown): Promise<WatchAnswer> {
  watch ??= start();
  return watch(event);
}
