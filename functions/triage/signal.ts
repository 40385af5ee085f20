import { type Category, type Severity } from "../detections/types";

/** One thing to be judged, whoever raised it: a detection on a CloudTrail record, a service's finding, one of our own checks. */
export interface Signal {
  /** The same for every delivery of the same thing. */
  readonly key: string;
  /** The detection's id, or the finding's type. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly attempt: boolean;
  readonly account: string;
  readonly region: string;
  readonly principal: string;
  /** The role behind the principal, when it is one. */
  readonly role: string | undefined;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly advice: string;
  readonly references: readonly string[];
  readonly burst:
    { readonly count: number; readonly windowSeconds: number; readonly severity: Severity } | undefined;
  /** What happened, in one line: the call, or the finding's own words. */
  readonly detail: string;
}
