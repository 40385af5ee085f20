/**
 * Regions in which AWS Config cannot record IAM users, groups, roles and customer managed policies: those it came to after February
 * 2022. Rules on them are not offered there either.
 *
 * Source: AWS Config API reference, RecordingGroup, and developer guide, "Recording AWS resources", global resource types; the same
 * list stands on the page of the rule access-keys-rotated. Read 2026-11.
 */
export const withoutGlobalRecording: ReadonlySet<string> = new Set([
  "ap-south-2",
  "ap-southeast-4",
  "ap-southeast-5",
  "ca-west-1",
  "eu-central-2",
  "eu-south-2",
  "il-central-1",
  "me-central-1",
  "mx-central-1",
]);

/** The Region that records CloudFront, whose distributions are of no Region. Source: as above. */
export const cloudFrontRegion = "us-east-1";

/**
 * Days for which AWS Config keeps configuration items. Source: AWS Config API reference, PutRetentionConfiguration, read 2026-11.
 */
export const configRetentionDays = { min: 30, max: 2557 } as const;
