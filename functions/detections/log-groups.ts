import { numberAt, type TrailRecord } from "../lib/events";
import { attack } from "./references";
import { type NamedDetection, type Policy } from "./types";

const sources = ["logs.amazonaws.com"];
const category = "impairs-detection";

/** True when the new retention is below the policy's. The record does not hold the old one. */
function isShort({ requestParameters }: TrailRecord, policy: Policy): boolean {
  const days = numberAt(requestParameters, "retentionInDays");
  return days !== undefined && days < policy.minimumRetentionDays;
}

/** CloudWatch Logs: groups, retention, and what hangs on them. */
export const LOG_GROUP_DETECTIONS: readonly NamedDetection[] = [
  {
    id: "log-group-deleted",
    title: "A log group was deleted",
    sources,
    names: ["DeleteLogGroup"],
    severity: "high",
    category,
    references: attack("T1070", "T1562.008"),
    response: "notify",
    advice: "Find out what logged there; the archive's copy is what is left.",
  },
  {
    id: "log-stream-deleted",
    title: "A log stream was deleted",
    sources,
    names: ["DeleteLogStream"],
    severity: "medium",
    category,
    references: attack("T1070"),
    response: "notify",
    advice: "Find out what was in it; the archive's copy is what is left.",
  },
  {
    id: "log-retention-shortened",
    title: "A log group keeps its events for too short a time",
    sources,
    names: ["PutRetentionPolicy"],
    severity: "high",
    category,
    references: ["Security Hub CloudWatch.16", ...attack("T1070")],
    response: "notify",
    advice: "Restore the retention before the group expires what it holds.",
    when: isShort,
  },
  {
    id: "metric-filter-deleted",
    title: "A metric filter was deleted",
    sources,
    names: ["DeleteMetricFilter"],
    severity: "high",
    category,
    references: attack("T1562.001"),
    response: "notify",
    advice: "Deploy the filter again; its alarm is blind without it.",
  },
  {
    id: "subscription-filter-deleted",
    title: "A log subscription was deleted",
    sources,
    names: ["DeleteSubscriptionFilter", "DeleteAccountPolicy", "DeleteDestination"],
    severity: "high",
    category,
    references: attack("T1562.008"),
    response: "notify",
    advice: "Deploy the subscription again; the search domain gets nothing of this group until then.",
  },
];
