import { findingEvent, type FindingEvent, type NetworkFinding } from "../network-baseline/finding";
import { type Ask, asker, type AskWorld } from "./ask";
import { evenCalls } from "./beacons";
import { during, hoursOf, indicesOf, rangeOf } from "./hours";
import { type Habits } from "./settings";
import { newTalkers } from "./talkers";
import { unusualVolumes } from "./volumes";

/** Findings told of one hour at most: a change of everything makes thousands, and the gravest say so as well. */
export const MOST_FINDINGS = 50;
/** What is left of the function's time when it stops asking: the bus must still be reached. */
const RESERVE_MS = 10_000;

const NAMESPACE = "LandingZone/NetworkHabits";

export interface HabitsParts {
  readonly habits: Habits;
  readonly world: AskWorld;
  /** Puts events on the bus; rejects when one was not taken. */
  readonly put: (events: readonly FindingEvent[]) => Promise<void>;
  readonly log: (line: string) => void;
}

/** What was seen in an hour. */
export interface HourReport {
  /** The hour's start. */
  readonly hour: string;
  /** Whether there is any record of it at all. */
  readonly logged: boolean;
  readonly pairs: number;
  readonly candidates: number;
  readonly looked: number;
  /** What could not be judged, as there is not enough history of it. */
  readonly youngPairs: number;
  readonly youngInterfaces: number;
  readonly findings: number;
  readonly told: number;
}

const WEIGHT = { high: 0, medium: 1, low: 2 } as const;

async function isLogged(ask: Ask, hour: number): Promise<boolean> {
  const range = rangeOf(hour);
  const [found] = await ask([
    { indices: indicesOf(range), body: { terminate_after: 1, track_total_hits: true, query: during(range) } },
  ]);
  return (found?.hits?.total?.value ?? 0) > 0;
}

async function lookAt(ask: Ask, hour: number, { habits, put }: HabitsParts): Promise<HourReport> {
  const logged = await isLogged(ask, hour);
  const talkers = await newTalkers(ask, hour, habits);
  const calls = await evenCalls(ask, hour, habits);
  const volumes = await unusualVolumes(ask, hour, habits);
  const findings: NetworkFinding[] = [...talkers.findings, ...calls.findings, ...volumes.findings];
  const told = [...findings].sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]).slice(0, MOST_FINDINGS);
  if (told.length > 0) await put(told.map(findingEvent));
  return {
    hour: new Date(rangeOf(hour).from).toISOString(),
    logged,
    pairs: talkers.pairs,
    candidates: calls.candidates,
    looked: volumes.looked,
    youngPairs: talkers.young,
    youngInterfaces: volumes.young,
    findings: findings.length,
    told: told.length,
  };
}

/** One line that people read and that CloudWatch makes metrics of. */
function reportLine(report: HourReport, now: number): string {
  const { hour, logged, youngPairs, youngInterfaces, findings, told, ...counts } = report;
  const notes = [
    ...(logged ? [] : ["nothing is logged of this hour"]),
    ...(youngPairs > 0 ? [`not enough history to call ${youngPairs} pairs new`] : []),
    ...(youngInterfaces > 0 ? [`not enough history to judge what ${youngInterfaces} interfaces sent`] : []),
    ...(told < findings ? [`${findings - told} findings are not told, the gravest ${told} are`] : []),
  ];
  return JSON.stringify({
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        {
          Namespace: NAMESPACE,
          Dimensions: [[]],
          Metrics: ["HoursLogged", "Findings", "Untold", "Young"].map((Name) => ({ Name, Unit: "Count" })),
        },
      ],
    },
    HoursLogged: logged ? 1 : 0,
    Findings: findings,
    Untold: findings - told,
    Young: youngPairs + youngInterfaces,
    hour,
    ...counts,
    ...(notes.length === 0 ? {} : { notes }),
  });
}

/**
 * Looks at the last whole hour, and once more at one some hours back for what came late; puts what departs from habit on the bus, gravest
 * first. It keeps no state: a finding has the same key at every look, and triage tells a key once a week.
 *
 * @throws Error when the domain or the bus cannot be had in time, so that the event comes again and ends among the dead letters
 */
export function createHabits(
  parts: HabitsParts,
): (event: unknown, context: { getRemainingTimeInMillis(): number }) => Promise<{ hours: HourReport[] }> {
  return async (event, context) => {
    const now = parts.world.now();
    const ask = asker(parts.world, now + context.getRemainingTimeInMillis() - RESERVE_MS);
    const hours: HourReport[] = [];
    for (const hour of hoursOf(event, now)) {
      const report = await lookAt(ask, hour, parts);
      parts.log(reportLine(report, now));
      hours.push(report);
    }
    return { hours };
  };
}
