import { trailAlarms } from "../../../components/detection/trail-alarms-plan";
import { type Planned, type StackCase, U } from "../harness";

const ALARMS = "trail-alarms";
const TOPIC_ARN = "arn:aws:sns:eu-west-2:111122223333:alarms";
const GROUP_ARN = "arn:aws:logs:eu-west-2:111122223333:log-group:trail";
const ROOT =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';

const trail = (props: Planned["props"] = {}, name = "trail"): Planned => ({
  type: "aws:cloudtrail/trail:Trail",
  name,
  props: { cloudWatchLogsGroupArn: U, ...props },
  edges: { cloudWatchLogsGroupArn: ["group"] },
});
const group = (name = "group", props: Planned["props"] = {}): Planned => ({
  type: "aws:cloudwatch/logGroup:LogGroup",
  name,
  props,
});
const filter = (pattern: string, props: Planned["props"] = {}, on = "group", name = "filter"): Planned => ({
  type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  name,
  props: {
    logGroupName: U,
    pattern,
    metricTransformation: { name: "m", namespace: "n", value: "1" },
    ...props,
  },
  edges: { logGroupName: [on] },
});
const alarm = (
  props: Planned["props"] = {},
  edges: Planned["edges"] = { alarmActions: ["topic"] },
): Planned => ({
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  name: "alarm",
  props: { metricName: "m", namespace: "n", alarmActions: [U], ...props },
  edges,
});
const topic: Planned = { type: "aws:sns/topic:Topic", name: "topic" };

/** A case on the alarm for root alone, or on the given ones. */
const one = (
  title: string,
  status: StackCase["expect"][string],
  resources: readonly Planned[],
  alarms: readonly string[] = ["root"],
): StackCase => ({ policy: ALARMS, title, resources, expect: { trail: status }, parameters: { alarms } });

const whole = trailAlarms(["eu-west-2"]).flatMap(({ name, pattern, namespace }): Planned[] => [
  filter(pattern, { metricTransformation: { name, namespace, value: "1" } }, "group", `filter-${name}`),
  { ...alarm({ metricName: name, namespace }), name: `alarm-${name}` },
]);
const rest = [group(), alarm(), topic];

/** Patterns that see uses of root, and some that only look so. Peers compare texts: prowler's issues 113, 960, 1914 and its change 11345. */
const patterns: readonly [title: string, status: StackCase["expect"][string], pattern: string][] = [
  ["the benchmark's pattern", "compliant", ROOT],
  [
    "in another order, without quotation marks or blanks",
    "compliant",
    "{$.eventType!=AwsServiceEvent&&($.userIdentity.invokedBy NOT EXISTS)&&$.userIdentity.type=Root}",
  ],
  ["as part of a wider one", "compliant", `{ ($.eventName = StopLogging) || (${ROOT.slice(1, -1)}) }`],
  [
    "a pattern that asks for a user too",
    "violation",
    `{ (${ROOT.slice(1, -1)}) && $.userIdentity.userName = "x" }`,
  ],
  ["root in small letters: patterns have case", "violation", '{ $.userIdentity.type = "root" }'],
  [
    "a comparison with a field that the record lacks",
    "violation",
    '{ $.userIdentity.type = "Root" && $.errorCode != "x" }',
  ],
  ["a pattern that matches daily work as well", "violation", '{ $.eventType = "AwsApiCall" }'],
  ["a pattern that matches every change", "violation", "{ $.readOnly IS FALSE }"],
  ["a pattern that matches everything", "violation", ""],
  ["a pattern for plain text", "violation", '"Root"'],
  ["a pattern that AWS refuses", "violation", '{ $.userIdentity.type = "Root" && }'],
];

/** What the chain from trail to topic must be. */
export const stackCasesOfTrailAlarms: readonly StackCase[] = [
  ...patterns.map(([title, status, pattern]) => one(title, status, [trail(), filter(pattern), ...rest])),
  {
    policy: ALARMS,
    title: "all of them, as the landing zone plans them",
    resources: [trail(), group(), topic, ...whole],
    expect: { trail: "compliant" },
  },
  {
    policy: ALARMS,
    title: "one of all missing",
    resources: [
      trail(),
      group(),
      topic,
      ...whole.filter(({ name }) => name !== "filter-CIS-4.14-VPCChanges"),
    ],
    expect: { trail: "violation" },
  },
  { policy: ALARMS, title: "a stack without a trail", resources: [group(), topic, alarm()], expect: {} },
  one("no filter at all", "violation", [trail(), group(), topic, alarm()]),
  one("a filter on another group", "violation", [
    trail(),
    group("other"),
    filter(ROOT, {}, "other"),
    ...rest,
  ]),
  one("an alarm on another metric", "violation", [
    trail(),
    filter(ROOT),
    group(),
    topic,
    alarm({ metricName: "x" }),
  ]),
  one("an alarm on a metric of that name elsewhere", "violation", [
    ...[trail(), filter(ROOT), group(), topic],
    alarm({ namespace: "other" }),
  ]),
  one("an alarm made from another filter", "violation", [
    ...[trail(), filter(ROOT), filter('{ $.a = "b" }', {}, "group", "other"), group(), topic],
    alarm({ metricName: U }, { metricName: ["other"], alarmActions: ["topic"] }),
  ]),
  one("an alarm made from the filter", "compliant", [
    ...[trail(), filter(ROOT), group(), topic],
    alarm({ metricName: U, namespace: U }, { metricName: ["filter"], alarmActions: ["topic"] }),
  ]),
  one("an alarm on an expression of the metric", "compliant", [
    ...[trail(), filter(ROOT), group(), topic],
    alarm({
      metricName: null,
      metricQueries: [
        { id: "e", expression: "m1" },
        { id: "m1", metric: { metricName: "m", namespace: "n" } },
      ],
    }),
  ]),
  one("an alarm without actions", "violation", [
    trail(),
    filter(ROOT),
    group(),
    alarm({ alarmActions: [] }, {}),
  ]),
  one("an alarm that tells no topic", "violation", [
    ...[trail(), filter(ROOT), group()],
    alarm({ alarmActions: ["arn:aws:automate:eu-west-2:ec2:stop"] }, {}),
  ]),
  one("an alarm whose actions are off", "violation", [
    ...[trail(), filter(ROOT), group(), topic],
    alarm({ actionsEnabled: false }),
  ]),
  one("an alarm that tells by one composed of it", "compliant", [
    ...[trail(), filter(ROOT), group(), topic, alarm({ alarmActions: [] }, {})],
    {
      type: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
      name: "all",
      props: { alarmRule: U, alarmActions: [U] },
      edges: { alarmRule: ["alarm"], alarmActions: ["topic"] },
    },
  ]),
  one("a second alarm, that tells", "compliant", [
    ...[trail(), filter(ROOT), group(), topic, alarm({ alarmActions: [] }, {})],
    { ...alarm(), name: "second" },
  ]),
  one("a topic of another stack", "compliant", [
    ...[trail(), filter(ROOT), group(), alarm({ alarmActions: [TOPIC_ARN] }, {})],
  ]),
  one("in a stored state, by ids; the trail names the group's streams", "compliant", [
    { ...trail({ cloudWatchLogsGroupArn: `${GROUP_ARN}:*` }), edges: {} },
    group("group", { id: "trail", name: "trail", arn: GROUP_ARN }),
    { ...filter(ROOT, { logGroupName: "trail" }), edges: {} },
    alarm({ alarmActions: [TOPIC_ARN] }, {}),
  ]),
  one("a group of another stack, by its name", "compliant", [
    { ...trail({ cloudWatchLogsGroupArn: `${GROUP_ARN}:*` }), edges: {} },
    { ...filter(ROOT, { logGroupName: "trail" }), edges: {} },
    alarm({ alarmActions: [TOPIC_ARN] }, {}),
  ]),
  one("a trail without a log group", "violation", [
    { ...trail(), props: {}, edges: {} },
    filter(ROOT),
    ...rest,
  ]),
  one("a trail of data events alone", "notApplicable", [
    trail({
      advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }] }],
    }),
    group(),
  ]),
  one("a trail of data events alone, by a selector of the older form", "notApplicable", [
    trail({ eventSelectors: [{ includeManagementEvents: false }] }),
    group(),
  ]),
  {
    policy: ALARMS,
    title: "a second trail beside one that is watched",
    resources: [trail(), { ...trail({}, "second"), edges: {} }, filter(ROOT), ...rest],
    parameters: { alarms: ["root"] },
    expect: { trail: "compliant", second: "notApplicable" },
  },
  one("a log group that is not known", "unknown", [{ ...trail(), edges: {} }, filter(ROOT), ...rest]),
  one("a filter whose group is not known", "unknown", [trail(), { ...filter(ROOT), edges: {} }, ...rest]),
  one("a pattern that is not known", "unknown", [trail(), filter(U), ...rest]),
  one("a metric that is not known", "unknown", [
    trail(),
    filter(ROOT),
    group(),
    topic,
    alarm({ metricName: U }),
  ]),
  one("an action that is not known", "unknown", [trail(), filter(ROOT), group(), alarm({}, {})]),
];
