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

/**
 * Changes of the organisation: recommendation 4.15 of the CIS AWS Foundations Benchmark 3.0.0 to 5.0.0, and 5.15 of later ones. Security Hub has no control
 * for it that would compare the pattern.
 * Source: the benchmark's list of events, read 2026-11.
 */
const ORGANIZATION_EVENTS = [
  ...["AcceptHandshake", "AttachPolicy", "CreateAccount", "CreateOrganizationalUnit", "CreatePolicy"],
  ...["DeclineHandshake", "DeleteOrganization", "DeleteOrganizationalUnit", "DeletePolicy", "DetachPolicy"],
  ...["DisablePolicyType", "EnablePolicyType", "InviteAccountToOrganization", "LeaveOrganization"],
  ...["MoveAccount", "RemoveAccountFromOrganization", "UpdatePolicy", "UpdateOrganizationalUnit"],
] as const;

/** A filter takes 1,024 characters. */
const ORGANIZATION_PATTERN = `{($.eventSource=organizations.amazonaws.com) && (${ORGANIZATION_EVENTS.map(
  (name) => `($.eventName=${name})`,
).join(" || ")})}`;

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
      name: "CIS-4.15-OrganizationsChanges",
      description: "The organisation was changed",
      pattern: ORGANIZATION_PATTERN,
      namespace: CIS_NAMESPACE,
    },
    {
      name: "LandingZoneUnexpectedRegion",
      description: "Something was changed in a Region where no work is expected",
      pattern: unexpectedRegionPattern(regions),
      namespace: "LandingZone/Trail",
    },
  ];
}
