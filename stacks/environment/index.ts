import { type EnvironmentSettings } from "../../settings/schema/environment";
import { deployConfig } from "./config";
import { EnvironmentConnectivity } from "./connectivity";
import { deployDetection } from "./detection";
import { EnvironmentDns } from "./dns";
import { EnvironmentFeed } from "./feed";
import { deployHub } from "./hub";
import { EnvironmentLogs } from "./logs";
import { EnvironmentProviders } from "./providers";
import { deployQuery } from "./query";
import { EnvironmentSearch } from "./search";
import { deployWatch } from "./watch";
import { deployWorkload } from "./workload";

/**
 * One environment: the log archive, the hub, and each workload's spoke joined with it.
 * @returns the stack's outputs
 */
export function environmentStack(settings: EnvironmentSettings): Record<string, unknown> {
  const { environment, region, accounts, network, workloads } = settings;
  const providers = new EnvironmentProviders(settings);
  const logs = new EnvironmentLogs(settings, providers);
  const hub = deployHub(settings, providers, logs);
  const feed = new EnvironmentFeed(settings, logs, providers, hub);
  const search = new EnvironmentSearch(settings, feed, providers, hub);
  deployWatch(settings, feed, providers, hub);
  deployConfig(settings, { logs, providers });
  const connectivity = new EnvironmentConnectivity(settings, providers, hub, logs);
  deployDetection(settings, providers);
  const dns = new EnvironmentDns(settings, providers, hub);
  const spokes = Object.fromEntries(
    workloads.map((workload) => [
      workload.name,
      deployWorkload(settings, workload, { connectivity, dns, feed, logs, providers, search }),
    ]),
  );
  const query = deployQuery(settings, { hub, logs, providers, workloads: spokes });
  return {
    environment,
    region,
    archive: { accountId: accounts.logArchive, bucket: logs.archive.bucketName, keyArn: logs.archive.keyArn },
    hub: {
      accountId: accounts.network,
      vpcId: hub.network.vpc.id,
      cidr: network.hub.cidr,
      interfaceEndpoints: hub.endpointIds,
      resolverAddresses: dns.inboundAddresses,
      s3EndpointId: hub.network.s3Endpoint.endpointId,
      flowLogGroup: hub.flowLogs.logGroupName,
    },
    search: search.outputs,
    nameServers: dns.nameServers,
    ...connectivity.outputs,
    query,
    workloads: spokes,
  };
}
