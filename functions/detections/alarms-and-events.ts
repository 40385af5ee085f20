import { flagAt, textAt, type TrailRecord } from "../lib/events";
import { attack } from "./references";
import { type NamedDetection } from "./types";

const category = "impairs-detection";
const references = attack("T1562.001");
const events = ["events.amazonaws.com"];

/** An explicit call silences; a put does so only when it says that actions are off. */
function silences({ eventName, requestParameters }: TrailRecord): boolean {
  return eventName === "DisableAlarmActions" || flagAt(requestParameters, "actionsEnabled") === false;
}

/** An explicit call disables; a put does so only when it says so. */
function disables({ eventName, requestParameters }: TrailRecord): boolean {
  return eventName === "DisableRule" || textAt(requestParameters, "state") === "DISABLED";
}

/** Alarms, event rules and topics: the nerves of the detection itself. */
export const ALARM_DETECTIONS: readonly NamedDetection[] = [
  {
    id: "alarm-deleted",
    title: "Alarms were deleted",
    sources: ["monitoring.amazonaws.com"],
    names: ["DeleteAlarms"],
    severity: "high",
    category,
    references,
    response: "notify",
    advice: "Deploy the alarm again unless it belongs to a workload that was taken down.",
  },
  {
    id: "alarm-silenced",
    title: "Alarms were silenced",
    sources: ["monitoring.amazonaws.com"],
    names: ["DisableAlarmActions", "PutMetricAlarm"],
    severity: "high",
    category,
    references: ["Security Hub CloudWatch.17", ...references],
    response: "notify",
    advice: "Enable the actions again.",
    when: silences,
  },
  {
    id: "event-rule-deleted",
    title: "An event rule was deleted",
    sources: events,
    names: ["DeleteRule"],
    severity: "high",
    category,
    references,
    response: "notify",
    advice: "If the rule is the landing zone's, deploy it again: the account is dark on its services.",
  },
  {
    id: "event-rule-disabled",
    title: "An event rule was disabled",
    sources: events,
    names: ["DisableRule", "PutRule"],
    severity: "high",
    category,
    references,
    response: "notify",
    advice: "Enable the rule again.",
    when: disables,
  },
  {
    id: "event-targets-removed",
    title: "Targets were taken off an event rule",
    sources: events,
    names: ["RemoveTargets"],
    severity: "high",
    category,
    references,
    response: "notify",
    advice: "Put the targets back; the rule matches but tells nobody.",
  },
  {
    id: "event-bus-impaired",
    title: "An event bus, its permission or its archive was removed",
    sources: events,
    names: ["DeleteEventBus", "RemovePermission", "DeleteArchive"],
    severity: "high",
    category,
    references,
    response: "notify",
    advice: "Deploy the bus again; events of every account pass through it.",
  },
  {
    id: "topic-deleted",
    title: "A notification topic was deleted",
    sources: ["sns.amazonaws.com"],
    names: ["DeleteTopic"],
    severity: "high",
    category,
    references,
    response: "notify",
    advice: "Deploy the topic again and have its subscribers confirm.",
  },
  {
    id: "topic-unsubscribed",
    title: "Somebody was unsubscribed from a topic",
    sources: ["sns.amazonaws.com"],
    names: ["Unsubscribe"],
    severity: "medium",
    category,
    references,
    response: "notify",
    advice: "Ask the subscriber; an unsubscribe link in a forwarded mail does this too.",
  },
];
