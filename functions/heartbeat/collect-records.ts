import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand } from "@aws-sdk/client-cloudtrail";
import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  DescribeDeliveryChannelStatusCommand,
} from "@aws-sdk/client-config-service";
import { type AccountConfig } from "../lib/aws-accounts";
import { type Facts, type TrailFact } from "./facts";

/** The trails that cover this Region, shadows of other Regions' trails included. */
export async function seeTrails(config: AccountConfig): Promise<readonly TrailFact[]> {
  const client = new CloudTrailClient(config);
  const { trailList } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
  const facts: TrailFact[] = [];
  for (const { Name, TrailARN, IsMultiRegionTrail, IsOrganizationTrail } of trailList ?? []) {
    const status = await client.send(new GetTrailStatusCommand({ Name: TrailARN ?? Name ?? "" }));
    facts.push({
      name: TrailARN ?? Name ?? "",
      multiRegion: IsMultiRegionTrail === true,
      organization: IsOrganizationTrail === true,
      logging: status.IsLogging === true,
      delivered: status.LatestDeliveryTime?.getTime(),
      error: status.LatestDeliveryError,
    });
  }
  return facts;
}

/** The recorder and what its channel delivered last. */
export async function seeRecorder(
  config: AccountConfig,
): Promise<Pick<Facts, "recorder" | "configDelivered">> {
  const client = new ConfigServiceClient(config);
  const { ConfigurationRecordersStatus } = await client.send(
    new DescribeConfigurationRecorderStatusCommand({}),
  );
  const status = ConfigurationRecordersStatus?.[0];
  const { DeliveryChannelsStatus } = await client.send(new DescribeDeliveryChannelStatusCommand({}));
  const deliveries = (DeliveryChannelsStatus ?? []).flatMap((channel) =>
    [
      channel.configHistoryDeliveryInfo?.lastSuccessfulTime,
      channel.configSnapshotDeliveryInfo?.lastSuccessfulTime,
    ]
      .filter((time): time is Date => time !== undefined)
      .map((time) => time.getTime()),
  );
  return {
    recorder:
      status === undefined
        ? undefined
        : { recording: status.recording === true, lastFailed: status.lastStatus === "Failure" },
    configDelivered: deliveries.length === 0 ? undefined : Math.max(...deliveries),
  };
}
