import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Provider } from "@pulumi/aws/provider";
import { hostInsights, InsightsQueries, trailInsights } from "../../../../components/query/insights";
import { LogQueries, type LogQueriesArgs } from "../../../../components/query/log-queries";
import { environmentQueries } from "../../../../components/query/queries";
import { environmentTables } from "../../../../components/query/tables";
import { resultsBucketPolicy } from "../../../../components/query/results-bucket";
import { type Registered, record } from "../recorder";

const TABLE = "aws:glue/catalogTable:CatalogTable";
const QUERY = "aws:athena/namedQuery:NamedQuery";

const keyArn = "arn:aws:kms:eu-west-2:210000000002:key/1";
const of = (resources: readonly Registered[], type: string): Registered[] =>
  resources.filter((resource) => resource.type === type);

function queriesWith(known: LogQueriesArgs["known"]): Promise<Registered[]> {
  return record(() => {
    const provider = new Provider("archive", { region: "eu-west-2" });
    new LogQueries(
      "dev-query",
      {
        database: "dev_logs",
        accountId: "210000000002",
        tables: environmentTables,
        queries: environmentQueries,
        bucketOf: ({ service }) => pulumi.output(`bucket-of-${service}`),
        known,
        days: 400,
        settings: { enabled: true, bytesScannedLimit: 50_000_000_000, resultDays: 7 },
        answers: { keyArn, accessLogs: { bucket: "delivery", prefix: "s3/" } },
      },
      { providers: [provider] },
    );
  });
}

describe("queries over an archive", () => {
  const known = {
    accounts: ["210000000101", pulumi.output("210000000111")],
    regions: ["eu-west-2"],
    vpcs: [pulumi.output("vpc-1")],
  };

  it("have a table for each kind of log that there is, and the queries to those only", async () => {
    const resources = await queriesWith(known);
    assert.deepEqual(
      of(resources, TABLE)
        .map(({ name }) => name)
        .sort(),
      [
        "dev_logs-dns_queries",
        "dev_logs-load_balancer_connections",
        "dev_logs-load_balancer_requests",
        "dev_logs-s3_requests",
        "dev_logs-vpc_flow_logs",
      ],
    );
    const names = of(resources, QUERY).map(({ inputs }) => String(inputs.name));
    assert.ok(names.includes("rejected-traffic"));
    assert.ok(!names.includes("cloudfront-errors") && !names.includes("web-acl-blocked"));
    const more = await queriesWith({
      ...known,
      distributions: ["E1"],
      webAcls: ["w"],
      scopes: ["cloudfront"],
    });
    assert.equal(of(more, TABLE).length, environmentTables.length);
    assert.equal(of(more, QUERY).length, environmentQueries.length);
  });

  it("know the accounts, the VPCs and the buckets, also those that the deployment makes", async () => {
    const resources = await queriesWith(known);
    const parameters = (name: string): Record<string, string> =>
      of(resources, TABLE).find((table) => table.name === `dev_logs-${name}`)!.inputs.parameters as Record<
        string,
        string
      >;
    assert.equal(parameters("dns_queries")["projection.account.values"], "210000000101,210000000111");
    assert.equal(parameters("dns_queries")["projection.vpc.values"], "vpc-1");
    assert.equal(parameters("s3_requests")["projection.source_bucket.values"], "dev-query-answers-id");
    assert.match(
      parameters("s3_requests")["storage.location.template"]!,
      /^s3:\/\/bucket-of-buckets\/s3\/\$\{account\}/,
    );
  });

  it("are made in a workgroup that callers cannot loosen", async () => {
    const [workgroup] = of(await queriesWith(known), "aws:athena/workgroup:Workgroup");
    assert.deepEqual(workgroup!.inputs.configuration, {
      enforceWorkgroupConfiguration: true,
      publishCloudwatchMetricsEnabled: true,
      bytesScannedCutoffPerQuery: 50_000_000_000,
      engineVersion: { selectedEngineVersion: "Athena engine version 3" },
      resultConfiguration: {
        outputLocation: "s3://dev-query-answers-id/",
        expectedBucketOwner: "210000000002",
        encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: keyArn },
      },
    });
  });

  it("keep answers for a while only, private, encrypted and over TLS", async () => {
    const resources = await queriesWith(known);
    const [lifecycle] = of(resources, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
    const [rule] = lifecycle!.inputs.rules as Array<{ expiration: { days: number } }>;
    assert.deepEqual(rule!.expiration, { days: 7 });
    const { Statement } = JSON.parse(resultsBucketPolicy("arn:aws:s3:::answers")) as {
      Statement: Array<{ Effect: string; Condition: unknown }>;
    };
    assert.deepEqual(
      Statement.map(({ Effect, Condition }) => [Effect, Condition]),
      [["Deny", { Bool: { "aws:SecureTransport": "false" } }]],
    );
    const [logging] = of(resources, "aws:s3/bucketLogging:BucketLogging");
    assert.equal(logging!.inputs.targetBucket, "delivery");
  });
});

describe("saved queries of Logs Insights", () => {
  it("are kept with the groups that they read, within what CloudWatch takes", async () => {
    const resources = await record(() => {
      const provider = new Provider("workload", { region: "eu-west-2" });
      new InsightsQueries(
        "dev-booking",
        { queries: hostInsights, logGroupNames: [pulumi.output("/var/log/auth.log-dev-booking-1")] },
        { providers: [provider] },
      );
    });
    assert.deepEqual(
      of(resources, "aws:cloudwatch/queryDefinition:QueryDefinition").map(({ name, inputs }) => [
        name,
        inputs.name,
        inputs.logGroupNames,
      ]),
      [
        [
          "dev-booking-failed-logins",
          "landing-zone/hosts/failed-logins",
          ["/var/log/auth.log-dev-booking-1"],
        ],
        ["dev-booking-done-as-root", "landing-zone/hosts/done-as-root", ["/var/log/auth.log-dev-booking-1"]],
      ],
    );
    const all = [...hostInsights, ...trailInsights];
    assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
    for (const { name, query } of all) {
      assert.match(name, /^[^:*?<>|"]{1,255}$/);
      assert.ok(query.length <= 10_000);
    }
  });
});
