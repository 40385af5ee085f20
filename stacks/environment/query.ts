import type * as pulumi from "@pulumi/pulumi";
import { logServices } from "../../components/logging/log-services";
import { type Hub } from "../../components/network/hub";
import { InsightsQueries } from "../../components/query/insights";
import { LogQueries } from "../../components/query/log-queries";
import { environmentQueries } from "../../components/query/queries";
import { environmentTables, type LogTable } from "../../components/query/tables";
import { savedQueries } from "../../functions/dashboards/saved-queries";
import { LANDING_ZONE_FORMAT } from "../../functions/flow-logs/format";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type EnvironmentLogs } from "./logs";
import { webAclName } from "../spoke/names-in-arns";
import { type EnvironmentProviders } from "../spoke/providers";
import { type WorkloadOutputs } from "../spoke/deploy";

export interface QueryContext {
  readonly hub: Hub;
  readonly logs: EnvironmentLogs;
  readonly providers: EnvironmentProviders;
  /** Workloads by name. */
  readonly workloads: Readonly<Record<string, WorkloadOutputs>>;
}

/** Where to ask: in the log archive's account. */
export interface QueryOutputs {
  readonly workgroup: pulumi.Output<string>;
  readonly database: pulumi.Output<string>;
}

/**
 * Queries over the environment's logs: Athena in the log archive's account, and saved queries of Logs Insights for the hub's flow logs in the
 * network account.
 * @returns undefined when the settings turn it off
 */
export function deployQuery(
  settings: EnvironmentSettings,
  { hub, logs, providers, workloads }: QueryContext,
): QueryOutputs | undefined {
  const { environment, region, accounts, query } = settings;
  if (!query.enabled) return undefined;
  const { archive } = logs;
  const deployed = Object.values(workloads);
  const edges = deployed.flatMap(({ service }) => service?.edge ?? []);
  const { webAclBucket } = logs;
  const bucketOf = ({ service }: LogTable): pulumi.Input<string> => {
    if (service === "webAcls") return webAclBucket ?? archive.bucketName;
    return service === "loadBalancers" || service === "buckets"
      ? archive.delivery.bucketName
      : archive.bucketName;
  };
  const queries = new LogQueries(
    `${environment}-query`,
    {
      database: `${environment.replaceAll("-", "_")}_logs`,
      accountId: accounts.logArchive,
      tables: environmentTables,
      queries: environmentQueries,
      bucketOf,
      known: {
        // The log archive's own account is where its buckets' requests come from.
        accounts: [
          ...new Set([
            accounts.network,
            ...settings.workloads.map(({ accountId }) => accountId),
            accounts.logArchive,
          ]),
        ],
        regions: [region],
        scopes: ["cloudfront", region],
        vpcs: [hub.network.vpc.id, ...deployed.map(({ vpcId }) => vpcId)],
        buckets: [archive.bucketName, ...(webAclBucket ? [webAclBucket] : [])],
        distributions: edges.map(({ distributionId }) => distributionId),
        webAcls: edges.map(({ webAclArn }) => webAclArn.apply(webAclName)),
      },
      days: settings.logs.archive.expireDays,
      settings: query,
      answers: {
        keyArn: archive.keyArn,
        accessLogs: { bucket: archive.delivery.bucketName, prefix: `${logServices.buckets.prefix}/` },
      },
    },
    { providers: [providers.platform("logArchive")] },
  );
  new InsightsQueries(
    `${environment}-hub`,
    {
      queries: savedQueries("landing-zone/flow-logs", LANDING_ZONE_FORMAT),
      logGroupNames: [hub.flowLogs.logGroupName],
    },
    { providers: [providers.platform("network")] },
  );
  return { workgroup: queries.workgroup, database: queries.database };
}
