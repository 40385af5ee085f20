import assert from "node:assert/strict";
import { type Props } from "../../../../policy-pack/analysis/values";
import { policies } from "../../../../policy-pack/policies";
import { environmentStack } from "../../../../stacks/environment";
import { isResourcePolicy, judge } from "../../../policy-pack/harness";
import { type Registered, record } from "../recorder";
import { changed, devWith, load, written } from "../../settings-of";

const of = (resources: readonly Registered[], type: string): Registered[] =>
  resources.filter((one) => one.type === type);

describe("search under mocks", function () {
  this.timeout(60_000);

  describe("with a domain, in production", () => {
    let resources: Registered[];
    const only = (type: string, name: string): Registered => {
      const found = of(resources, type).find((one) => one.name === name);
      assert.ok(found, `${type} ${name}`);
      return found;
    };

    before(async () => {
      const settings = load(
        changed(written("prod"), {
          "workloads[0].service": undefined,
          search: { domain: {} },
          "network.hub.interfaceEndpoints": ["logs", "sqs", "events"],
        }),
        "prod",
      );
      resources = await record(() => environmentStack(settings));
    });

    it("keeps the domain in the hub, in every zone, encrypted, and asks everybody who they are", () => {
      const { inputs } = only("aws:opensearch/domain:Domain", "prod-search");
      assert.deepEqual((inputs.vpcOptions as { subnetIds: string[] }).subnetIds, [
        "prod-hub-shared-a-id",
        "prod-hub-shared-b-id",
        "prod-hub-shared-c-id",
      ]);
      assert.match(JSON.stringify(inputs.vpcOptions), /"securityGroupIds":\["prod-hub-search-id"\]/);
      assert.match(JSON.stringify(inputs.encryptAtRest), /prod-hub-logs/);
      assert.deepEqual(inputs.advancedSecurityOptions, {
        enabled: true,
        internalUserDatabaseEnabled: false,
        masterUserOptions: {
          masterUserArn: "arn:aws:iam::210000000201:role/LandingZoneSearchSetup-prod",
        },
      });
      assert.deepEqual(
        (inputs.logPublishingOptions as Array<{ logType: string }>).map(({ logType }) => logType).sort(),
        ["AUDIT_LOGS", "ES_APPLICATION_LOGS", "INDEX_SLOW_LOGS", "SEARCH_SLOW_LOGS"],
      );
    });

    it("has nothing that a policy of the pack refuses, resource by resource", () => {
      const own = resources.filter(({ name }) => /search/.test(name) && !name.startsWith("landing"));
      const judged = policies
        .filter(isResourcePolicy)
        .filter(
          // Tags come from the provider, which mocks do not play.
          ({ level, concern }) => level === "mandatory" && concern !== "tags",
        )
        .flatMap((policy) =>
          own
            .filter(({ type }) => policy.types.includes(type))
            .map(({ type, name, inputs }) => ({
              what: `${policy.name}: ${name}`,
              status: judge(policy, {
                policy: policy.name,
                expect: "compliant",
                title: "",
                type,
                props: JSON.parse(JSON.stringify(inputs)) as Props,
              }).status,
            })),
        );
      assert.ok(judged.length > 40, `${judged.length} judgements`);
      assert.deepEqual(
        judged.filter(({ status }) => status === "violation").map(({ what }) => what),
        [],
      );
    });

    it("runs its functions in the hub, under the roles that the domain and the guardrails know", () => {
      for (const [name, role] of [
        ["prod-search-shipper", "LandingZoneLogShipper-prod"],
        ["prod-search-setup", "LandingZoneSearchSetup-prod"],
        ["prod-search-habits", "LandingZoneNetworkHabits-prod"],
      ] as const) {
        const { inputs } = only("aws:lambda/function:Function", name);
        assert.match(JSON.stringify(inputs.vpcConfig), /"securityGroupIds":\["prod-hub-search-clients-id"\]/);
        assert.ok(Number(inputs.reservedConcurrentExecutions) > 0);
        assert.equal(only("aws:iam/role:Role", name).inputs.name, role);
        const policy = String(only("aws:iam/rolePolicy:RolePolicy", name).inputs.policy);
        assert.match(policy, /"Effect":"Deny".*"lambda:SourceFunctionArn"/);
        assert.doesNotMatch(policy, /[<>]/);
      }
    });

    it("sets the domain up at each deployment that changes something, as the roles it made", () => {
      const { inputs } = only("aws:lambda/invocation:Invocation", "prod-search-setup");
      const { settings } = inputs.triggers as { settings: string };
      assert.deepEqual(JSON.parse(settings), {
        size: { shards: 1, replicas: 1 },
        roles: {
          shipper: "arn:aws:iam::210000000201:role/LandingZoneLogShipper-prod",
          habits: "arn:aws:iam::210000000201:role/LandingZoneNetworkHabits-prod",
          readers: [],
        },
      });
    });

    it("sends every network's flow logs and every host's log-ins to it, across accounts by the destination", () => {
      const filters = of(resources, "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter").filter(
        ({ name }) => name.endsWith("-feed"),
      );
      const targets = Object.fromEntries(filters.map(({ name, inputs }) => [name, inputs.destinationArn]));
      const destination = "arn:aws:mock:eu-west-2:210000000000:prod-log-feed";
      assert.deepEqual(Object.keys(targets).sort(), [
        "prod-booking-auth-feed",
        "prod-booking-flow-logs-feed",
        "prod-casework-auth-feed",
        "prod-casework-flow-logs-feed",
        "prod-hub-flow-logs-feed",
        "prod-reports-auth-feed",
        "prod-reports-flow-logs-feed",
      ]);
      for (const target of Object.values(targets)) assert.equal(target, destination);
      for (const { inputs } of filters) assert.match(String(inputs.roleArn), /subscriptions$|feed$/);
    });

    it("takes the trail's records by a door for the management account alone, and knows them as the trail's", () => {
      const { inputs } = only("aws:cloudwatch/logDestination:LogDestination", "prod-log-feed-trail");
      assert.equal(inputs.name, "LandingZoneTrail-prod");
      assert.equal(inputs.targetArn, "arn:aws:mock:eu-west-2:210000000000:prod-log-feed");
      const { accessPolicy } = only(
        "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy",
        "prod-log-feed-trail",
      ).inputs;
      assert.deepEqual((JSON.parse(String(accessPolicy)) as { Statement: unknown }).Statement, [
        {
          Sid: "TheManagementAccountSubscribes",
          Effect: "Allow",
          Principal: { AWS: "210000000001" },
          Action: "logs:PutSubscriptionFilter",
          Resource: "arn:aws:mock:eu-west-2:210000000000:prod-log-feed-trail",
        },
      ]);
      const { variables } = only("aws:lambda/function:Function", "prod-search-shipper").inputs
        .environment as {
        variables: { LOG_SOURCES: string };
      };
      const sources = JSON.parse(variables.LOG_SOURCES) as Array<{ logGroupPrefix: string; kind: string }>;
      assert.equal(
        sources.find(({ kind }) => kind === "trail")?.logGroupPrefix,
        "CloudTrail/DefaultLogGroup",
      );
    });

    it("looks for habits each hour, may ask the domain by one path and tell the bus, and is watched itself", () => {
      const rule = only("aws:cloudwatch/eventRule:EventRule", "prod-search-habits");
      assert.deepEqual(
        [rule.inputs.name, rule.inputs.scheduleExpression],
        ["LandingZone-prod-search-habits", "cron(25 * * * ? *)"],
      );
      assert.match(
        String(only("aws:cloudwatch/eventTarget:EventTarget", "prod-search-habits").inputs.arn),
        /prod-search-habits/,
      );
      const deployed = only("aws:lambda/function:Function", "prod-search-habits").inputs;
      assert.match(JSON.stringify(deployed.deadLetterConfig), /prod-search-habits-dead-letters/);
      const { variables } = deployed.environment as { variables: Readonly<Record<string, string>> };
      assert.deepEqual(JSON.parse(variables["HABITS"] ?? ""), {
        memoryDays: 28,
        volumeTimes: 3,
        volumeMegabytes: 10,
        known: [],
      });
      const { Statement } = JSON.parse(
        String(only("aws:iam/rolePolicy:RolePolicy", "prod-search-habits").inputs.policy),
      ) as { Statement: ReadonlyArray<{ Sid: string; Action: unknown; Resource: unknown }> };
      const statement = (sid: string) => Statement.find(({ Sid }) => Sid === sid);
      assert.deepEqual(statement("AskTheDomain")?.Action, ["es:ESHttpPost"]);
      assert.match(String(statement("AskTheDomain")?.Resource), /\/_msearch$/);
      assert.match(String(statement("Tell")?.Resource), /:event-bus\//);
      const alarms = resources
        .filter(({ type, name }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm" && /habits/.test(name))
        .map(({ name, inputs }) => [name, inputs.period, inputs.treatMissingData]);
      assert.deepEqual(alarms, [
        ["LandingZone-prod-search-alarms-habits-failed", 300, "notBreaching"],
        ["LandingZone-prod-search-alarms-habits-stopped", 3_600, "breaching"],
      ]);
    });

    it("reads the stream and what waits, and puts away what nobody can store", () => {
      const mappings = of(resources, "aws:lambda/eventSourceMapping:EventSourceMapping");
      for (const { inputs } of mappings)
        assert.deepEqual(inputs.functionResponseTypes, ["ReportBatchItemFailures"]);
      const stream = only("aws:lambda/eventSourceMapping:EventSourceMapping", "prod-search-shipper").inputs;
      assert.match(JSON.stringify(stream.destinationConfig), /prod-search-shipper-dead-letters/);
      assert.match(
        String(only("aws:sqs/queue:Queue", "prod-search-shipper-retry").inputs.redrivePolicy),
        /prod-search-shipper-dead-letters/,
      );
      assert.equal(only("aws:kinesis/stream:Stream", "prod-log-feed").inputs.encryptionType, "KMS");
    });
  });

  describe("with a domain that people sign in to", () => {
    it("asks the identity provider who they are, and maps its roles to reading or to everything", async () => {
      const settings = devWith({
        search: {
          domain: {
            from: ["172.20.4.0/24"],
            saml: {
              metadataFile: "test/unit/components/search/identity-provider.xml",
              entityId: "https://idp.example.org/dashboards",
              adminRole: "search-admins",
              readerRoles: ["analysts"],
              sessionMinutes: 480,
            },
          },
        },
        "network.hub.interfaceEndpoints": ["logs", "sqs", "events"],
      });
      const resources = await record(() => environmentStack(settings));
      const [options] = of(resources, "aws:opensearch/domainSamlOptions:DomainSamlOptions");
      const { samlOptions } = options?.inputs as {
        samlOptions: Record<string, unknown> & { idp: { entityId: string; metadataContent: string } };
      };
      const { idp, ...rest } = samlOptions;
      assert.equal(idp.entityId, "https://idp.example.org/dashboards");
      assert.match(idp.metadataContent, /^<\?xml[^]*<\/md:EntityDescriptor>\n$/);
      assert.deepEqual(rest, {
        enabled: true,
        masterBackendRole: "search-admins",
        rolesKey: "roles",
        sessionTimeoutMinutes: 480,
      });
      const [setup] = of(resources, "aws:lambda/invocation:Invocation");
      const { roles } = JSON.parse((setup?.inputs.triggers as { settings: string }).settings) as {
        roles: { readers: string[] };
      };
      assert.deepEqual(roles.readers, ["analysts"], "who administers is no reader's matter");
      const [policy] = of(resources, "aws:opensearch/domainPolicy:DomainPolicy");
      assert.match(String(policy?.inputs.accessPolicies), /"Sid":"WhoeverSignsIn"/);
    });
  });

  describe("without a domain", () => {
    it("is a dashboard of the hub and its rules, and nothing that runs", async () => {
      const resources = await record(() => environmentStack(devWith({})));
      assert.equal(of(resources, "aws:cloudwatch/dashboard:Dashboard").length, 1);
      const rules = of(resources, "aws:cloudwatch/contributorInsightRule:ContributorInsightRule");
      assert.ok(rules.length > 5);
      for (const { inputs } of rules) assert.match(String(inputs.ruleDefinition), /"LogGroupNames":\["/);
      const [dashboard] = of(resources, "aws:cloudwatch/dashboard:Dashboard");
      const body = String(dashboard?.inputs.dashboardBody);
      for (const { inputs } of rules) assert.ok(body.includes(`"ruleName":"${String(inputs.ruleName)}"`));
      for (const type of [
        "aws:opensearch/domain:Domain",
        "aws:lambda/function:Function",
        "aws:kinesis/stream:Stream",
      ])
        assert.deepEqual(of(resources, type), []);
    });

    it("is a dashboard of each network when all are asked for, and none when none is", async () => {
      const dashboards = async (wanted: string): Promise<number> => {
        const settings = devWith({ search: { dashboards: wanted } });
        return of(await record(() => environmentStack(settings)), "aws:cloudwatch/dashboard:Dashboard")
          .length;
      };
      assert.equal(await dashboards("all"), 4);
      assert.equal(await dashboards("none"), 0);
    });
  });
});
