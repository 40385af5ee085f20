/** Seconds to wait before the n-th try to switch one thing on again within a day. Somebody who switches it off again and again wins. */
export const DELAYS_SECONDS: readonly number[] = [0, 60, 300, 1800];

/** How long tries are remembered. */
export const MEMORY_SECONDS = 86_400;

/** When each try of the last day was made, in seconds since 1970. */
export type Tries = readonly number[];

/** Tries from what was kept; nothing readable counts as none. */
export function triesFrom(kept: string | undefined, now: number): Tries {
  try {
    const value: unknown = JSON.parse(kept ?? "[]");
    return Array.isArray(value)
      ? value.filter((at): at is number => typeof at === "number" && at > now - MEMORY_SECONDS)
      : [];
  } catch {
    return [];
  }
}

/** Whether to try now: `wait` is seconds until the next try; a clock that went back never makes it longer than the delay. Pure. */
export function mayTry(tries: Tries, now: number): "go" | "give-up" | { readonly wait: number } {
  const delay = DELAYS_SECONDS[tries.length];
  if (delay === undefined) return "give-up";
  const since = Math.max(0, now - Math.max(0, ...tries));
  return tries.length === 0 || since >= delay ? "go" : { wait: delay - since };
}
