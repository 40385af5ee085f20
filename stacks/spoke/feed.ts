import type * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { type HostLogs } from "../../components/logging/host-logs";
import { type SubscriptionSlots } from "../../components/logging/subscription-slots";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnvironmentParts } from "./parts";

/** A workload's network, whose logs are fed on. */
export interface FedNetwork {
  /** `dev-booking`: prefix of its resources' names. */
  readonly name: string;
  readonly flowLogGroup: pulumi.Output<string>;
  readonly hosts: HostLogs;
  readonly provider: pulumi.ProviderResource;
}

/** One subscription to the feed of a log group. */
export interface FeedSubscription {
  /** Logical name of the group, for its places. */
  readonly slot: string;
  readonly logGroup: pulumi.Output<string>;
  readonly destinationArn: pulumi.Input<string>;
  readonly roleArn: pulumi.Output<string>;
  readonly provider: pulumi.ProviderResource;
}

/** Feeds on a workload's flow logs, and on its hosts' log-ins where these are searched; on nothing where nothing reads it. */
export function feedOn(
  settings: EnvironmentSettings,
  { name, flowLogGroup, hosts, provider }: FedNetwork,
  { logFeedArn }: EnvironmentParts,
  slots: SubscriptionSlots,
): void {
  if (logFeedArn === undefined) return;
  const elsewhere = { destinationArn: logFeedArn, roleArn: hosts.subscriptionRoleArn, provider };
  subscribe(slots, { slot: `${name}-flow-logs`, logGroup: flowLogGroup, ...elsewhere });
  if (!settings.search.domain) return;
  const { slot, name: logGroup } = hosts.groups.auth;
  subscribe(slots, { slot, logGroup, ...elsewhere });
}

/** @throws SubscriptionLimitError where the log group has no place left */
export function subscribe(
  slots: SubscriptionSlots,
  { slot, provider, ...subscription }: FeedSubscription,
): void {
  slots.take(slot, "feed");
  new cloudwatch.LogSubscriptionFilter(`${slot}-feed`, { ...subscription, filterPattern: "" }, { provider });
}
