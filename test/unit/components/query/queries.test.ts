import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import {
  environmentQueries,
  lastDays,
  type LogQuery,
  organizationQueries,
} from "../../../../components/query/queries";
import { environmentTables, type LogTable, organizationTables } from "../../../../components/query/tables";
import { trailEvents } from "../../../../components/query/tables/cloudtrail";
import { flowLogs } from "../../../../components/query/tables/flow-logs";

const root = path.join(__dirname, "..", "..", "..", "..");
const tables: readonly LogTable[] = [...environmentTables, ...organizationTables];
const queries = [
  ...new Map([...environmentQueries, ...organizationQueries].map((query) => [query.name, query])).values(),
];

/** What a real SQL parser, told of the tables, finds wrong; nothing for a query that is right. */
function faultsOf(asked: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const schema = Object.fromEntries(
    tables.map(({ name, columns, partitions }) => [
      name,
      Object.fromEntries([
        ...columns.map((column) => [column.name, column.type]),
        ...partitions.map((partition) => [partition.name, "string"]),
      ]),
    ]),
  );
  const answer = execFileSync(
    path.join(root, ".engine", "sql", "bin", "python"),
    [path.join(root, "tools", "query", "check_sql.py")],
    { input: JSON.stringify({ schema, queries: asked }), encoding: "utf8" },
  );
  return JSON.parse(answer) as Record<string, string>;
}

/** The questions that the archive has to answer, and the query that does. */
const required: Readonly<Record<string, string>> = {
  "rejected traffic": "rejected-traffic",
  "top talkers": "top-talkers",
  "who changed the security group": "who-changed-the-security-group",
  "root use": "root-use",
  "console logins without MFA": "console-login-without-mfa",
  "failed SSH": "failed-ssh",
  "unexpected ports": "unexpected-ports",
  "4xx and 5xx at the load balancer": "load-balancer-errors",
  "4xx and 5xx at the distribution": "cloudfront-errors",
  "who read the log buckets": "who-read-the-logs",
  "what impairs the logging": "logging-impaired",
};

describe("the saved queries over the archive", function () {
  this.timeout(120_000);
  before(() => execFileSync(path.join(root, "tools", "query", "sqlglot.sh"), { stdio: "inherit" }));

  it("are SQL, and name only tables and columns that there are", () =>
    assert.deepEqual(faultsOf(Object.fromEntries(queries.map(({ name, sql }) => [name, sql]))), {}));

  it("would be found wrong by a column, a table or a comma too many", () =>
    assert.deepEqual(
      Object.keys(
        faultsOf({
          right: "SELECT srcaddr FROM vpc_flow_logs",
          column: "SELECT srcadr FROM vpc_flow_logs",
          table: "SELECT srcaddr FROM flows WHERE action = 'REJECT'",
          comma: "SELECT srcaddr, FROM, vpc_flow_logs",
        }),
      ),
      ["column", "table", "comma"],
    ));

  for (const [question, name] of Object.entries(required)) {
    it(`answer: ${question}`, () => assert.ok(queries.some((query) => query.name === name)));
  }

  it("read one table each, that of their stack, and no more days than asked for", () => {
    const of = (queries: readonly LogQuery[], tables: readonly LogTable[]): void => {
      for (const { name, table, sql } of queries) {
        assert.ok(tables.includes(table), name);
        assert.match(sql, new RegExp(`FROM ${table.name}\n`), name);
        assert.ok(
          [1, 2, 7, 28].some((days) => sql.includes(`WHERE ${lastDays(table, days)}\n`)),
          `${name} has no limit in days`,
        );
      }
    };
    of(environmentQueries, environmentTables);
    of(organizationQueries, organizationTables);
  });

  it("are named once, within what Athena takes", () => {
    for (const queries of [environmentQueries, organizationQueries]) {
      assert.equal(new Set(queries.map(({ name }) => name)).size, queries.length);
      for (const { name, question, sql } of queries) {
        assert.match(name, /^[a-z0-9-]{1,128}$/);
        assert.ok(question.length <= 1_024 && sql.length <= 262_144, name);
      }
    }
  });

  it("limit days in terms of a table's partitions", () => {
    assert.equal(lastDays(trailEvents, 1), "days >= date_format(current_date, '%Y/%m/%d')");
    assert.match(
      lastDays(flowLogs, 7),
      /concat\(year, month, day\) >= date_format\(current_date - interval '6' day/,
    );
    for (const days of [0, 29, 1.5]) assert.throws(() => lastDays(flowLogs, days), RangeError);
  });
});
