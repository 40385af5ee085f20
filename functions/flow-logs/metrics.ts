import { type ShipReport } from "./ship";

/** The namespace of the shipper's own metrics. */
export const METRIC_NAMESPACE = "LandingZone/LogShipper";

/** Names and units of the metrics; each has the dimension `LogGroup`. */
export const METRICS = {
  Received: "Count",
  Stored: "Count",
  Duplicates: "Count",
  Poison: "Count",
  Undelivered: "Count",
  Retries: "Count",
  OldestAge: "Seconds",
} as const;

/** One line of embedded metric format: CloudWatch Logs makes the metrics of it, and no call is made. */
export function metricLine(logGroup: string, report: ShipReport, now: number): string {
  return JSON.stringify({
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        {
          Namespace: METRIC_NAMESPACE,
          Dimensions: [["LogGroup"]],
          Metrics: Object.entries(METRICS).map(([Name, Unit]) => ({ Name, Unit })),
        },
      ],
    },
    LogGroup: logGroup,
    Received: report.received,
    Stored: report.stored,
    Duplicates: report.duplicates,
    Poison: report.poison,
    Undelivered: report.undelivered,
    Retries: report.retries,
    OldestAge: report.oldestAgeSeconds,
    ...(report.lastFault === "" ? {} : { fault: report.lastFault }),
  });
}
