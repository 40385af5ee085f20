import { logServices } from "../logging/log-services";
import { type Column, type FileFormat, type Known, type LogTable, type Partition } from "./tables";

/** What a deployment knows: the values of partitions, and where the archive is. */
export interface QueryScope {
  readonly bucket: string;
  /** How far back the archive goes, in days. */
  readonly days: number;
  readonly known: Partial<Readonly<Record<Known, readonly string[]>>>;
}

/** Years that partitions by number are computed for: from the first year of the landing zone to when Glue's tables are long replaced. */
const years = { first: 2026, last: 2046 } as const;

/** A Glue table as `aws.glue.CatalogTable` takes it. */
export interface GlueTable {
  readonly name: string;
  readonly description: string;
  readonly tableType: "EXTERNAL_TABLE";
  readonly parameters: Readonly<Record<string, string>>;
  readonly partitionKeys: Column[];
  readonly storageDescriptor: {
    readonly columns: Column[];
    readonly location: string;
    readonly inputFormat: string;
    readonly outputFormat: string;
    readonly serDeInfo: {
      readonly serializationLibrary: string;
      readonly parameters: Readonly<Record<string, string>>;
    };
  };
}

const text = {
  inputFormat: "org.apache.hadoop.mapred.TextInputFormat",
  outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
} as const;

/** Hadoop's classes for a format. Source: Athena user guide, "Choose a SerDe for your data", read 2026-11. */
function readers(format: FileFormat): {
  readonly inputFormat: string;
  readonly outputFormat: string;
  readonly library: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly classification: string;
} {
  switch (format.kind) {
    case "regex":
      return {
        ...text,
        library: "org.apache.hadoop.hive.serde2.RegexSerDe",
        parameters: { "serialization.format": "1", "input.regex": format.regex },
        classification: "csv",
      };
    case "json":
      return {
        ...text,
        library: "org.openx.data.jsonserde.JsonSerDe",
        // One line that is no JSON must not fail the query.
        parameters: { "ignore.malformed.json": "true", "case.insensitive": "true" },
        classification: "json",
      };
    case "cloudtrail":
      return {
        ...text,
        inputFormat: "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
        library: "org.apache.hive.hcatalog.data.JsonSerDe",
        parameters: {},
        classification: "cloudtrail",
      };
    case "parquet":
      return {
        inputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        outputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        library: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
        parameters: { "serialization.format": "1" },
        classification: "parquet",
      };
  }
}

/** Values of a partition as projection's properties. Source: Athena user guide, "Supported types for partition projection", read 2026-11. */
function projection(partition: Partition, { known, days }: QueryScope): Record<string, string> {
  const set = (properties: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [`projection.${partition.name}.${key}`, value]),
    );
  switch (partition.of) {
    case "days":
      return set({
        type: "date",
        format: "yyyy/MM/dd",
        range: `NOW-${days}DAYS,NOW`,
        interval: "1",
        "interval.unit": "DAYS",
      });
    case "number":
      switch (partition.name) {
        case "year":
          return set({ type: "integer", range: `${years.first},${years.last}` });
        case "month":
          return set({ type: "integer", range: "1,12", digits: "2" });
        case "day":
          return set({ type: "integer", range: "1,31", digits: "2" });
      }
    default:
      return set({ type: "enum", values: (known[partition.of] ?? []).join(",") });
  }
}

/** Whether everything that a table's partitions are made of is known: a list with nothing in it makes a table with nothing in it. */
export function isQueryable(table: LogTable, has: ReadonlySet<Known>): boolean {
  return table.partitions.every(({ of }) => of === "days" || of === "number" || has.has(of));
}

/** The folders of a path before the first partition. */
function fixedPart(path: string): string {
  const before = path.slice(0, path.indexOf("${"));
  return before.slice(0, before.lastIndexOf("/") + 1);
}

/** The Glue table over a service's logs. */
export function glueTable(table: LogTable, scope: QueryScope): GlueTable {
  const { prefix } = logServices[table.service];
  const root = `s3://${scope.bucket}/${prefix === "" ? "" : `${prefix}/`}`;
  const { library, parameters, classification, ...formats } = readers(table.format);
  return {
    name: table.name,
    description: table.holds,
    tableType: "EXTERNAL_TABLE",
    parameters: {
      EXTERNAL: "TRUE",
      classification,
      "projection.enabled": "true",
      ...Object.assign({}, ...table.partitions.map((partition) => projection(partition, scope))),
      "storage.location.template": `${root}${table.path}/`,
    },
    // All as text: AWS pads numbers in paths, and `05` would be 5 otherwise.
    partitionKeys: table.partitions.map(({ name }) => ({ name, type: "string" })),
    storageDescriptor: {
      columns: [...table.columns],
      location: root + fixedPart(table.path),
      ...formats,
      serDeInfo: { serializationLibrary: library, parameters },
    },
  };
}
