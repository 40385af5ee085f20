import { withoutGlobalRecording } from "../../settings/facts/config-recording";

/** One Region's recorder. */
export interface RecorderPlan {
  readonly region: string;
  /** Whether it is the home Region, where resources need no suffix and no Region of their own. */
  readonly home: boolean;
  /** Whether it records IAM. One Region of an account does: each would write the same items again, and charge for them. */
  readonly recordsGlobalTypes: boolean;
}

/**
 * The recorders of an account, the home Region's first. IAM is recorded at home, or in the first other Region that can.
 * @param others more Regions; those said twice count once
 */
export function planRecorders(home: string, others: readonly string[]): RecorderPlan[] {
  const regions = [...new Set([home, ...others])];
  const global = globalRegion(home, others);
  return regions.map((region) => ({ region, home: region === home, recordsGlobalTypes: region === global }));
}

/** The Region in which IAM is recorded and its rules run; undefined when none of them can. */
export function globalRegion(home: string, others: readonly string[]): string | undefined {
  return [home, ...others].find((region) => !withoutGlobalRecording.has(region));
}
