import { numberAt, textAt, textsAt } from "../lib/events";
import { type Check, CHECKS, type Expectations } from "./facts";

/** What is expected when nothing is said: everything that needs no names. */
export const DEFAULTS: Expectations = {
  checks: CHECKS,
  trailAgeMinutes: 60,
  configAgeHours: 26,
  logGroups: [],
  logAgeMinutes: 60,
  alarms: [],
  rules: [],
};

const isCheck = (name: string): name is Check => CHECKS.some((check) => check === name);

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
  };
}
