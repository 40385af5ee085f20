import { type Metric, type Panel, type Split } from "./panel";

/** One aggregation of a visualization. Ids are given in order, from "1". */
export interface VisualizationAggregation {
  readonly id: string;
  readonly enabled: true;
  readonly type: string;
  readonly schema: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The state of a visualization of Dashboards' own kinds, which people can click to filter. */
export interface VisualizationState {
  readonly title: string;
  readonly type: string;
  readonly aggs: readonly VisualizationAggregation[];
  readonly params: Readonly<Record<string, unknown>>;
}

const TYPES = { lines: "line", bars: "horizontal_bar", table: "table", matrix: "heatmap" } as const;

/** Which part of the picture a split fills. */
function schemaOf(panel: Panel, split: Split, index: number): string {
  switch (panel.chart) {
    case "table":
      return "bucket";
    case "lines":
      return split.by === "time" ? "segment" : "group";
    case "bars":
      return "segment";
    case "matrix":
      return index === 0 ? "group" : "segment";
  }
}

function metricAggregation(metric: Metric, index: number): VisualizationAggregation {
  const type = metric.of === "distinct" ? "cardinality" : metric.of;
  return {
    id: String(index + 1),
    enabled: true,
    type,
    schema: "metric",
    params: { ...(metric.field === undefined ? {} : { field: metric.field }), customLabel: metric.label },
  };
}

function splitAggregation(panel: Panel, split: Split, index: number): VisualizationAggregation {
  const id = String(panel.metrics.length + index + 1);
  const common = { id, enabled: true as const, schema: schemaOf(panel, split, index) };
  if (split.by === "time") {
    return {
      ...common,
      type: "date_histogram",
      params: {
        field: "@timestamp",
        interval: split.interval,
        min_doc_count: 0,
        drop_partials: false,
        extended_bounds: {},
        useNormalizedOpenSearchInterval: false,
      },
    };
  }
  const byName = split.order === "name";
  return {
    ...common,
    type: "terms",
    params: {
      field: split.field,
      size: split.size,
      order: byName ? "asc" : "desc",
      orderBy: byName ? "_key" : String((typeof split.order === "number" ? split.order : 0) + 1),
      otherBucket: false,
      missingBucket: false,
      customLabel: split.label,
    },
  };
}

const LEGEND = { addTooltip: true, addLegend: true, legendPosition: "right" };

function axes(panel: Panel, lying: boolean): Record<string, unknown> {
  const metric = panel.metrics[0] as Metric;
  const series = {
    show: true,
    type: lying ? "histogram" : "line",
    mode: lying ? "stacked" : "normal",
    data: { label: metric.label, id: "1" },
    valueAxis: "ValueAxis-1",
    drawLinesBetweenPoints: true,
    showCircles: false,
    lineWidth: 2,
    interpolate: "linear",
  };
  const label = { show: true, filter: true, truncate: 100 };
  return {
    ...LEGEND,
    addLegend: !lying,
    type: lying ? "histogram" : "line",
    grid: { categoryLines: false },
    categoryAxes: [
      {
        id: "CategoryAxis-1",
        type: "category",
        position: lying ? "left" : "bottom",
        show: true,
        scale: { type: "linear" },
        labels: label,
        title: {},
      },
    ],
    valueAxes: [
      {
        id: "ValueAxis-1",
        name: "LeftAxis-1",
        type: "value",
        position: lying ? "bottom" : "left",
        show: true,
        // From zero, or small differences look large.
        scale: { type: "linear", mode: "normal", defaultYExtents: false },
        labels: { show: true, rotate: 0, filter: false, truncate: 100 },
        title: { text: metric.label },
      },
    ],
    seriesParams: [series],
  };
}

function paramsOf(panel: Panel): Record<string, unknown> {
  switch (panel.chart) {
    case "lines":
      return axes(panel, false);
    case "bars":
      return axes(panel, true);
    case "table":
      return { perPage: 10, showPartialRows: false, showMetricsAtAllLevels: false, showTotal: false };
    case "matrix":
      return {
        ...LEGEND,
        type: "heatmap",
        colorsNumber: 6,
        colorSchema: "Blues",
        setColorRange: false,
        enableHover: true,
        valueAxes: [
          {
            show: false,
            id: "ValueAxis-1",
            type: "value",
            scale: { type: "linear", defaultYExtents: false },
            labels: { show: true, rotate: 0, overwriteColor: false, color: "black" },
          },
        ],
      };
  }
}

/** The state from which Dashboards makes the same search as `panelQuery` and draws it. */
export function visualizationState(panel: Panel): VisualizationState {
  const type = TYPES[panel.chart];
  return {
    title: panel.title,
    type,
    aggs: [
      ...panel.metrics.map(metricAggregation),
      ...panel.splits.map((split, index) => splitAggregation(panel, split, index)),
    ],
    params: { type, ...paramsOf(panel) },
  };
}
