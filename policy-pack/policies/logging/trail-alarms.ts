import { type FilterPattern, readFilterPattern } from "../../analysis/filter-pattern";
import { type Model } from "../../analysis/model";
import { type Resource, typeOfUrn } from "../../analysis/resource";
import { UNKNOWN, asBoolean, asList, asText, asTexts, at, type Read } from "../../analysis/values";
import { read } from "../../lib/expect";
import { cis } from "../../lib/facts/cis";
import { HARMLESS, TRAIL_ALARMS, type TrailAlarm } from "../../lib/facts/trail-alarms";
import { type Outcome, allOf, compliant, notApplicable, unknown, violation } from "../../lib/outcome";
import { type Finding, type StackPolicy } from "../../lib/policy";

const TRAIL = "aws:cloudtrail/trail:Trail";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const TOPIC = "aws:sns/topic:Topic";

/** From a trail to somebody who hears of it: log group, filter that sees the events, alarm on its metric, topic. */
export const trailAlarms: StackPolicy = {
  kind: "stack",
  name: "trail-alarms",
  concern: "logging",
  description: "What concerns everybody in a trail raises an alarm: log group, metric filter, alarm, topic.",
  severity: "medium",
  level: "advisory",
  controls: {
    cis: cis(...TRAIL_ALARMS.map((alarm) => alarm.cis)),
    seed: ["events of concern", "CloudTrail"],
  },
  tags: ["cloudtrail", "cloudwatch", "alarms"],
  remediationSteps:
    "Give the trail's log group a LogMetricFilter with a pattern that matches the events, and its metric a MetricAlarm whose alarmActions is a topic. Where another stack or EventBridge watches the trail, shorten the parameter alarms.",
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html",
  parameters: {
    alarms: {
      type: "strings",
      description: "What must raise an alarm.",
      default: TRAIL_ALARMS.map(({ name }) => name),
      pattern: `^(${TRAIL_ALARMS.map(({ name }) => name).join("|")})$`,
    },
  },
  check: (model, { parameters }) => {
    const trails = model.ofType(TRAIL);
    if (trails.length === 0) return [];
    const wanted = TRAIL_ALARMS.filter(({ name }) => parameters.texts("alarms").includes(name));
    const watched = watches(model);
    const findings = trails.map((resource): Finding => ({
      resource,
      outcome: judge(model, resource, watched, wanted),
    }));
    // One trail that is watched sees what the others see too.
    if (!findings.some(({ outcome }) => outcome.status === "compliant")) return findings;
    return findings.map((finding) =>
      finding.outcome.status === "compliant"
        ? finding
        : { ...finding, outcome: notApplicable("another trail of the stack is watched") },
    );
  },
};

/** A metric filter, and its log group as far as it is known. */
interface Watch {
  readonly filter: Resource;
  readonly groups: readonly Resource[];
  readonly groupName: string | undefined;
  readonly unresolved: boolean;
  /** Undefined for a pattern of no use here. */
  readonly pattern: FilterPattern | undefined | typeof UNKNOWN;
}

function watches(model: Model): readonly Watch[] {
  return model.ofType(FILTER).map((filter) => {
    const { targets, unresolved } = model.references(filter, "logGroupName", [GROUP]);
    const name = asText(read(filter, "logGroupName"));
    const pattern = asText(read(filter, "pattern"));
    return {
      filter,
      groups: targets,
      groupName: typeof name === "string" ? name : undefined,
      unresolved,
      pattern: pattern === UNKNOWN ? UNKNOWN : readFilterPattern(pattern ?? ""),
    };
  });
}

function judge(
  model: Model,
  trail: Resource,
  watched: readonly Watch[],
  wanted: readonly TrailAlarm[],
): Outcome {
  if (recordsManagement(trail) === false) return notApplicable("it records no management events");
  const value = read(trail, "cloudWatchLogsGroupArn");
  if (value === undefined || value === "")
    return violation("It delivers to no log group, so nothing of it can raise an alarm.");
  const arn = asText(value);
  // Trails name the streams of a group, ARN:*; a group's own ARN has no such end.
  const own = arn === UNKNOWN ? UNKNOWN : arn?.replace(/:\*$/, "");
  const { targets, unresolved } = model.references(trail, "cloudWatchLogsGroupArn", [GROUP], own);
  const name = typeof own === "string" ? /:log-group:([^:]+)/.exec(own)?.[1] : undefined;
  if (unresolved) return unknown("cloudWatchLogsGroupArn");
  const mine = watched
    .filter(
      ({ groups, groupName }) =>
        groups.some((group) => targets.includes(group)) || (groupName !== undefined && groupName === name),
    )
    .map((watch) => ({ ...watch, heard: heardOf(model, watch.filter) }));
  const open = watched.find((watch) => watch.unresolved);
  return allOf(...wanted.map((alarm) => judgeAlarm(alarm, mine, open)));
}

/** False for a trail of data events alone. */
function recordsManagement(trail: Resource): boolean {
  const advanced = asList(read(trail, "advancedEventSelectors"));
  if (advanced !== UNKNOWN && advanced.length > 0) {
    return advanced.some((selector) => {
      const fields = asList(at(selector, "fieldSelectors"));
      if (fields === UNKNOWN) return true;
      const category = fields.find((field) => at(field, "field") === "eventCategory");
      const values = asTexts(at(category, "equals"));
      return values === UNKNOWN || values.includes(UNKNOWN) || values.includes("Management");
    });
  }
  const basic = asList(read(trail, "eventSelectors"));
  if (basic === UNKNOWN || basic.length === 0) return true;
  return basic.some((selector) => asBoolean(at(selector, "includeManagementEvents")) !== false);
}

function judgeAlarm(
  alarm: TrailAlarm,
  mine: readonly (Watch & { readonly heard: Outcome })[],
  open: Watch | undefined,
): Outcome {
  let missed: readonly string[] = alarm.records.map(({ what }) => what);
  const outcomes: Outcome[] = [];
  for (const { filter, pattern, heard } of mine) {
    if (pattern === UNKNOWN) outcomes.push(unknown(`pattern of ${filter.name}`));
    if (typeof pattern !== "function" || HARMLESS.some(pattern)) continue;
    const unseen = alarm.records.filter(({ record }) => !pattern(record)).map(({ what }) => what);
    if (unseen.length === 0) outcomes.push(heard);
    else if (unseen.length < missed.length) missed = unseen;
  }
  if (outcomes.some(({ status }) => status === "compliant")) return compliant;
  const later = outcomes.find(({ status }) => status === "unknown");
  if (later) return later;
  if (open) return unknown(`logGroupName of ${open.filter.name}`);
  const broken = outcomes.find(({ status }) => status === "violation");
  if (broken?.status === "violation") return violation(...broken.messages.map((m) => `${alarm.name}: ${m}`));
  const seen = missed.length === alarm.records.length ? "" : ` whole: ${missed.join(", ")} would pass unseen`;
  return violation(`${alarm.name}: no metric filter on its log group matches these events${seen}.`);
}

/** Whether an alarm on the filter's metric tells a topic. */
function heardOf(model: Model, filter: Resource): Outcome {
  const metric = read(filter, "metricTransformation");
  const name = asText(at(metric, "name"));
  const space = asText(at(metric, "namespace"));
  const outcomes: Outcome[] = [];
  for (const alarm of model.ofType(ALARM)) {
    const on = isOn(alarm, filter, name, space);
    if (on === UNKNOWN) outcomes.push(unknown(`the metric of ${alarm.name}`));
    else if (on) outcomes.push(tells(model, alarm));
  }
  const good = outcomes.find(({ status }) => status === "compliant");
  const later = outcomes.find(({ status }) => status === "unknown");
  return good ?? later ?? outcomes[0] ?? violation(`no alarm is on the metric that ${filter.name} counts.`);
}

/** Whether the alarm is on this metric: by names, or as its metricName was made from the filter. */
function isOn(alarm: Resource, filter: Resource, name: Read, space: Read): boolean | typeof UNKNOWN {
  const made = (alarm.edges["metricName"] ?? []).filter((urn) => typeOfUrn(urn) === FILTER);
  if (made.length > 0) return made.includes(filter.urn);
  const queries = asList(read(alarm, "metricQueries"));
  if (queries === UNKNOWN) return UNKNOWN;
  const metrics = [alarm.props, ...queries.map((query) => at(query, "metric"))];
  let open = false;
  for (const metric of metrics) {
    const own = asText(at(metric, "metricName"));
    const ownSpace = asText(at(metric, "namespace"));
    if (own === undefined) continue;
    const same = [
      [own, name],
      [ownSpace, space],
    ].map(([a, b]) => (a === UNKNOWN || b === UNKNOWN ? UNKNOWN : a === b));
    if (same.includes(false)) continue;
    if (!same.includes(UNKNOWN)) return true;
    open = true;
  }
  return open ? UNKNOWN : false;
}

/** The alarm's own action is a topic, or that of an alarm composed of it. */
function tells(model: Model, alarm: Resource): Outcome {
  const composites = model.ofType(COMPOSITE).filter((one) => {
    const rule = asText(read(one, "alarmRule"));
    const name = asText(read(alarm, "name"));
    return (
      model.references(one, "alarmRule", [ALARM]).targets.includes(alarm) ||
      (typeof rule === "string" && typeof name === "string" && name !== "" && rule.includes(name))
    );
  });
  const outcomes = [alarm, ...composites].map((one) => tellsItself(model, one));
  return (
    outcomes.find(({ status }) => status === "compliant") ??
    outcomes.find(({ status }) => status === "unknown") ??
    outcomes[0] ??
    compliant
  );
}

function tellsItself(model: Model, alarm: Resource): Outcome {
  const enabled = asBoolean(read(alarm, "actionsEnabled"));
  if (enabled === UNKNOWN) return unknown(`actionsEnabled of ${alarm.name}`);
  if (enabled === false) return violation(`the actions of alarm ${alarm.name} are off.`);
  const { targets, unresolved } = model.references(alarm, "alarmActions", [TOPIC]);
  const actions = asTexts(read(alarm, "alarmActions"));
  if (targets.length > 0) return compliant;
  if (unresolved || actions === UNKNOWN) return unknown(`alarmActions of ${alarm.name}`);
  if (actions.some((action) => action !== UNKNOWN && /^arn:[^:]*:sns:/.test(action))) return compliant;
  return violation(`alarm ${alarm.name} tells no topic.`);
}
