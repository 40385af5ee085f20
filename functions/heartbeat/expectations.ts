import { at, isObject, listAt, numberAt, textAt, textsAt } from "../lib/events";
import { type Arrival, type Check, CHECKS, type Expectations, type PlaceExpectations } from "./facts";

/** What is expected when nothing is said: everything that needs no names. */
export const DEFAULTS: Expectations = {
  checks: CHECKS,
  trailAgeMinutes: 60,
  configAgeHours: 26,
  logGroups: [],
  // CloudWatch Logs tells the age of a group's newest event up to an hour late, and rarely later.
  logAgeMinutes: 180,
  arrivals: [],
  alarms: [],
  rules: [],
  places: [],
};

const isCheck = (name: string): name is Check => CHECKS.some((check) => check === name);

/** A text that must be there. */
function textOf(value: unknown, ...path: readonly string[]): string {
  const text = textAt(value, ...path);
  if (text === undefined) throw new Error(`${path.join(".")} is missing in ${JSON.stringify(value)}`);
  return text;
}

function arrivalFrom(value: unknown): Arrival {
  const dimensions = at(value, "dimensions");
  const minutes = numberAt(value, "minutes");
  if (minutes === undefined || minutes <= 0 || minutes >= 1440)
    throw new Error(`minutes must lie between 0 and a day in ${JSON.stringify(value)}`);
  return {
    what: textOf(value, "what"),
    namespace: textOf(value, "namespace"),
    metric: textOf(value, "metric"),
    dimensions: Object.fromEntries(
      Object.entries(isObject(dimensions) ? dimensions : {}).map(([name, text]) => [name, String(text)]),
    ),
    minutes,
  };
}

function placeFrom(value: unknown): PlaceExpectations {
  return {
    account: textOf(value, "account"),
    region: textOf(value, "region"),
    logGroups: textsAt(value, "logGroups"),
    arrivals: listAt(value, "arrivals").map(arrivalFrom),
    alarms: textsAt(value, "alarms"),
  };
}

/** What is expected in one account and Region: what is expected everywhere, and what is expected there. Pure. */
export function expectedAt(expected: Expectations, account: string, region: string): Expectations {
  const here = expected.places.filter((place) => place.account === account && place.region === region);
  return {
    ...expected,
    logGroups: [...expected.logGroups, ...here.flatMap(({ logGroups }) => logGroups)],
    arrivals: [...expected.arrivals, ...here.flatMap(({ arrivals }) => arrivals)],
    alarms: [...expected.alarms, ...here.flatMap(({ alarms }) => alarms)],
  };
}

/**
 * Reads the expectations from JSON. Unlike events, this is our own: what is unreadable is an error, for a heartbeat that expects nothing
 * would find all well.
 */
export function expectationsFrom(json: string): Expectations {
  const value: unknown = JSON.parse(json);
  const names = textsAt(value, "checks");
  const unknown = names.filter((name) => !isCheck(name));
  if (unknown.length > 0)
    throw new Error(`no such check: ${unknown.join(", ")}; there are ${CHECKS.join(", ")}`);
  return {
    checks: textAt(value, "checks") === undefined && names.length === 0 ? CHECKS : names.filter(isCheck),
    trailAgeMinutes: numberAt(value, "trailAgeMinutes") ?? DEFAULTS.trailAgeMinutes,
    configAgeHours: numberAt(value, "configAgeHours") ?? DEFAULTS.configAgeHours,
    logGroups: textsAt(value, "logGroups"),
    logAgeMinutes: numberAt(value, "logAgeMinutes") ?? DEFAULTS.logAgeMinutes,
    alarms: textsAt(value, "alarms"),
    rules: textsAt(value, "rules"),
    arrivals: listAt(value, "arrivals").map(arrivalFrom),
    places: listAt(value, "places").map(placeFrom),
  };
}
