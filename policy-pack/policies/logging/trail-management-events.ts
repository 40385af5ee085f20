import {
  asBoolean,
  asList,
  asText,
  asTexts,
  at,
  type Json,
  type Unknown,
  UNKNOWN,
} from "../../analysis/values";
import { everyElement, read } from "../../lib/expect";
import { allOf, compliant, unknown, violation } from "../../lib/outcome";
import { cis } from "../../lib/facts/cis";
import { type ResourcePolicy } from "../../lib/policy";

export const trailManagementEvents: ResourcePolicy = {
  kind: "resource",
  name: "trail-management-events",
  concern: "logging",
  description: "No trail leaves management events out.",
  severity: "high",
  level: "mandatory",
  controls: { cis: cis("trail-everywhere"), seed: ["CloudTrail"] },
  tags: ["cloudtrail"],
  remediationSteps:
    'Leave includeManagementEvents on and readWriteType at "All"; in advanced selectors, select eventCategory Management.',
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html",
  types: ["aws:cloudtrail/trail:Trail"],
  check: (resource) => {
    const basic = everyElement(resource, "eventSelectors", (selector, path) => {
      const included = asBoolean(at(selector, "includeManagementEvents"));
      const kind = asText(at(selector, "readWriteType"));
      if (included === UNKNOWN || kind === UNKNOWN) return unknown(path);
      if (included === false) return violation(`${path} leaves management events out.`);
      return kind === undefined || kind.toLowerCase() === "all"
        ? compliant
        : violation(`${path} takes ${kind} events only.`);
    });
    const advanced = asList(read(resource, "advancedEventSelectors"));
    if (advanced === UNKNOWN) return allOf(...basic, unknown("advancedEventSelectors"));
    if (advanced.length === 0) return allOf(compliant, ...basic);
    const whole = advanced.map(isWholeManagement);
    if (whole.includes(true)) return allOf(compliant, ...basic);
    if (whole.includes(UNKNOWN)) return unknown("advancedEventSelectors");
    return violation("No advanced selector takes all management events.");
  },
};

/** A selector of all management events: by category, with nothing else that narrows it. */
function isWholeManagement(raw: Json | Unknown): boolean | Unknown {
  const fields = asList(at(raw, "fieldSelectors"));
  if (fields === UNKNOWN) return UNKNOWN;
  const [field] = fields;
  if (fields.length !== 1 || at(field, "field") !== "eventCategory") return false;
  const values = asTexts(at(field, "equals"));
  return values === UNKNOWN ? UNKNOWN : values.includes("Management");
}
