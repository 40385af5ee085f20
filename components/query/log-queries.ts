import * as pulumi from "@pulumi/pulumi";
import * as athena from "@pulumi/aws/athena";
import * as glue from "@pulumi/aws/glue";
import { type QuerySettings } from "../../settings/schema/query";
import { type KnownValues, catalogTable, knownLists } from "./catalog-table";
import { isQueryable } from "./glue-plan";
import { type LogQuery } from "./queries";
import { ResultsBucket, type ResultsBucketArgs } from "./results-bucket";
import { type LogTable } from "./tables";

export interface LogQueriesArgs {
  /** Name of the database, lower case, digits and `_`: it is written in SQL, so it is no made-up one. */
  readonly database: string;
  /** Account that owns the archive, and is asked for the answers' bucket. */
  readonly accountId: pulumi.Input<string>;
  readonly tables: readonly LogTable[];
  readonly queries: readonly LogQuery[];
  /** Bucket that a table's files are in. */
  readonly bucketOf: (table: LogTable) => pulumi.Input<string>;
  readonly known: KnownValues;
  /** How far back the archive goes, in days. */
  readonly days: number;
  readonly settings: QuerySettings;
  readonly answers: Omit<ResultsBucketArgs, "days">;
}

/**
 * Athena over an archive: a table for each kind of log that there is, saved queries, and a workgroup that encrypts the answers and ends
 * a query that reads too much, whatever the caller asks for.
 */
export class LogQueries extends pulumi.ComponentResource {
  readonly workgroup: pulumi.Output<string>;
  readonly database: pulumi.Output<string>;

  constructor(name: string, args: LogQueriesArgs, opts: pulumi.ComponentResourceOptions) {
    super("landing-zone:query:LogQueries", name, {}, opts);
    const own = { parent: this };
    const { settings, answers } = args;
    const results = new ResultsBucket(`${name}-answers`, { ...answers, days: settings.resultDays }, own);
    const known: KnownValues = {
      ...args.known,
      buckets: [...(args.known.buckets ?? []), results.bucketName],
    };
    const tables = args.tables.filter((table) => isQueryable(table, knownLists(known)));

    const database = new glue.CatalogDatabase(
      name,
      { name: args.database, description: "Logs of the archive" },
      own,
    );
    for (const table of tables) {
      const from = { bucket: args.bucketOf(table), days: args.days, known, databaseName: database.name };
      catalogTable(`${args.database}-${table.name}`, table, from, own);
    }
    const workgroup = new athena.Workgroup(
      name,
      {
        description: "Queries over the logs of the archive",
        configuration: {
          enforceWorkgroupConfiguration: true,
          publishCloudwatchMetricsEnabled: true,
          bytesScannedCutoffPerQuery: settings.bytesScannedLimit,
          engineVersion: { selectedEngineVersion: "Athena engine version 3" },
          resultConfiguration: {
            outputLocation: pulumi.interpolate`s3://${results.bucketName}/`,
            expectedBucketOwner: args.accountId,
            encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: answers.keyArn },
          },
        },
      },
      own,
    );
    for (const { name: query, question, table, sql } of args.queries) {
      if (!tables.includes(table)) continue;
      new athena.NamedQuery(
        `${name}-${query}`,
        {
          name: query,
          description: question,
          database: database.name,
          workgroup: workgroup.name,
          query: sql,
        },
        own,
      );
    }
    this.workgroup = workgroup.name;
    this.database = database.name;
    this.registerOutputs({ workgroup: this.workgroup, database: this.database });
  }
}
