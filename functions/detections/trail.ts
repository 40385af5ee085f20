import { flagAt, listAt, textAt, textsAt, type TrailRecord } from "../lib/events";
import { attack, cis } from "./references";
import { type NamedDetection } from "./types";

const sources = ["cloudtrail.amazonaws.com"];
const category = "impairs-detection";
const impaired = [...cis(5), ...attack("T1562.008")];

/** True when an update switches off one of the trail's own safeguards. */
function weakensTrail({ requestParameters }: TrailRecord): boolean {
  return [
    "isMultiRegionTrail",
    "includeGlobalServiceEvents",
    "enableLogFileValidation",
    "isOrganizationTrail",
  ].some((setting) => flagAt(requestParameters, setting) === false);
}

/** True when a basic selector leaves out management events, some of them, or those of a service. */
function narrowsBasic(selector: unknown): boolean {
  return (
    flagAt(selector, "includeManagementEvents") === false ||
    (textAt(selector, "readWriteType") ?? "All") !== "All" ||
    listAt(selector, "excludeManagementEventSources").length > 0
  );
}

/** True when an advanced selector takes every management event: category Management and no further field. */
function takesAllManagement(selector: unknown): boolean {
  const fields = listAt(selector, "fieldSelectors");
  return (
    fields.length === 1 &&
    textAt(fields[0], "field") === "eventCategory" &&
    textsAt(fields[0], "equals").includes("Management")
  );
}

/** Basic selectors must each keep all management events; of advanced ones, one must. A call with neither says nothing good. */
function narrowsSelectors({ requestParameters }: TrailRecord): boolean {
  const basic = listAt(requestParameters, "eventSelectors");
  const advanced = listAt(requestParameters, "advancedEventSelectors");
  return advanced.length > 0
    ? !advanced.some(takesAllManagement)
    : basic.length === 0 || basic.some(narrowsBasic);
}

/** True unless both kinds of insight stay on. */
function dropsInsights({ requestParameters }: TrailRecord): boolean {
  const kept = listAt(requestParameters, "insightSelectors").map((selector) =>
    textAt(selector, "insightType"),
  );
  return !(kept.includes("ApiCallRateInsight") && kept.includes("ApiErrorRateInsight"));
}

/** The audit trail itself. */
export const TRAIL_DETECTIONS: readonly NamedDetection[] = [
  {
    id: "trail-stopped",
    title: "A trail was told to stop logging",
    sources,
    names: ["StopLogging"],
    severity: "critical",
    category,
    references: impaired,
    response: "repair-trail",
    advice:
      "Check that the trail logs again, then ask the caller why. Read what the caller did in the gap from other sources.",
  },
  {
    id: "trail-deleted",
    title: "A trail was deleted",
    sources,
    names: ["DeleteTrail"],
    severity: "critical",
    category,
    references: impaired,
    response: "notify",
    advice:
      "Deploy the organization stack again; API-call rules see nothing of accounts without a trail until then.",
  },
  {
    id: "trail-weakened",
    title: "A trail lost Regions, global events, validation or the organization",
    sources,
    names: ["UpdateTrail"],
    severity: "high",
    category,
    references: impaired,
    response: "notify",
    advice: "Compare the trail with the stack's preview and restore the setting.",
    when: weakensTrail,
  },
  {
    id: "trail-changed",
    title: "A trail was created, changed or started",
    sources,
    names: ["CreateTrail", "UpdateTrail", "StartLogging"],
    severity: "medium",
    category: "inconsistent-with-expectations",
    references: cis(5),
    response: "notify",
    advice: "Match it with a deployment. A second trail may copy the logs to a stranger's bucket.",
  },
  {
    id: "trail-selectors-narrowed",
    title: "A trail no longer records every management event",
    sources,
    names: ["PutEventSelectors"],
    severity: "high",
    category,
    references: impaired.slice(2),
    response: "notify",
    advice: "Restore selectors that include all management events, reads and writes, of every service.",
    when: narrowsSelectors,
  },
  {
    id: "trail-insights-narrowed",
    title: "A trail no longer looks for unusual call and error rates",
    sources,
    names: ["PutInsightSelectors"],
    severity: "medium",
    category,
    references: attack("T1562.008"),
    response: "notify",
    advice: "Switch both insight types on again.",
    when: dropsInsights,
  },
  {
    id: "event-store-impaired",
    title: "An event data store was deleted or stopped",
    sources,
    names: ["DeleteEventDataStore", "StopEventDataStoreIngestion"],
    severity: "high",
    category,
    references: attack("T1562.008"),
    response: "notify",
    advice: "Restore the store within its seven days of pending deletion.",
  },
];
