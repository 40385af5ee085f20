import { deviation, median } from "./statistics";

/** What is usual for a subject at an hour of the week. */
export interface Usual {
  /** Bytes in the middle of the weeks seen, and how far they lie from it. */
  readonly median: number;
  readonly deviation: number;
  readonly weeks: number;
}

export interface VolumeLimits {
  /** Weeks at least before anything is called unusual. */
  readonly weeks: number;
  /** Deviations above the median; 6 robust ones are about 4 standard ones. */
  readonly deviations: number;
  /** Times the median: an even machine has a deviation near zero, and a tenth more is no news. */
  readonly times: number;
  /** Bytes above the median at least. */
  readonly bytes: number;
}

export const VOLUME_LIMITS: VolumeLimits = { weeks: 3, deviations: 6, times: 3, bytes: 10_000_000 };

/**
 * What is usual, from the bytes of the same hour in past weeks. Seasonal, as a Monday morning is compared with Monday mornings; robust, as one
 * wild week among four changes neither figure much.
 */
export function usualOf(values: readonly number[]): Usual {
  const middle = values.length === 0 ? 0 : median(values);
  return {
    median: middle,
    deviation: values.length === 0 ? 0 : deviation(values, middle),
    weeks: values.length,
  };
}

/** Bytes above which an hour is unusual: all three limits are passed there. */
export function volumeBound(usual: Usual, limits: VolumeLimits): number {
  return Math.max(
    usual.median + limits.deviations * usual.deviation,
    usual.median * limits.times,
    usual.median + limits.bytes,
  );
}
