import * as pulumi from "@pulumi/pulumi";
import * as glue from "@pulumi/aws/glue";
import { glueTable } from "./glue-plan";
import { type Known, type LogTable } from "./tables";

/** Lists that partitions are made of, as far as the deployment has them. */
export type KnownValues = Partial<Readonly<Record<Known, ReadonlyArray<pulumi.Input<string>>>>>;

/** Where a table's files are, and what its partitions are made of. */
export interface TableSource {
  readonly bucket: pulumi.Input<string>;
  readonly databaseName: pulumi.Input<string>;
  /** How far back the archive goes, in days. */
  readonly days: number;
  readonly known: KnownValues;
  /** Name in SQL, when it is not the kind's own. */
  readonly name?: string;
}

/** The lists that have something in them. */
export const knownLists = (known: KnownValues): ReadonlySet<Known> =>
  new Set((Object.keys(known) as Known[]).filter((list) => (known[list] ?? []).length > 0));

/** A table of Glue's catalogue over one kind of log. */
export function catalogTable(
  resource: string,
  table: LogTable,
  { bucket, databaseName, days, known, name = table.name }: TableSource,
  opts: pulumi.CustomResourceOptions,
): glue.CatalogTable {
  const values = pulumi.all(
    Object.fromEntries(
      table.partitions.flatMap(({ of }) =>
        of === "days" || of === "number" ? [] : [[of, pulumi.all([...(known[of] ?? [])])]],
      ),
    ),
  );
  const planned = pulumi
    .all([bucket, values])
    .apply(([place, lists]) => glueTable(table, { bucket: place, days, known: lists }));
  return new glue.CatalogTable(
    resource,
    {
      name,
      databaseName,
      description: table.holds,
      tableType: "EXTERNAL_TABLE",
      parameters: planned.parameters,
      partitionKeys: planned.partitionKeys,
      storageDescriptor: planned.storageDescriptor,
    },
    opts,
  );
}
