import type * as pulumi from "@pulumi/pulumi";
import { ConfigRecorder } from "../../components/config/recorder";
import { planRecorders } from "../../components/config/recorder-plan";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type AccountLogs } from "./account-logs";

/** An account of the environment, the network's or a workload's. */
export interface EnteredAccount {
  readonly accountId: string;
  /** `network`, or the workload's name. */
  readonly name: string;
  readonly provider: pulumi.ProviderResource;
}

/** AWS Config in one of the environment's own accounts. The platform's other accounts belong to the organisation stack. */
export function deployConfig(
  settings: EnvironmentSettings,
  { accountId, name, provider }: EnteredAccount,
  logs: AccountLogs,
): void {
  const { environment, region, awsConfig } = settings;
  new ConfigRecorder(
    `${environment}-${name}-config`,
    {
      accountId,
      partition: partitionOf(region),
      recorders: planRecorders(region, awsConfig.regions),
      role: awsConfig.role,
      delivery: logs.configDelivery,
      retentionDays: awsConfig.retentionDays,
    },
    { providers: [provider] },
  );
}
