import { type Check, type Expectations, type Facts, type Problem } from "./facts";

const MINUTE_MS = 60_000;

/** Ages below nothing come of clocks apart, and are no age. */
function minutesSince(time: number, now: number): number {
  return Math.max(0, Math.floor((now - time) / MINUTE_MS));
}

type Finding = readonly [resource: string, problem: string];

function trail(facts: Facts, { trailAgeMinutes }: Expectations, now: number): readonly Finding[] {
  const covering = facts.trails.filter(({ multiRegion, organization }) => multiRegion || organization);
  if (covering.length === 0) return [["trail", "there is no trail over all Regions"]];
  return covering.flatMap(({ name, logging, delivered, error }): readonly Finding[] => {
    if (!logging) return [[name, "is not logging"]];
    if (error !== undefined && error !== "") return [[name, `cannot deliver: ${error}`]];
    if (delivered === undefined) return [[name, "has never delivered"]];
    const age = minutesSince(delivered, now);
    return age > trailAgeMinutes ? [[name, `last delivered ${age} minutes ago`]] : [];
  });
}

function recorder(
  { recorder: found, configDelivered }: Facts,
  { configAgeHours }: Expectations,
  now: number,
): readonly Finding[] {
  if (found === undefined) return [["recorder", "there is none"]];
  if (!found.recording) return [["recorder", "is not recording"]];
  if (found.lastFailed) return [["recorder", "failed at its last recording"]];
  if (configDelivered === undefined) return [["delivery channel", "has never delivered"]];
  const hours = Math.floor(minutesSince(configDelivered, now) / 60);
  return hours > configAgeHours ? [["delivery channel", `last delivered ${hours} hours ago`]] : [];
}

function flowLogs({ vpcs, flowLogs: logs }: Facts): readonly Finding[] {
  return vpcs.flatMap((vpc): readonly Finding[] => {
    const own = logs.filter(({ resourceId, trafficType }) => resourceId === vpc && trafficType === "ALL");
    if (own.length === 0) return [[vpc, "has no flow log of all traffic"]];
    if (!own.some(({ active }) => active)) return [[vpc, "has no active flow log"]];
    return own.some(({ delivering }) => !delivering) ? [[vpc, "has a flow log that cannot deliver"]] : [];
  });
}

function resolverLogs({ vpcs, resolverLogged }: Facts): readonly Finding[] {
  return vpcs
    .filter((vpc) => !resolverLogged.includes(vpc))
    .map((vpc) => [vpc, "does not log its DNS queries"]);
}

function accessLogs({ loadBalancers }: Facts): readonly Finding[] {
  return loadBalancers.filter((one) => !one.accessLogs).map(({ arn }) => [arn, "has its access logs off"]);
}

function subscriptions({ logGroups }: Facts, expected: Expectations, now: number): readonly Finding[] {
  return expected.logGroups.flatMap((prefix): readonly Finding[] => {
    const groups = logGroups.filter(({ name }) => name.startsWith(prefix));
    if (groups.length === 0) return [[prefix, "there is no such log group"]];
    return groups.flatMap(({ name, subscriptions: count, ingested }): readonly Finding[] => {
      if (count === 0) return [[name, "has no subscription"]];
      if (ingested === undefined) return [[name, "has never taken in an event"]];
      const age = minutesSince(ingested, now);
      return age > expected.logAgeMinutes ? [[name, `took in its last event ${age} minutes ago`]] : [];
    });
  });
}

function arrivals({ arrivals: seen }: Facts, expected: Expectations): readonly Finding[] {
  return expected.arrivals
    .filter(({ what }) => (seen.find((one) => one.what === what)?.count ?? 0) === 0)
    .map(({ what, minutes }) => [what, `have not arrived for ${minutes} minutes`]);
}

function alarms(facts: Facts, expected: Expectations): readonly Finding[] {
  return expected.alarms.flatMap((name): readonly Finding[] => {
    const found = facts.alarms.find((alarm) => alarm.name === name);
    if (found === undefined) return [[name, "there is no such alarm"]];
    if (!found.actionsEnabled) return [[name, "has its actions switched off"]];
    return found.hasAction ? [] : [[name, "has no action"]];
  });
}

function rules(facts: Facts, expected: Expectations): readonly Finding[] {
  return expected.rules.flatMap((name): readonly Finding[] => {
    const found = facts.rules.find((rule) => rule.name === name);
    if (found === undefined) return [[name, "there is no such rule"]];
    if (!found.enabled) return [[name, "is disabled"]];
    return found.targets > 0 ? [] : [[name, "has no target"]];
  });
}

type Judge = (facts: Facts, expected: Expectations, now: number) => readonly Finding[];

const JUDGES: Readonly<Record<Check, Judge>> = {
  trail,
  recorder,
  "flow-logs": flowLogs,
  "resolver-logs": resolverLogs,
  "access-logs": accessLogs,
  subscriptions,
  arrivals,
  alarms,
  rules,
};

/** What is expected in places that are not looked at: nobody would miss it there. Pure. */
export function unseen(
  expected: Expectations,
  looked: ReadonlyArray<{ readonly account: string; readonly region: string }>,
): readonly Problem[] {
  return expected.places
    .filter((place) => !looked.some((one) => one.account === place.account && one.region === place.region))
    .map(({ account, region }) => ({
      check: "arrivals",
      account,
      region,
      resource: "directory",
      problem: "does not list this place, where something is expected",
    }));
}

/** Compares what was seen with what should be there. What could not be seen is a problem of its own. Pure; `now` in milliseconds. */
export function evaluate(facts: Facts, expected: Expectations, now: number): readonly Problem[] {
  const { account, region } = facts;
  return expected.checks.flatMap((check) => {
    const blind = facts.blind[check];
    const found: readonly Finding[] =
      blind === undefined ? JUDGES[check](facts, expected, now) : [["check", `could not look: ${blind}`]];
    return found.map(([resource, problem]) => ({ check, account, region, resource, problem }));
  });
}
