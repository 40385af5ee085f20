import { CIS_ALARM_SETTINGS, CIS_ALARMS, CIS_NAMESPACE } from "../../functions/detections/cis";

/** A metric filter on the trail's log group, and the alarm on its metric. */
export interface TrailAlarm {
  /** Of the filter, its metric and its alarm. */
  readonly name: string;
  readonly description: string;
  readonly pattern: string;
  readonly namespace: string;
}

/** What all of them have in common. */
export const TRAIL_ALARM_SETTINGS = CIS_ALARM_SETTINGS;

/**
 * Changes in Regions that are not in use. Event rules cannot tell: they are only where work is expected, while the trail records every
 * Region. A filter takes 1,024 characters, hence no more blanks and brackets than it needs. Failed calls are left out: the guardrails refuse them, and each probe would be an alarm.
 * @param regions in use; with none there is no telling what is unexpected
 */
export function unexpectedRegionPattern(regions: readonly string[]): string {
  const elsewhere = regions.map((region) => `$.awsRegion!="${region}"`);
  return `{${[...elsewhere, "$.readOnly IS FALSE", "$.errorCode NOT EXISTS"].join(" && ")}}`;
}

/** The alarms on the organisation's trail: those of the CIS benchmark, whose patterns Security Hub compares literally, and our own. */
export function trailAlarms(regions: readonly string[]): readonly TrailAlarm[] {
  return [
    ...CIS_ALARMS.map(({ name, description, pattern }) => ({
      name,
      description,
      pattern,
      namespace: CIS_NAMESPACE,
    })),
    {
      name: "LandingZoneUnexpectedRegion",
      description: "Something was changed in a Region where no work is expected",
      pattern: unexpectedRegionPattern(regions),
      namespace: "LandingZone/Trail",
    },
  ];
}
