import * as assert from "node:assert/strict";
import { type GlueTable, glueTable, type QueryScope } from "../../../../components/query/glue-plan";
import { environmentTables, type LogTable, organizationTables } from "../../../../components/query/tables";
import { LANDING_ZONE_FORMAT, parseFormat } from "../../../../functions/flow-logs/format";
import { logServices } from "../../../../components/logging/log-services";
import { samples } from "./samples";

const all = new Map(
  [...environmentTables, ...organizationTables].map((table): [string, LogTable] => [table.name, table]),
);

const scope: QueryScope = {
  bucket: "archive",
  days: 400,
  known: {
    organizations: ["o-a1b2c3d4e5"],
    accounts: ["210000000101", "210000000111"],
    regions: ["eu-west-2"],
    scopes: ["cloudfront", "eu-west-2"],
    vpcs: ["vpc-1"],
    buckets: ["dev-log-archive"],
    distributions: ["E1EXAMPLE"],
    webAcls: ["booking"],
  },
};

function tableNamed(name: string): LogTable {
  const found = all.get(name);
  assert.ok(found, `there is no table ${name}`);
  return found;
}

/** A line's columns, read as the SerDe reads it: the whole line has to match. Undefined when it does not. */
function readLine(table: LogTable, line: string): Record<string, string | undefined> | undefined {
  assert.ok(table.format.kind === "regex");
  const match = new RegExp(`^(?:${table.format.regex})$`).exec(line);
  return match
    ? Object.fromEntries(table.columns.map(({ name }, index) => [name, match[index + 1]]))
    : undefined;
}

describe("the tables over the archive", () => {
  for (const { title, table, line, expect } of samples) {
    it(`read ${title}`, () => {
      const row = readLine(tableNamed(table), line);
      assert.ok(row, "the line is not matched");
      assert.deepEqual(Object.fromEntries(Object.keys(expect).map((name) => [name, row[name]])), expect);
    });
  }

  it("have as many groups as columns where a regular expression reads them", () => {
    for (const { name, format, columns } of all.values()) {
      if (format.kind !== "regex") continue;
      const groups = new RegExp(`${format.regex}|`).exec("")!.length - 1;
      assert.equal(groups, columns.length, name);
    }
  });

  it("take no line of a load balancer's other log for one of theirs", () => {
    for (const { table, line } of samples) {
      if (table === "load_balancer_requests")
        assert.equal(readLine(tableNamed("load_balancer_connections"), line), undefined);
      if (table === "load_balancer_connections")
        assert.equal(readLine(tableNamed("load_balancer_requests"), line), undefined);
    }
  });

  it("have names and columns that Glue takes, each once", () => {
    for (const table of all.values()) {
      const names = [...table.columns, ...table.partitions].map(({ name }) => name);
      for (const name of [table.name, ...names]) assert.match(name, /^[a-z][a-z0-9_]*$/);
      assert.equal(new Set(names).size, names.length, table.name);
      for (const { name, type } of table.columns)
        assert.match(type, /^(string|int|bigint|double|array<.+>|struct<.+>)$/, `${table.name}.${name}`);
    }
  });

  it("have the flow logs' columns in the order of the declared format", () => {
    const { columns } = tableNamed("vpc_flow_logs");
    assert.deepEqual(
      columns.map(({ name }) => name),
      parseFormat(LANDING_ZONE_FORMAT).fields.map(({ name }) => name.replaceAll("-", "_")),
    );
    const types = new Map(columns.map(({ name, type }) => [name, type]));
    assert.equal(types.get("bytes"), "bigint");
    assert.equal(types.get("dstport"), "int");
    assert.equal(types.get("action"), "string");
  });
});

/** A place where AWS would put a file, for each table: what Athena computes must be a folder above it. */
const files: Readonly<Record<string, string>> = {
  vpc_flow_logs:
    "vpc-flow-logs/AWSLogs/aws-account-id=210000000111/aws-service=vpcflowlogs/aws-region=eu-west-2/year=2026/month=03/day=05/hour=13/210000000111_vpcflowlogs_eu-west-2_fl-1.log.parquet",
  load_balancer_requests:
    "load-balancers/AWSLogs/210000000111/elasticloadbalancing/eu-west-2/2026/03/05/210000000111_elasticloadbalancing_eu-west-2_app.x.1.log.gz",
  load_balancer_connections:
    "load-balancers/AWSLogs/210000000111/elasticloadbalancing/eu-west-2/2026/03/05/conn_log.210000000111_elasticloadbalancing_eu-west-2_app.x.1.log.gz",
  cloudfront_requests:
    "cloudfront/distributionid=E1EXAMPLE/year=2026/month=03/day=05/hour=13/E1EXAMPLE.2026-03-05-13.parquet",
  web_acl_requests:
    "AWSLogs/210000000111/WAFLogs/eu-west-2/booking/2026/03/05/13/05/210000000111_waflogs_eu-west-2_booking_1.log.gz",
  s3_requests: "s3/210000000111/eu-west-2/dev-log-archive/2026/03/05/2026-03-05-13-00-00-1",
  dns_queries:
    "resolver-query-logs/AWSLogs/210000000111/vpcdnsquerylogs/vpc-1/2026/03/05/vpc-1_vpcdnsquerylogs_210000000111_1.log.gz",
  cloudtrail_events:
    "cloudtrail/AWSLogs/o-a1b2c3d4e5/210000000111/CloudTrail/eu-west-2/2026/03/05/210000000111_CloudTrail_eu-west-2_1.json.gz",
};

describe("partition projection", () => {
  /** The values that Athena would compute for a column of this file's day. */
  function valueOf({ parameters }: GlueTable, column: string): string {
    const property = (key: string): string | undefined => parameters[`projection.${column}.${key}`];
    const numbers: Record<string, number> = { year: 2026, month: 3, day: 5 };
    switch (property("type")) {
      case "enum":
        return property("values")!.split(",").at(-1)!;
      case "date":
        return property("format")!.replace("yyyy", "2026").replace("MM", "03").replace("dd", "05");
      case "integer": {
        const [first, last] = property("range")!.split(",").map(Number);
        const value = numbers[column]!;
        assert.ok(first! <= value && value <= last!);
        return String(value).padStart(Number(property("digits") ?? 1), "0");
      }
      default:
        throw new Error(`${column} is not projected`);
    }
  }

  for (const table of all.values()) {
    it(`finds the files of ${table.name} where their service writes them`, () => {
      const glue = glueTable(table, scope);
      const template = glue.parameters["storage.location.template"]!;
      const place = template.replace(/\$\{(\w+)\}/g, (_, column: string) => valueOf(glue, column));
      const file = files[table.name]!;
      assert.ok(`s3://archive/${file}`.startsWith(place), `${place} is not above ${file}`);
      assert.ok(template.startsWith(glue.storageDescriptor.location));
      assert.match(glue.storageDescriptor.location, /\/$/);
      assert.deepEqual(
        glue.partitionKeys.map(({ name }) => name),
        [...template.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name),
      );
    });

    it(`keeps ${table.name} to the place that its service may write to`, () => {
      const { prefix, ownPath } = logServices[table.service];
      const glue = glueTable(table, scope);
      assert.ok(files[table.name]!.startsWith(prefix));
      const own = ownPath.replace("ACCOUNT", "210000000111");
      assert.ok(files[table.name]!.slice(prefix === "" ? 0 : prefix.length + 1).startsWith(own));
      assert.equal(glue.parameters["projection.enabled"], "true");
    });
  }

  it("goes back as far as the archive", () => {
    const { parameters } = glueTable(tableNamed("dns_queries"), { ...scope, days: 2557 });
    assert.equal(parameters["projection.days.range"], "NOW-2557DAYS,NOW");
  });
});
