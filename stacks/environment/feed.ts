import type * as pulumi from "@pulumi/pulumi";
import { LogFeed } from "../../components/logging/log-feed";
import { TrailDestination } from "../../components/logging/trail-destination";
import { type Hub } from "../../components/network/hub";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { subscribe } from "../spoke/feed";
import { type EnvironmentProviders } from "../spoke/providers";
import { type EnvironmentLogs } from "./logs";

/** The log events that the environment's functions read as they come; there is a feed only where something reads it. */
export class EnvironmentFeed {
  private readonly feed: LogFeed | undefined;

  constructor(
    settings: EnvironmentSettings,
    logs: EnvironmentLogs,
    providers: EnvironmentProviders,
    hub: Hub,
  ) {
    const { environment, region, organizationId, accounts, search, networkWatch } = settings;
    if (!search.domain && !networkWatch) return;
    const provider = providers.platform("network");
    this.feed = new LogFeed(
      `${environment}-log-feed`,
      {
        accountId: accounts.network,
        region,
        partition: partitionOf(region),
        organizationId,
        keyArn: hub.logKeyArn,
      },
      { providers: [provider] },
    );
    const { managementAccountId } = settings.organization;
    if (search.domain && managementAccountId !== undefined)
      new TrailDestination(
        `${environment}-log-feed-trail`,
        { environment, managementAccountId, streamArn: this.feed.streamArn, roleArn: this.feed.roleArn },
        { providers: [provider] },
      );
    subscribe(logs.slots, {
      slot: `${environment}-hub-flow-logs`,
      logGroup: hub.flowLogs.logGroupName,
      destinationArn: this.feed.streamArn,
      roleArn: this.feed.roleArn,
      provider,
    });
  }

  /** What a reader reads. @throws where nothing was to read it, so there is none */
  get streamArn(): pulumi.Output<string> {
    if (!this.feed) throw new Error("the environment has no feed, as its settings name no reader");
    return this.feed.streamArn;
  }

  /** What log groups of workloads are subscribed to; undefined where nothing reads them. */
  get destinationArn(): pulumi.Output<string> | undefined {
    return this.feed?.destinationArn;
  }
}
