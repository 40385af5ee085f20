import type * as pulumi from "@pulumi/pulumi";
import { type FlowLogDestinations } from "../../components/logging/flow-logs";
import { LogArchive } from "../../components/logging/log-archive";
import { logWriters } from "../../components/logging/log-archive-policies";
import { LogKey } from "../../components/logging/log-key";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnvironmentProviders } from "./providers";

/** The environment's archive, and where the logs of each account go. */
export class EnvironmentLogs {
  readonly archive: LogArchive;

  constructor(
    private readonly settings: EnvironmentSettings,
    providers: EnvironmentProviders,
  ) {
    const { environment, region, organizationId, accounts, logs } = settings;
    this.archive = new LogArchive(
      `${environment}-log-archive`,
      {
        accountId: accounts.logArchive,
        partition: partitionOf(region),
        organizationId,
        lifetime: logs.archive,
        breakGlassRole: logs.archive.breakGlassRole,
        writers: [logWriters.vpcFlowLogs],
      },
      { providers: [providers.platform("logArchive")] },
    );
  }

  /** Where the flow logs of a VPC go. Makes the key of its account's log groups. @param name of the VPC */
  flowLogs(name: string, accountId: string, provider: pulumi.ProviderResource): FlowLogDestinations {
    const { region, logs } = this.settings;
    const partition = partitionOf(region);
    const key = new LogKey(`${name}-logs`, { accountId, region, partition }, { providers: [provider] });
    return {
      accountId,
      region,
      partition,
      archiveArn: this.archive.bucketArn.apply((arn) => `${arn}/${logWriters.vpcFlowLogs.prefix}`),
      keyArn: key.arn,
      retentionDays: logs.retentionDays,
    };
  }
}
