import * as pulumi from "@pulumi/pulumi";
import * as ec2 from "@pulumi/aws/ec2";
import { originFacing } from "../../components/edge/private-origin-plan";
import { type Hub } from "../../components/network/hub";
import { watchRole } from "../../components/watch/names";
import { NetworkWatch } from "../../components/watch/network-watch";
import { plannedNetwork, type PrefixBlocks } from "../../components/watch/planned-network";
import { partitionOf } from "../../settings/facts/regions";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnvironmentFeed } from "./feed";
import { type EnvironmentProviders } from "../spoke/providers";

/** Has the traffic of all networks compared with what the environment plans, if that is wanted. */
export function deployWatch(
  settings: EnvironmentSettings,
  feed: EnvironmentFeed,
  providers: EnvironmentProviders,
  hub: Hub,
): void {
  const { environment, region, accounts, logs, securityEmail, networkWatch } = settings;
  const { eventBusArn } = settings.organization;
  // The checks of the settings see to it that what is wanted has a bus.
  if (!networkWatch || eventBusArn === undefined) return;
  const provider = providers.platform("network");
  new NetworkWatch(
    `${environment}-network-watch`,
    {
      accountId: accounts.network,
      region,
      partition: partitionOf(region),
      roleName: watchRole(environment),
      keyArn: hub.logKeyArn,
      retentionDays: logs.retentionDays,
      streamArn: feed.streamArn,
      // Flow-log groups are called `prod-booking-flow-logs-…`; hosts' groups begin with their files' path.
      flowLogGroups: `${environment}-`,
      eventBusArn,
      plan: prefixBlocks(settings, provider).apply((blocks) =>
        JSON.stringify(plannedNetwork(settings, blocks)),
      ),
      email: securityEmail,
    },
    { providers: [provider] },
  );
}

/** Asks AWS for the blocks of the prefix lists that the plan names: they are AWS's to change. */
function prefixBlocks(
  { region, workloads }: EnvironmentSettings,
  provider: pulumi.ProviderResource,
): pulumi.Output<PrefixBlocks> {
  const blocksOf = (name: string, wanted: boolean): pulumi.Output<string[]> =>
    wanted
      ? ec2
          .getManagedPrefixListOutput({ name }, { provider })
          .entries.apply((entries) => entries.map(({ cidr }) => cidr).sort())
      : pulumi.output([]);
  const s3 = blocksOf(`com.amazonaws.${region}.s3`, true);
  const dynamodb = blocksOf(
    `com.amazonaws.${region}.dynamodb`,
    workloads.some((workload) => workload.dynamodb),
  );
  const cloudfront = blocksOf(
    originFacing,
    workloads.some(({ service }) => service?.edge !== undefined),
  );
  return pulumi.all([s3, dynamodb, cloudfront]).apply(([ofS3, ofDynamodb, ofCloudfront]) => ({
    s3: ofS3,
    dynamodb: ofDynamodb,
    cloudfront: ofCloudfront,
  }));
}
