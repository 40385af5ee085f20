import type * as pulumi from "@pulumi/pulumi";
import { hostInsights, InsightsQueries } from "../../components/query/insights";
import { NetworkDashboard } from "../../components/search/network-dashboard";
import { type EnvironmentSettings } from "../../settings/schema/environment";

/** Log groups of a workload that its owner looks at. */
export interface ViewedLogs {
  /** `dev-booking`. */
  readonly name: string;
  readonly flowLogGroup: pulumi.Output<string>;
  /** Log-ins of its hosts. */
  readonly authGroup: pulumi.Output<string>;
  readonly provider: pulumi.ProviderResource;
}

/** Where a workload's owner looks at its logs, in its own account: a dashboard of its network, if all have one, and saved queries of Logs Insights. */
export function deployViews(
  { search, query, region }: EnvironmentSettings,
  { name, flowLogGroup, authGroup, provider }: ViewedLogs,
): void {
  const opts = { providers: [provider] };
  if (search.dashboards === "all")
    new NetworkDashboard(name, { region, logGroup: flowLogGroup, shippedGroups: [] }, opts);
  if (query.enabled) new InsightsQueries(name, { queries: hostInsights, logGroupNames: [authGroup] }, opts);
}
