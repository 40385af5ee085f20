import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { plannedNetwork } from "../../../../components/watch/planned-network";
import { PLAN_FILE } from "../../../../functions/network-baseline/contract";
import { type Props } from "../../../../policy-pack/analysis/values";
import { policies } from "../../../../policy-pack/policies";
import { type EnvironmentSettings } from "../../../../settings/schema/environment";
import { environmentStack } from "../../../../stacks/environment";
import { isResourcePolicy, judge } from "../../../policy-pack/harness";
import { changed, devWith, load, written } from "../../settings-of";
import { MOCKED_PREFIXES, type Registered, record } from "../recorder";

const of = (resources: readonly Registered[], type: string): Registered[] =>
  resources.filter((one) => one.type === type);

describe("the network watch under mocks", function () {
  this.timeout(120_000);

  describe("in production", () => {
    let settings: EnvironmentSettings;
    let resources: Registered[];
    const only = (type: string, name: string): Registered => {
      const found = of(resources, type).find((one) => one.name === name);
      assert.ok(found, `${type} ${name}`);
      return found;
    };

    before(async () => {
      settings = load(changed(written("prod"), { networkWatch: "true" }), "prod");
      resources = await record(() => environmentStack(settings));
    });

    it("has the plan in its package, with the blocks that AWS gave", async () => {
      const { inputs } = only("aws:lambda/function:Function", "prod-network-watch");
      const { assets } = inputs.code as pulumi.asset.AssetArchive;
      const files = await assets;
      assert.deepEqual(Object.keys(files).sort(), ["index.js", PLAN_FILE]);
      const text = await (files[PLAN_FILE] as pulumi.asset.StringAsset).text;
      const { s3, "origin-facing": cloudfront } = MOCKED_PREFIXES;
      assert.deepEqual(
        JSON.parse(text),
        JSON.parse(JSON.stringify(plannedNetwork(settings, { s3, dynamodb: [], cloudfront }))),
      );
    });

    it("speaks to the security account's bus under its own name, and reads one stream", () => {
      assert.equal(
        only("aws:iam/role:Role", "prod-network-watch").inputs.name,
        "LandingZoneNetworkWatch-prod",
      );
      const policy = JSON.parse(
        String(only("aws:iam/rolePolicy:RolePolicy", "prod-network-watch").inputs.policy),
      ) as {
        Statement: ReadonlyArray<{ Sid: string; Action: unknown; Resource: unknown; Condition?: unknown }>;
      };
      const statement = new Map(policy.Statement.map((one) => [one.Sid, one]));
      assert.deepEqual([...statement.keys()].sort(), [
        "PutAwayWhatFails",
        "ReadTheStream",
        "Tell",
        "UseTheKey",
        "WriteOwnLog",
      ]);
      assert.deepEqual(statement.get("Tell")?.Resource, [settings.organization.eventBusArn]);
      assert.deepEqual(statement.get("Tell")?.Condition, {
        "ForAllValues:StringEquals": { "events:source": "landing-zone.network-baseline" },
        Null: { "events:source": "false" },
      });
      assert.match(JSON.stringify(statement.get("ReadTheStream")?.Resource), /:prod-log-feed"/);
      assert.match(JSON.stringify(statement.get("PutAwayWhatFails")?.Resource), /network-watch-dead-letters/);
    });

    it("reads the stream beside the shipper, and gives up on nothing unheard", () => {
      const mappings = of(resources, "aws:lambda/eventSourceMapping:EventSourceMapping");
      const { inputs } = only("aws:lambda/eventSourceMapping:EventSourceMapping", "prod-network-watch");
      const shipper = mappings.find(({ name }) => name === "prod-search-shipper");
      assert.equal(inputs.eventSourceArn, shipper?.inputs.eventSourceArn);
      assert.match(JSON.stringify(inputs.destinationConfig), /prod-network-watch-dead-letters/);
      const alarms = of(resources, "aws:cloudwatch/metricAlarm:MetricAlarm").filter(({ name }) =>
        name.startsWith("LandingZone-prod-network-watch"),
      );
      assert.deepEqual(alarms.map(({ inputs: alarm }) => alarm.metricName).sort(), [
        "ApproximateNumberOfMessagesVisible",
        "Errors",
        "Invocations",
        "IteratorAge",
      ]);
      const mail = only("aws:sns/topicSubscription:TopicSubscription", "prod-network-watch-alarms").inputs;
      assert.equal(mail.endpoint, settings.securityEmail);
    });

    it("has nothing that a policy of the pack refuses, resource by resource", () => {
      const own = resources.filter(({ name }) => /network-watch/.test(name));
      const judged = policies
        .filter(isResourcePolicy)
        // Tags come from the provider, which mocks do not play.
        .filter(({ level, concern }) => level === "mandatory" && concern !== "tags")
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
      assert.ok(judged.length > 20, `${judged.length} judgements`);
      assert.deepEqual(
        judged.filter(({ status }) => status === "violation").map(({ what }) => what),
        [],
      );
    });
  });

  it("is fed on the flow logs of all networks without a search domain, and on nothing else", async () => {
    const resources = await record(() => environmentStack(devWith({ networkWatch: true })));
    assert.deepEqual(
      of(resources, "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter")
        .map(({ name }) => name)
        .filter((name) => name.endsWith("-feed"))
        .sort(),
      [
        "dev-booking-flow-logs-feed",
        "dev-casework-flow-logs-feed",
        "dev-hub-flow-logs-feed",
        "dev-reports-flow-logs-feed",
      ],
    );
    assert.equal(of(resources, "aws:opensearch/domain:Domain").length, 0);
  });

  it("is not there unless asked for", async () => {
    const resources = await record(() => environmentStack(devWith({})));
    for (const type of ["aws:lambda/function:Function", "aws:kinesis/stream:Stream"])
      assert.deepEqual(of(resources, type), []);
  });
});
