import type * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { type HostLogs } from "../../components/logging/host-logs";
import { LogFeed } from "../../components/logging/log-feed";
import { TrailDestination } from "../../components/logging/trail-destination";
import { type Hub } from "../../components/network/hub";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnvironmentLogs } from "./logs";
import { type EnvironmentProviders } from "./providers";

/** A network whose logs may be fed on: a workload's. */
export interface FedNetwork {
  /** `dev-booking`: prefix of its resources' names. */
  readonly name: string;
  readonly flowLogGroup: pulumi.Output<string>;
  readonly hosts: HostLogs;
  readonly provider: pulumi.ProviderResource;
}

/** One subscription to the feed of a log group. */
interface Subscription {
  /** Logical name of the group, for its places. */
  readonly slot: string;
  readonly logGroup: pulumi.Output<string>;
  readonly destinationArn: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;
  readonly provider: pulumi.ProviderResource;
}

/** The log events that the environment's functions read as they come; there is a feed only where something reads it. */
export class EnvironmentFeed {
  private readonly feed: LogFeed | undefined;

  constructor(
    private readonly settings: EnvironmentSettings,
    private readonly logs: EnvironmentLogs,
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
    this.subscribe({
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

  /** Feeds on a workload's flow logs, and on its hosts' log-ins where these are searched. */
  include({ name, flowLogGroup, hosts, provider }: FedNetwork): void {
    if (!this.feed) return;
    const elsewhere = {
      destinationArn: this.feed.destinationArn,
      roleArn: hosts.subscriptionRoleArn,
      provider,
    };
    this.subscribe({ slot: `${name}-flow-logs`, logGroup: flowLogGroup, ...elsewhere });
    if (!this.settings.search.domain) return;
    const { slot, name: logGroup } = hosts.groups.auth;
    this.subscribe({ slot, logGroup, ...elsewhere });
  }

  private subscribe({ slot, provider, ...subscription }: Subscription): void {
    this.logs.slots.take(slot, "feed");
    new cloudwatch.LogSubscriptionFilter(
      `${slot}-feed`,
      { ...subscription, filterPattern: "" },
      { provider },
    );
  }
}
