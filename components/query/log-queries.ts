import * as pulumi from "@pulumi/pulumi";
import * as athena from "@pulumi/aws/athena";
import * as glue from "@pulumi/aws/glue";
import { type QuerySettings } from "../../settings/schema/query";
import { glueTable, isQueryable } from "./glue-plan";
import { type LogQuery } from "./queries";
import { ResultsBucket, type ResultsBucketArgs } from "./results-bucket";
import { type Known, type LogTable } from "./tables";

/** Lists that partitions are made of, as far as the deployment has them. */
export type KnownValues = Partial<Readonly<Record<Known, ReadonlyArray<pulumi.Input<string>>>>>;

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
    const has = new Set((Object.keys(known) as Known[]).filter((list) => (known[list] ?? []).length > 0));
    const tables = args.tables.filter((table) => isQueryable(table, has));

    const database = new glue.CatalogDatabase(
      name,
      { name: args.database, description: "Logs of the archive" },
      own,
    );
    for (const table of tables) this.table(table, { ...args, known }, database.name);
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

  private table(table: LogTable, args: LogQueriesArgs, databaseName: pulumi.Input<string>): void {
    const values = pulumi.all(
      Object.fromEntries(
        table.partitions.flatMap(({ of }) =>
          of === "days" || of === "number" ? [] : [[of, pulumi.all([...(args.known[of] ?? [])])]],
        ),
      ),
    );
    const planned = pulumi
      .all([args.bucketOf(table), values])
      .apply(([bucket, known]) => glueTable(table, { bucket, days: args.days, known }));
    new glue.CatalogTable(
      `${args.database}-${table.name}`,
      {
        name: table.name,
        databaseName,
        description: table.holds,
        tableType: "EXTERNAL_TABLE",
        parameters: planned.parameters,
        partitionKeys: planned.partitionKeys,
        storageDescriptor: planned.storageDescriptor,
      },
      { parent: this },
    );
  }
}
