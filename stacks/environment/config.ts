import { ConfigRecorder } from "../../components/config/recorder";
import { planRecorders } from "../../components/config/recorder-plan";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnvironmentLogs } from "./logs";
import { type EnvironmentProviders } from "./providers";

/**
 * AWS Config in the environment's own accounts: the network's and the workloads'. The platform's accounts belong to the organisation stack.
 * An account that workloads share has one recorder, as AWS allows no second.
 */
export function deployConfig(
  settings: EnvironmentSettings,
  { logs, providers }: { logs: EnvironmentLogs; providers: EnvironmentProviders },
): void {
  const { environment, region, accounts, awsConfig, workloads } = settings;
  const recorders = planRecorders(region, awsConfig.regions);
  const entered = new Map([[accounts.network, { name: "network", provider: providers.platform("network") }]]);
  for (const workload of workloads) {
    if (entered.has(workload.accountId)) continue;
    entered.set(workload.accountId, { name: workload.name, provider: providers.workload(workload) });
  }
  for (const [accountId, { name, provider }] of entered) {
    new ConfigRecorder(
      `${environment}-${name}-config`,
      {
        accountId,
        partition: partitionOf(region),
        recorders,
        role: awsConfig.role,
        delivery: logs.configDelivery,
        retentionDays: awsConfig.retentionDays,
      },
      { providers: [provider] },
    );
  }
}
