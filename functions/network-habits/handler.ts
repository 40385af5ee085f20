import { domainWorld } from "../flow-logs/domain-world";
import { putOnBus } from "../lib/aws-bus";
import { createHabits } from "./handle";
import { readHabitsSettings } from "./settings";

function start(): ReturnType<typeof createHabits> {
  const settings = readHabitsSettings(process.env);
  return createHabits({
    habits: settings,
    world: domainWorld(settings),
    put: (events) => putOnBus(settings.bus, events),
    log: (line) => console.log(line),
  });
}

let started: ReturnType<typeof createHabits> | undefined;

/** The Lambda's entry: an event of the schedule, or `{"hour": "2026-06-01T14:00:00Z"}` by hand. */
export async function handler(
  event: unknown,
  context: { getRemainingTimeInMillis(): number },
): ReturnType<ReturnType<typeof createHabits>> {
  started ??= start();
  return started(event, context);
}
