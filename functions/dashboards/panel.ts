import { type LogKind } from "../flow-logs/shape";

/** A condition on one field: it has (or, with `not`, has none of) the values. */
export interface Condition {
  readonly field: string;
  readonly values: readonly (string | number)[];
  readonly not?: boolean;
}

/** How the documents are divided, outermost first. */
export type Split =
  | {
      /** One part a value, the `size` largest by the metric of that index (default the first), or by name. */
      readonly by: "value";
      readonly field: string;
      readonly label: string;
      readonly size: number;
      readonly order?: "name" | number;
    }
  | {
      /** One part an interval of time, such as `3h` or `1d`. */
      readonly by: "time";
      readonly interval: string;
    };

/** What is told of each part. `none` counts the documents. */
export interface Metric {
  readonly of: "count" | "sum" | "max" | "distinct";
  readonly field?: string;
  readonly label: string;
  /** How the number is written. */
  readonly unit?: "bytes" | "seconds" | "time";
}

/**
 * One question with its picture. The same description becomes the search that the tests run, the saved visualization and the
 * picture in the documentation, so that none can say what the others do not.
 */
export interface Panel {
  readonly id: string;
  readonly kind: LogKind;
  readonly title: string;
  /** What somebody wants to know who looks at it. */
  readonly question: string;
  readonly chart: "lines" | "bars" | "table" | "matrix";
  readonly where: readonly Condition[];
  readonly splits: readonly Split[];
  readonly metrics: readonly Metric[];
  /** Place on the dashboard, in a grid 48 wide. */
  readonly size: { readonly w: number; readonly h: number };
}

export const COUNT: Metric = { of: "count", label: "records" };
