import * as pulumi from "@pulumi/pulumi";
import * as athena from "@pulumi/aws/athena";
import { catalogTable, knownLists, type KnownValues } from "../../components/query/catalog-table";
import { isQueryable } from "../../components/query/glue-plan";
import { environmentQueries } from "../../components/query/queries";
import { environmentTables, type Known, type LogTable } from "../../components/query/tables";
import { type EnvironmentSettings } from "../../settings/schema/environment";
import { type WorkloadSettings } from "../../settings/schema/workload";
import { type WorkloadOutputs } from "../spoke/deploy";
import { bucketName, webAclName } from "../spoke/names-in-arns";
import { type EnvironmentParts } from "../spoke/parts";
import { type EnvironmentProviders } from "../spoke/providers";

/** Lists of ids that only the stack which makes a workload knows. */
const OWN: readonly Known[] = ["vpcs", "distributions", "webAcls"];

/**
 * Tables over the archive for what the environment's own tables cannot list, as they are made of this workload's ids: the names that its VPC
 * asks for, requests to its distribution and what its web ACL says of them. In the environment's database, `dns_queries_booking`, with the saved
 * queries that read them.
 */
export function deployTables(
  settings: EnvironmentSettings,
  workload: WorkloadSettings,
  {
    parts,
    providers,
    made,
  }: {
    readonly parts: EnvironmentParts;
    readonly providers: EnvironmentProviders;
    readonly made: WorkloadOutputs;
  },
): void {
  const { query, archive } = parts;
  if (query === undefined) return;
  const edge = made.service?.edge;
  const known: KnownValues = {
    accounts: [workload.accountId],
    regions: [settings.region],
    scopes: ["cloudfront", settings.region],
    vpcs: [made.vpcId],
    distributions: edge ? [edge.distributionId] : [],
    webAcls: edge ? [edge.webAclArn.apply(webAclName)] : [],
  };
  const bucketOf = ({ service }: LogTable): pulumi.Output<string> =>
    pulumi.output((service === "webAcls" && archive.webAclBucketArn) || archive.bucketArn).apply(bucketName);
  const tables = environmentTables.filter(
    (table: LogTable) =>
      table.partitions.some(({ of }) => (OWN as readonly string[]).includes(of)) &&
      isQueryable(table, knownLists(known)),
  );
  const opts = { provider: providers.platform("logArchive") };
  for (const table of tables) {
    const name = `${table.name}_${workload.name.replaceAll("-", "_")}`;
    catalogTable(
      `${settings.environment}-${workload.name}-${table.name}`,
      table,
      {
        bucket: bucketOf(table),
        databaseName: query.database,
        days: settings.logs.archive.expireDays,
        known,
        name,
      },
      opts,
    );
    for (const { name: question, question: description, sql } of environmentQueries.filter(
      (asked) => asked.table === table,
    )) {
      new athena.NamedQuery(
        `${settings.environment}-${workload.name}-${question}`,
        {
          name: `${question}-${workload.name}`,
          description,
          database: query.database,
          workgroup: query.workgroup,
          query: sql.replace(`FROM ${table.name}\n`, `FROM ${name}\n`),
        },
        opts,
      );
    }
  }
}
