import type { Call } from "../model/call";
import { holds, type, usesArn, type Model } from "../model/model";
import { refuse } from "../model/refusal";
import { str, type Props } from "../model/values";
import { name, taken, WORD, WORD_RULE } from "./names";
import { withinQuota } from "./quota";
import { FUNCTION, KEY, LOG_GROUP, QUEUE, ROLE, TOPIC } from "./tokens";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const BUS = "aws:cloudwatch/eventBus:EventBus";

/** Longest event pattern, in characters. Source: "Amazon EventBridge quotas", 2026-06. */
const PATTERN_CHARACTERS = 4_096;

/** Refuses a pattern EventBridge would: not a JSON object, empty, or a leaf that is not an array. */
function checkPattern(inputs: Props): void {
  const text = str(inputs, "eventPattern");
  if (text === undefined || text === "") return;
  const bad = (why: string): never =>
    refuse("InvalidEventPatternException", `Event pattern is not valid. Reason: ${why}`, "eventPattern");
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch (error) {
    bad(error instanceof Error ? error.message : String(error));
  }
  if (typeof pattern !== "object" || pattern === null || Array.isArray(pattern))
    bad("it must be a JSON object");
  checkLeaves(pattern as Record<string, unknown>, bad);
  if (text.length > PATTERN_CHARACTERS) {
    refuse(
      "ValidationException",
      `eventPattern has ${text.length} characters, at most ${PATTERN_CHARACTERS}`,
      "eventPattern",
    );
  }
}

function checkLeaves(pattern: Record<string, unknown>, bad: (why: string) => never): void {
  const entries = Object.entries(pattern);
  if (entries.length === 0) bad("Empty objects are not allowed");
  for (const [field, value] of entries) {
    if (field === "$or") {
      if (!Array.isArray(value) || value.length < 2) bad("$or must be an array of two or more patterns");
      continue;
    }
    if (Array.isArray(value)) {
      if (value.length === 0) bad(`Empty arrays are not allowed: "${field}"`);
    } else if (typeof value === "object" && value !== null)
      checkLeaves(value as Record<string, unknown>, bad);
    else bad(`"${field}" must be an object or an array`);
  }
}

function checkSchedule(inputs: Props): void {
  const text = str(inputs, "scheduleExpression");
  const good = /^(rate\([1-9]\d* (minute|minutes|hour|hours|day|days)\)|cron\(\S+( \S+){5}\))$/;
  if (text !== undefined && text !== "" && !good.test(text)) {
    refuse("ValidationException", "Parameter ScheduleExpression is not valid.", "scheduleExpression");
  }
}

/** A rule of another bus than the default one carries the bus in its id and ARN. */
function ofBus(call: Call, separator: string): string {
  const bus = call.text("eventBusName");
  return bus === "" || bus === "default" ? "" : `${bus.split("/").at(-1) ?? ""}${separator}`;
}

function checkBus(call: Call): void {
  const bus = call.text("eventBusName");
  if (bus === "" || bus === "default" || bus.startsWith("aws.partner/")) return;
  const found = bus.startsWith("arn:")
    ? call.everywhere(BUS).some(({ properties }) => properties.arn === bus)
    : call.find(BUS, bus) !== undefined;
  if (!found && !bus.endsWith("event-bus/default")) {
    refuse("ResourceNotFoundException", `Event bus ${bus} does not exist.`, "eventBusName");
  }
}

const rule = type(RULE, (call) => `${ofBus(call, "/")}${call.text("name")}`, {
  defaults: { eventBusName: "default", forceDestroy: false },
  replace: ["name", "namePrefix", "eventBusName"],
  naming: name(64, "ValidationException", /^[.\-_A-Za-z0-9]+$/, "letters, digits and .-_ only"),
  lengths: { description: [512, "ValidationException"], scheduleExpression: [256, "ValidationException"] },
  choices: {
    state: [["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"], "ValidationException"],
  },
  references: { roleArn: usesArn(ROLE) },
  notFound: ["ResourceNotFoundException", "Rule {id} does not exist on EventBus default."],
  inUse: ["ValidationException", "Rule can't be deleted since it has targets."],
  check: (inputs) => {
    checkPattern(inputs);
    checkSchedule(inputs);
    if (inputs.eventPattern === undefined && inputs.scheduleExpression === undefined) {
      refuse("ValidationException", "Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
  },
  admit: checkBus,
  outputs: (call) => ({
    arn: call.arnOf(`events:${call.region}:${call.account}:rule/${ofBus(call, "/")}${call.text("name")}`),
  }),
});

const target = type(TARGET, (call) => `${ofBus(call, "-")}${call.text("rule")}-${call.text("targetId")}`, {
  defaults: { eventBusName: "default", forceDestroy: false },
  replace: ["rule", "targetId", "eventBusName"],
  naming: { property: "targetId", max: 64, code: "ValidationException", pattern: /^[.\-_A-Za-z0-9]+$/ },
  references: {
    rule: { ...holds(RULE), by: "name" },
    roleArn: usesArn(ROLE),
    arn: usesArn(TOPIC, QUEUE, FUNCTION, LOG_GROUP, BUS),
  },
  admit: (call) => {
    const others = call.peers(TARGET, { rule: call.text("rule"), eventBusName: call.text("eventBusName") });
    withinQuota(call, "targetsPerRule", others.length + 1);
  },
});

const bus = type(BUS, "{name}", {
  arn: "events:{region}:{account}:event-bus/{name}",
  replace: ["name", "eventSourceName"],
  naming: name(
    256,
    "ValidationException",
    /^(?!default$)[/.\-_A-Za-z0-9]+$/,
    "letters, digits and /.-_ only, not default",
  ),
  unique: taken("ResourceAlreadyExistsException", "Event bus {name} already exists."),
  references: { kmsKeyIdentifier: usesArn(KEY) },
});

const ofABus = { eventBusName: "default" } as const;

export const eventTypes: readonly Model[] = [
  rule,
  target,
  bus,
  type("aws:cloudwatch/eventBusPolicy:EventBusPolicy", "{eventBusName}", {
    defaults: ofABus,
    replace: ["eventBusName"],
    documents: { policy: "eventBus" },
    admit: checkBus,
  }),
  type("aws:cloudwatch/eventPermission:EventPermission", "{eventBusName}/{statementId}", {
    defaults: { ...ofABus, action: "events:PutEvents" },
    replace: ["eventBusName", "statementId"],
    lengths: { statementId: [64, "ValidationException"] },
    admit: checkBus,
  }),
  type("aws:cloudwatch/eventArchive:EventArchive", "{name}", {
    arn: "events:{region}:{account}:archive/{name}",
    replace: ["name", "eventSourceArn"],
    naming: name(48, "ValidationException", WORD, WORD_RULE),
    unique: taken("ResourceAlreadyExistsException", "Archive {name} already exists."),
    references: { eventSourceArn: usesArn(BUS), kmsKeyIdentifier: usesArn(KEY) },
    check: checkPattern,
  }),
];
