import assert from "node:assert/strict";
import { evaluate } from "../../../functions/heartbeat/evaluate";
import { expectationsFrom, expectedAt } from "../../../functions/heartbeat/expectations";
import { type Expectations, type Facts } from "../../../functions/heartbeat/facts";
import { DeployedResponse } from "../support/deployed";

const REGION = "eu-west-2";
const TRAIL_GROUP = "CloudTrail/DefaultLogGroup";
const NOW = Date.parse("2026-03-01T12:00:00Z");

/** Whether the heartbeat, as deployed, misses records of the trail that stay away anywhere on their way to the search domain. */
describe("the heartbeat, through what is deployed", function () {
  this.timeout(60_000);
  let deployed: DeployedResponse;
  let expected: Expectations;

  before("deploys the stacks, unless that has been done", async function () {
    this.timeout(900_000);
    deployed = await DeployedResponse.read();
    expected = expectationsFrom(deployed.variables("heartbeat")["EXPECTATIONS"] ?? "");
  });

  const at = (account: string) => expectedAt(expected, deployed.account(account), REGION);
  /** What is seen in a place where all is well, as far as it is expected there alone. */
  const well = (account: string): Facts => ({
    account: deployed.account(account),
    region: REGION,
    trails: [],
    recorder: undefined,
    configDelivered: undefined,
    vpcs: [],
    flowLogs: [],
    resolverLogged: [],
    loadBalancers: [],
    logGroups: at(account).logGroups.map((name) => ({ name, subscriptions: 1, ingested: NOW })),
    arrivals: at(account).arrivals.map(({ what }) => ({ what, count: 1 })),
    alarms: at(account).alarms.map((name) => ({ name, actionsEnabled: true, hasAction: true })),
    rules: [],
    blind: {},
  });
  const problems = (account: string, change: Partial<Facts> = {}) =>
    evaluate(
      { ...well(account), ...change },
      { ...at(account), checks: ["subscriptions", "arrivals", "alarms"] },
      NOW,
    ).map(({ resource, problem }) => `${resource} ${problem}`);

  it("misses the subscription of the trail's log group, and what it brings to the search domain", () => {
    assert.deepEqual([problems("management"), problems("prod-network")], [[], []]);
    assert.deepEqual(
      problems("management", { logGroups: [{ name: TRAIL_GROUP, subscriptions: 0, ingested: NOW }] }),
      [`${TRAIL_GROUP} has no subscription`],
    );
    assert.deepEqual(problems("prod-network", { arrivals: [] }), [
      "records of the trail in the search domain have not arrived for 60 minutes",
    ]);
    assert.deepEqual(problems("management", { arrivals: [] }), [
      "records of the trail in its log group have not arrived for 60 minutes",
    ]);
    assert.deepEqual([at("dev-network").arrivals, at("security").arrivals], [[], []]);
  });

  it("looks at the log group that is subscribed, by the metrics of the function that stores its records", () => {
    const destinations = deployed.ofType("cloudwatch/logDestination:LogDestination");
    const subscribed = deployed
      .ofType("cloudwatch/logSubscriptionFilter:LogSubscriptionFilter")
      .filter(
        ({ accountId, outputs }) =>
          accountId === deployed.account("management") &&
          outputs["logGroup"] === TRAIL_GROUP &&
          destinations.some((one) => one.outputs["arn"] === outputs["destinationArn"]),
      );
    assert.equal(subscribed.length, 1);
    const [arrival] = at("prod-network").arrivals;
    assert.deepEqual(
      [arrival?.namespace, arrival?.metric, arrival?.dimensions],
      ["LandingZone/LogShipper", "Stored", { LogGroup: TRAIL_GROUP }],
    );
    const shippers = deployed
      .ofType("lambda/function:Function")
      .filter(
        ({ name, accountId }) => /-shipper$/.test(name) && accountId === deployed.account("prod-network"),
      );
    const { environment } = (shippers[0]?.outputs ?? {}) as {
      environment?: { variables?: Record<string, string> };
    };
    assert.match(JSON.stringify(environment), new RegExp(TRAIL_GROUP));
  });

  it("expects the alarms on the trail that are there", () => {
    const alarms = deployed
      .ofType("cloudwatch/metricAlarm:MetricAlarm")
      .filter(({ accountId, name }) => accountId === deployed.account("management") && /Trail-/.test(name));
    const names = alarms.map(({ outputs }) => String(outputs["name"])).sort();
    assert.ok(names.length > 10);
    assert.deepEqual([...at("management").alarms].sort(), names);
  });

  it("may look at those metrics, and tells the topic that its own alarm tells", () => {
    const network = deployed.account("prod-network");
    const roles = deployed
      .ofType("iam/rolePolicy:RolePolicy")
      .filter(({ accountId, name }) => accountId === network && /-detection-heartbeat$/.test(name));
    assert.match(String(roles[0]?.outputs["policy"]), /"cloudwatch:GetMetricStatistics"/);
    const variables = deployed.variables("heartbeat");
    const alarm = deployed
      .ofType("cloudwatch/metricAlarm:MetricAlarm")
      .find(({ outputs }) => outputs["namespace"] === "LandingZone/Heartbeat");
    const { metricName, threshold, treatMissingData, alarmActions } = alarm?.outputs ?? {};
    assert.deepEqual(
      { metricName, threshold, treatMissingData, alarmActions },
      {
        metricName: "Problems",
        threshold: 1,
        treatMissingData: "breaching",
        alarmActions: [variables["TOPIC_CRITICAL"]],
      },
    );
    const mailed = deployed
      .ofType("sns/topicSubscription:TopicSubscription")
      .filter(({ outputs }) => outputs["topic"] === variables["TOPIC_CRITICAL"]);
    assert.ok(mailed.length > 0);
    // Lambda takes 4 KB of environment. Source: Lambda quotas, read 2026-11.
    assert.ok(Buffer.byteLength(JSON.stringify(variables)) < 4096);
  });
});
