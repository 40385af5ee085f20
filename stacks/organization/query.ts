import type * as pulumi from "@pulumi/pulumi";
import { logServices } from "../../components/logging/log-services";
import { InsightsQueries, trailInsights } from "../../components/query/insights";
import { LogQueries } from "../../components/query/log-queries";
import { organizationQueries } from "../../components/query/queries";
import { organizationTables } from "../../components/query/tables";
import { partitionOf, regions } from "../../settings/facts/regions";
import { type OrganizationBase } from "./accounts";
import { type OrganizationLogs } from "./logs";

/** Where to ask: in the log archive's account. */
export interface OrganizationQueryOutputs {
  readonly workgroup: pulumi.Output<string>;
  readonly database: pulumi.Output<string>;
}

/**
 * Queries over the organisation's logs: Athena over the trail in the log archive's account, and saved queries of Logs Insights beside the
 * trail's log group in the management account.
 * @returns undefined when the settings turn it off
 */
export function deployOrganizationQuery(
  { settings, providers, organization, accounts }: OrganizationBase,
  { archive, trail }: OrganizationLogs,
): OrganizationQueryOutputs | undefined {
  const { query, logs, region } = settings;
  if (!query.enabled) return undefined;
  const partition = partitionOf(region);
  const queries = new LogQueries(
    "organization-query",
    {
      database: "organization_logs",
      accountId: providers.platformId("logArchive"),
      tables: organizationTables,
      queries: organizationQueries,
      bucketOf: ({ service }) =>
        service === "organizationTrail" ? archive.bucketName : archive.delivery.bucketName,
      known: {
        organizations: [organization.organizationId],
        accounts: [settings.organization.managementAccountId, ...accounts.ids.values()],
        // An event in a Region that is not in use is the one to find.
        regions: [...regions.values()].filter((one) => one.partition === partition).map(({ name }) => name),
        buckets: [archive.bucketName],
      },
      days: logs.archive.expireDays,
      settings: query,
      answers: {
        keyArn: archive.keyArn,
        accessLogs: { bucket: archive.delivery.bucketName, prefix: `${logServices.buckets.prefix}/` },
      },
    },
    { providers: [providers.platform("logArchive")] },
  );
  new InsightsQueries(
    "organization-trail",
    { queries: trailInsights, logGroupNames: [trail.logGroupName] },
    { providers: [providers.management] },
  );
  return { workgroup: queries.workgroup, database: queries.database };
}
