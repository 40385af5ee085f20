import {
  CloudWatchClient,
  GetMetricStatisticsCommand,
  paginateDescribeAlarms,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  DescribeSubscriptionFiltersCommand,
  paginateDescribeLogGroups,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
} from "@aws-sdk/client-eventbridge";
import { type AccountConfig } from "../lib/aws-accounts";
import { isGone } from "../lib/aws-errors";
import { type Arrival, type Facts, type LogGroupFact } from "./facts";

/** Log groups with one of the prefixes, their subscriptions and newest event. */
export async function seeLogGroups(
  config: AccountConfig,
  prefixes: readonly string[],
): Promise<readonly LogGroupFact[]> {
  const client = new CloudWatchLogsClient(config);
  const found: LogGroupFact[] = [];
  for (const logGroupNamePrefix of prefixes)
    for await (const { logGroups } of paginateDescribeLogGroups({ client }, { logGroupNamePrefix }))
      for (const { logGroupName } of logGroups ?? []) {
        if (logGroupName === undefined) continue;
        const { subscriptionFilters } = await client.send(
          new DescribeSubscriptionFiltersCommand({ logGroupName }),
        );
        const { logStreams } = await client.send(
          new DescribeLogStreamsCommand({
            logGroupName,
            orderBy: "LastEventTime",
            descending: true,
            limit: 1,
          }),
        );
        const [newest] = logStreams ?? [];
        found.push({
          name: logGroupName,
          subscriptions: subscriptionFilters?.length ?? 0,
          // Both are told up to an hour late. Source: CloudWatch Logs API reference, LogStream, read 2026-11.
          ingested: newest?.lastIngestionTime ?? newest?.lastEventTimestamp,
        });
      }
  return found;
}

const MINUTE_MS = 60_000;

/** How many of each thing have arrived within its time, by its metric. */
export async function seeArrivals(
  config: AccountConfig,
  expected: readonly Arrival[],
): Promise<Facts["arrivals"]> {
  const client = new CloudWatchClient(config);
  const found: Facts["arrivals"][number][] = [];
  for (const { what, namespace, metric, dimensions, minutes } of expected) {
    const now = Date.now();
    const { Datapoints } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: namespace,
        MetricName: metric,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        StartTime: new Date(now - minutes * MINUTE_MS),
        // The minute under way counts as well.
        EndTime: new Date(now + MINUTE_MS),
        Period: 60,
        Statistics: ["Sum"],
      }),
    );
    found.push({ what, count: (Datapoints ?? []).reduce((sum, { Sum }) => sum + (Sum ?? 0), 0) });
  }
  return found;
}

/** The alarms of these names. */
export async function seeAlarms(config: AccountConfig, names: readonly string[]): Promise<Facts["alarms"]> {
  const client = new CloudWatchClient(config);
  const found: Facts["alarms"][number][] = [];
  // A call takes at most 100 names.
  for (let from = 0; from < names.length; from += 100)
    for await (const page of paginateDescribeAlarms(
      { client },
      { AlarmNames: names.slice(from, from + 100) },
    ))
      for (const alarm of page.MetricAlarms ?? [])
        found.push({
          name: alarm.AlarmName ?? "",
          actionsEnabled: alarm.ActionsEnabled !== false,
          hasAction: (alarm.AlarmActions?.length ?? 0) > 0,
        });
  return found;
}

/** The rules of these names on the default bus. */
export async function seeRules(config: AccountConfig, names: readonly string[]): Promise<Facts["rules"]> {
  const client = new EventBridgeClient(config);
  const found: Facts["rules"][number][] = [];
  for (const name of names) {
    try {
      const { State } = await client.send(new DescribeRuleCommand({ Name: name }));
      const { Targets } = await client.send(new ListTargetsByRuleCommand({ Rule: name }));
      found.push({ name, enabled: State !== "DISABLED", targets: Targets?.length ?? 0 });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return found;
}
