import { type Condition, type Metric, type Panel, type Split } from "./panel";

/** Milliseconds since 1970; `to` is not included. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

type Clause = Readonly<Record<string, object>>;

/** The body of a search. */
export interface PanelQuery {
  readonly size: 0;
  readonly query: {
    readonly bool: { readonly filter: readonly Clause[]; readonly must_not: readonly Clause[] };
  };
  readonly aggs: Readonly<Record<string, object>>;
}

/** The name of a metric's aggregation; a count has none, as every bucket has it. */
export function metricName(index: number): string {
  return `metric${index}`;
}

/** The name of a split's aggregation. */
export function splitName(index: number): string {
  return `split${index}`;
}

/** The search a panel makes over a range of time. Only aggregations come back, no documents. */
export function panelQuery(panel: Panel, range: TimeRange): PanelQuery {
  const clause = ({ field, values }: Condition): Clause => ({ terms: { [field]: values } });
  return {
    size: 0,
    query: {
      bool: {
        filter: [
          { range: { "@timestamp": { gte: range.from, lt: range.to, format: "epoch_millis" } } },
          ...panel.where.filter((condition) => !condition.not).map(clause),
        ],
        must_not: panel.where.filter((condition) => condition.not).map(clause),
      },
    },
    aggs: level(panel, range, 0),
  };
}

function level(panel: Panel, range: TimeRange, depth: number): Record<string, object> {
  const split = panel.splits[depth];
  const metrics = Object.fromEntries(
    panel.metrics.flatMap((metric, index) =>
      metric.of === "count" ? [] : [[metricName(index), metricAggregation(metric)]],
    ),
  );
  if (!split) {
    return metrics;
  }
  // Metrics stand at every level: a split is ordered by them, and a table can tell the sum of its parts.
  const outer = depth === 0 ? {} : metrics;
  return {
    ...outer,
    [splitName(depth)]: {
      ...splitAggregation(split, panel, range),
      aggs: level(panel, range, depth + 1),
    },
  };
}

function splitAggregation(split: Split, panel: Panel, range: TimeRange): object {
  if (split.by === "time") {
    return {
      date_histogram: {
        field: "@timestamp",
        fixed_interval: split.interval,
        // An interval without a record is the news on a panel of logging health: it must come back, as zero.
        min_doc_count: 0,
        extended_bounds: { min: range.from, max: range.to - 1 },
      },
    };
  }
  return { terms: { field: split.field, size: split.size, order: orderOf(split.order ?? 0, panel) } };
}

/** Ties go by name, so that two runs agree. */
function orderOf(order: "name" | number, panel: Panel): Record<string, "asc" | "desc">[] {
  if (order === "name") {
    return [{ _key: "asc" }];
  }
  const counts = panel.metrics[order]?.of === "count";
  return [{ [counts ? "_count" : metricName(order)]: "desc" }, { _key: "asc" }];
}

function metricAggregation(metric: Metric): object {
  const kind = metric.of === "distinct" ? "cardinality" : metric.of;
  return { [kind]: { field: metric.field } };
}
