import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnteredAccount, deployConfig } from "../spoke/config";
import { deployWorkload } from "../spoke/deploy";
import { deployDetection } from "../spoke/detection";
import { type EnvironmentParts, type Readiness } from "../spoke/parts";
import { EnvironmentProviders } from "../spoke/providers";
import { EnvironmentConnectivity } from "./connectivity";
import { EnvironmentDns } from "./dns";
import { EnvironmentFeed } from "./feed";
import { deployHub } from "./hub";
import { EnvironmentLogs } from "./logs";
import { deployQuery } from "./query";
import { EnvironmentSearch } from "./search";
import { deployWatch } from "./watch";
import { forWorkloads } from "./workload-stacks";

/**
 * One environment: the log archive, the hub, and each workload's spoke joined with it, but for those that have stacks of their own.
 * @returns the stack's outputs
 */
export function environmentStack(settings: EnvironmentSettings): Record<string, unknown> {
  const { environment, region, accounts, network } = settings;
  const providers = new EnvironmentProviders(settings);
  const logs = new EnvironmentLogs(settings, providers);
  const hub = deployHub(settings, providers, logs);
  const feed = new EnvironmentFeed(settings, logs, providers, hub);
  const search = new EnvironmentSearch(settings, feed, providers, hub);
  deployWatch(settings, feed, providers, hub);
  const entered = enteredAccounts(settings, providers);
  for (const account of entered) deployConfig(settings, account, logs);
  const connectivity = new EnvironmentConnectivity(settings, providers, hub, logs);
  for (const account of entered) deployDetection(settings, account);
  const dns = new EnvironmentDns(settings, providers, hub);
  const { destinationArn } = feed;
  const parts: EnvironmentParts = {
    ...connectivity.parts,
    archive: logs.parts,
    names: dns.parts,
    ...(destinationArn === undefined ? {} : { logFeedArn: destinationArn }),
  };
  const ready: Readiness = {
    ...connectivity.ready,
    delivery: [logs.archive.delivery],
    names: dns.share ? [dns.share] : [],
  };
  const spokes = Object.fromEntries(
    inlineWorkloads(settings).map((workload) => [
      workload.name,
      deployWorkload(settings, workload, { parts, ready, logs, providers }),
    ]),
  );
  const offered = forWorkloads(settings, parts);
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
    ...(search.outputs ? { search: search.outputs } : {}),
    nameServers: dns.nameServers,
    ...connectivity.outputs,
    query,
    workloads: spokes,
    ...(offered
      ? { forWorkloads: { ...offered, parts: { ...offered.parts, ...(query ? { query } : {}) } } }
      : {}),
  };
}

/** Workloads that this stack deploys itself. */
const inlineWorkloads = ({ workloads }: EnvironmentSettings): EnvironmentSettings["workloads"] =>
  workloads.filter(({ ownStack }) => !ownStack);

/** The accounts that this stack sets up, each once: one that workloads share has one recorder, as AWS allows no second. */
function enteredAccounts(settings: EnvironmentSettings, providers: EnvironmentProviders): EnteredAccount[] {
  const accountId = settings.accounts.network;
  const found = new Map<string, EnteredAccount>([
    [accountId, { accountId, name: "network", provider: providers.platform("network") }],
  ]);
  for (const workload of inlineWorkloads(settings)) {
    const { accountId: id, name } = workload;
    if (!found.has(id)) found.set(id, { accountId: id, name, provider: providers.workload(workload) });
  }
  return [...found.values()];
}
