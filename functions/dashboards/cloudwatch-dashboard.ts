import { METRIC_NAMESPACE, METRICS } from "../flow-logs/metrics";
import { type InsightRule } from "./insights-rules";
import { type SavedQuery } from "./saved-queries";

/** One widget of a CloudWatch dashboard. The grid is 24 wide. */
export interface Widget {
  readonly type: "metric" | "log" | "text";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The body of a dashboard (`aws.cloudwatch.Dashboard.dashboardBody`, as JSON). */
export interface DashboardBody {
  readonly start: string;
  readonly periodOverride: "inherit";
  readonly widgets: readonly Widget[];
}

export interface DashboardFacts {
  readonly region: string;
  readonly logGroup: string;
  readonly rules: readonly InsightRule[];
  readonly queries: readonly SavedQuery[];
  /** Log groups whose shipping the dashboard watches; empty where nothing is shipped. */
  readonly shippedGroups: readonly string[];
}

const HEIGHT = 7;
const HALF = 12;

/** Two abreast, in order. */
function placed(widgets: readonly Omit<Widget, "x" | "y" | "width" | "height">[], from: number): Widget[] {
  return widgets.map((widget, index) => ({
    ...widget,
    x: (index % 2) * HALF,
    y: from + Math.floor(index / 2) * HEIGHT,
    width: HALF,
    height: HEIGHT,
  }));
}

function ruleWidget(rule: InsightRule, region: string): Omit<Widget, "x" | "y" | "width" | "height"> {
  return {
    type: "metric",
    properties: {
      title: rule.title,
      region,
      period: 3600,
      view: "timeSeries",
      legend: { position: "right" },
      insightRule: { ruleName: rule.name, maxContributorCount: 10, orderBy: "Sum" },
    },
  };
}

function queryWidget(
  query: SavedQuery,
  logGroup: string,
  region: string,
): Omit<Widget, "x" | "y" | "width" | "height"> {
  return {
    type: "log",
    properties: {
      title: query.title,
      region,
      view: query.view,
      query: `SOURCE '${logGroup}' | ${query.query}`,
    },
  };
}

function shipperWidget(group: string, region: string): Omit<Widget, "x" | "y" | "width" | "height"> {
  const counts = Object.entries(METRICS).filter(([, unit]) => unit === "Count");
  return {
    type: "metric",
    properties: {
      title: `Shipping of ${group}`,
      region,
      period: 300,
      stat: "Sum",
      view: "timeSeries",
      metrics: [
        ...counts.map(([name]) => [METRIC_NAMESPACE, name, "LogGroup", group]),
        [METRIC_NAMESPACE, "OldestAge", "LogGroup", group, { stat: "Maximum", yAxis: "right" }],
      ],
    },
  };
}

/** The network dashboard for those who run no search domain: the same questions, put to CloudWatch. */
export function networkDashboard(facts: DashboardFacts): DashboardBody {
  const widgets = [
    ...facts.rules.map((rule) => ruleWidget(rule, facts.region)),
    ...facts.queries.map((query) => queryWidget(query, facts.logGroup, facts.region)),
    ...facts.shippedGroups.map((group) => shipperWidget(group, facts.region)),
  ];
  return { start: "-P7D", periodOverride: "inherit", widgets: placed(widgets, 0) };
}
