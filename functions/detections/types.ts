import { type TrailRecord } from "../lib/events";

/** How soon somebody must look: critical now, high within the hour, medium within the day, low in the weekly review. */
export type Severity = "low" | "medium" | "high" | "critical";

/** Severities from mildest to gravest. */
export const SEVERITIES: readonly Severity[] = ["low", "medium", "high", "critical"];

/** The three kinds of event of concern. */
export type Category = "impairs-detection" | "inconsistent-with-expectations" | "policy-violation";

/** What answers a detection: a person told, or a repair function that acts at once and then tells. */
export type Response =
  "notify" | "repair-security-groups" | "repair-trail" | "repair-recorder" | "repair-flow-logs";

/** What the operator of the landing zone decided; conditions read it, never a constant of their own. */
export interface Policy {
  /** Names of buckets that hold logs; empty means: judge by the name (see isLogBucket). */
  readonly logBuckets: readonly string[];
  /** Regions where work is expected; empty means: no opinion. */
  readonly allowedRegions: readonly string[];
  /** Days below which the retention of a log group or log bucket counts as too short. */
  readonly minimumRetentionDays: number;
}

/** The part of an EventBridge pattern below `detail`. */
export type DetailPattern = { readonly [key: string]: DetailPattern | readonly unknown[] };

interface DetectionBase {
  /** Stable, kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  /** CIS AWS Foundations (v1.4.0 section, Security Hub control) and MITRE ATT&CK technique ids. */
  readonly references: readonly string[];
  readonly response: Response;
  /** What the person who is told should do first. */
  readonly advice: string;
  /** True where failing is the event itself (a failed sign-in): such an event is not lowered as a mere attempt. */
  readonly failureIsTheEvent?: boolean;
  /** Many in a short time by one principal are worse than one: at `count` within `windowSeconds` the severity becomes this. */
  readonly burst?: { readonly count: number; readonly windowSeconds: number; readonly severity: Severity };
  /** The condition beyond source and name; without one these two suffice. Total: it never throws, whatever the record. */
  readonly when?: (record: TrailRecord, policy: Policy) => boolean;
}

/** A detection that looks at named calls of named services. */
export interface NamedDetection extends DetectionBase {
  readonly sources: readonly string[];
  readonly names: readonly string[];
}

/** A detection that looks at every call: its pattern says which ones EventBridge should deliver. */
export interface SweepingDetection extends DetectionBase {
  readonly sources: "any";
  readonly names: "any";
  readonly detail: (policy: Policy) => DetailPattern | undefined;
  /** True when read-only calls matter too; EventBridge delivers those only to rules that ask for all management events. */
  readonly includesReads: boolean;
}

export type Detection = NamedDetection | SweepingDetection;

/** A detection that fired on a record. */
export interface Detected {
  readonly id: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly eventID: string;
  /** True when the call failed. */
  readonly attempt: boolean;
}

/** One step milder; low stays low. */
export function lower(severity: Severity): Severity {
  return SEVERITIES[Math.max(0, SEVERITIES.indexOf(severity) - 1)] ?? "low";
}

/** The graver of two. */
export function graver(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b) ? a : b;
}
