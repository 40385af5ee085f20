import { type Severity } from "../detections/types";
import { type Account } from "../lib/aws-directory";
import { type Signal } from "./signal";

/** Signals of one kind in one account are counted over this long. */
export const WINDOW_SECONDS = 3600;

/** How many signals of a kind are sent one by one in a window, before only every tenfold is. */
export const SENT_SINGLY: Readonly<Record<Severity, number>> = { critical: 10, high: 5, medium: 3, low: 1 };

export interface TriageSettings {
  /** Roles that deploy: what they change is expected, as far as it impairs nothing and violates nothing. */
  readonly deploymentRoles: readonly string[];
}

/** A counter to be raised before a signal can be decided on. */
export interface Counter {
  readonly key: string;
  readonly keepSeconds: number;
}

/** What becomes of a signal. */
export type Decision =
  | {
      readonly action: "send";
      readonly severity: Severity;
      readonly reason: "single" | "burst" | "storm";
      readonly count: number;
    }
  | {
      readonly action: "hold";
      readonly reason: "expected" | "below-burst" | "storm";
      readonly count: number;
    };

const bucket = (time: number, seconds: number): number => Math.floor(time / 1000 / seconds);

/** The counter of a signal: by principal where a burst is waited for, else by account and kind. Pure. */
export function counterOf(signal: Signal): Counter {
  const window = signal.burst?.windowSeconds ?? WINDOW_SECONDS;
  const who = signal.burst === undefined ? "" : `#${signal.principal}`;
  return {
    key: `count#${signal.account}#${signal.id}${who}#${bucket(signal.time, window)}`,
    keepSeconds: window * 2,
  };
}

/** True when a deployment role made a change that deployments make. Pure. */
export function isExpected(signal: Signal, settings: TriageSettings): boolean {
  return (
    signal.category === "inconsistent-with-expectations" &&
    signal.burst === undefined &&
    !signal.attempt &&
    signal.role !== undefined &&
    settings.deploymentRoles.includes(signal.role)
  );
}

/** 10, 100, 1,000, … : how a storm is reported without being one. */
function isPowerOfTen(count: number): boolean {
  return count >= 10 && /^10+$/.test(String(count));
}

/** Decides on a signal that is the `count`-th of its counter. Pure; the same count always decides alike. */
export function decide(signal: Signal, count: number, settings: TriageSettings): Decision {
  if (isExpected(signal, settings)) return { action: "hold", reason: "expected", count };
  const { burst } = signal;
  if (burst !== undefined) {
    if (count < burst.count) return { action: "hold", reason: "below-burst", count };
    if (count === burst.count || isPowerOfTen(count / burst.count))
      return { action: "send", severity: burst.severity, reason: "burst", count };
    return { action: "hold", reason: "storm", count };
  }
  if (count <= SENT_SINGLY[signal.severity])
    return { action: "send", severity: signal.severity, reason: "single", count };
  if (isPowerOfTen(count)) return { action: "send", severity: signal.severity, reason: "storm", count };
  return { action: "hold", reason: "storm", count };
}

/** The topics a message goes to: the severity's and, where the account has one, its owner's. */
export function topicsFor(
  severity: Severity,
  account: Account | undefined,
  topics: Readonly<Record<Severity, string>>,
): readonly string[] {
  const owner = account?.ownerTopicArn;
  return owner === undefined ? [topics[severity]] : [topics[severity], owner];
}
