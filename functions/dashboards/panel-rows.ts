import { type Panel } from "./panel";
import { metricName, splitName } from "./panel-query";

/** One part of a panel: the value of each split (milliseconds for time) and of each metric, in the panel's order. */
export interface PanelRow {
  readonly keys: readonly (string | number)[];
  readonly values: readonly number[];
}

interface Bucket {
  readonly key: string | number;
  readonly key_as_string?: string;
  readonly doc_count: number;
  readonly [aggregation: string]: unknown;
}

/** The rows of an answer to `panelQuery`: the innermost buckets, flat. */
export function panelRows(panel: Panel, answer: { aggregations: object }): PanelRow[] {
  const rows: PanelRow[] = [];
  const walk = (at: Record<string, unknown>, depth: number, keys: readonly (string | number)[]): void => {
    const { buckets } = at[splitName(depth)] as { buckets: Bucket[] };
    for (const bucket of buckets) {
      const path = [...keys, bucket.key];
      if (depth + 1 < panel.splits.length) {
        walk(bucket, depth + 1, path);
      } else {
        rows.push({ keys: path, values: panel.metrics.map((_, index) => metricValue(panel, bucket, index)) });
      }
    }
  };
  walk(answer.aggregations as Record<string, unknown>, 0, []);
  return rows;
}

function metricValue(panel: Panel, bucket: Bucket, index: number): number {
  if (panel.metrics[index]?.of === "count") {
    return bucket.doc_count;
  }
  const { value } = bucket[metricName(index)] as { value: number | null };
  return value ?? 0;
}
