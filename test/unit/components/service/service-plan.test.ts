import assert from "node:assert/strict";
import { planSpoke } from "../../../../components/network/spoke-plan";
import {
  databaseSignInPolicy,
  executionPolicy,
  taskTrustPolicy,
} from "../../../../components/service/service-policies";
import { type ServicePlan, planService } from "../../../../components/service/service-plan";
import { type Statement } from "../../../../components/policy-document";
import { type EnvironmentSettings } from "../../../../settings/schema/environment";
import { type Changes, devWith } from "../../settings-of";
import { ruleText } from "../network/packets";

const image = "210000000111.dkr.ecr.eu-west-2.amazonaws.com/team/booking:1.0.0";

function settingsWith(service: object, changes: Changes = {}): EnvironmentSettings {
  return devWith({
    "workloads[0].service": { image, domainName: "booking.dev.example.org", ...service },
    ...changes,
  });
}

function planOf(service: object = {}, changes: Changes = {}): ServicePlan {
  const settings = settingsWith(service, changes);
  const [workload] = settings.workloads;
  return planService(settings, workload!, workload!.service!);
}

const statements = (policy: string): Statement[] =>
  (JSON.parse(policy) as { Statement: Statement[] }).Statement;

describe("the plan of a service", () => {
  it("stands in the seed's groups: 443 alone into the web tier, the app's group alone into the database", () => {
    const settings = settingsWith({ database: {} });
    const plan = planOf({ database: {} });
    const { groups } = planSpoke(settings, settings.workloads[0]!);
    const into = (names: readonly string[]): string[] =>
      groups
        .filter(({ group }) => names.includes(group))
        .flatMap(({ rules }) => rules)
        .filter(({ direction }) => direction === "ingress")
        .map((rule) => ruleText(rule).replace(/^\S+ ingress /, ""));
    assert.deepEqual([...new Set(into(plan.placement.loadBalancer.groups))].sort(), [
      "tcp 443 10.32.0.0/21",
      "tcp 443 group load-balancer",
    ]);
    assert.deepEqual(into(plan.placement.tasks.groups), ["tcp 8443 group web"]);
    assert.deepEqual(into(plan.database!.placement.groups), ["tcp 5432 group app"]);
    assert.deepEqual(
      [plan.placement.loadBalancer.tier, plan.placement.tasks.tier, plan.database!.placement.tier],
      ["web", "app", "data"],
    );
    // The load balancer must be in the group that the app tier admits.
    assert.ok(plan.placement.loadBalancer.groups.includes("web"));
  });

  it("listens with TLS 1.2 and later, and with key exchange that lasts", () =>
    assert.deepEqual(planOf().loadBalancer.listener, {
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    }));

  it("has no database unless one is asked for", () => assert.equal(planOf().database, undefined));

  const choices: Array<[title: string, production: boolean, service: object, expected: unknown[]]> = [
    ["development is cheap, but keeps its data", false, {}, [false, 0, true, false]],
    ["production is kept, watched and stands by", true, {}, [true, 60, true, true]],
    [
      "what is said wins",
      true,
      { insights: false, deletionProtection: false, database: { multiAz: false, monitoring: false } },
      [false, 0, false, false],
    ],
  ];
  for (const [title, production, service, expected] of choices) {
    it(`follows the environment: ${title}`, () => {
      const plan = planOf({ database: {}, ...service }, { production });
      const database = plan.database!;
      assert.deepEqual(
        [database.multiAz, database.monitoringInterval, database.deletionProtection, plan.insights],
        expected,
      );
    });
  }

  it("keeps the load balancer in production, or when told to", () => {
    const kept = (service: object, production: boolean): boolean =>
      planOf(service, { production }).loadBalancer.deletionProtection;
    assert.deepEqual(
      [kept({}, false), kept({}, true), kept({ deletionProtection: true }, false)],
      [false, true, true],
    );
  });

  it("encrypts what goes to the database, and records who signs in", () => {
    const parameters = new Map(
      planOf({ database: {} }).database!.parameters.map(({ name, value }) => [name, value]),
    );
    assert.equal(parameters.get("rds.force_ssl"), "1");
    assert.equal(parameters.get("log_connections"), "1");
  });

  it("keeps names of load balancers below 25 characters, each its own", () => {
    const named = (name: string): string => planOf({}, { "workloads[0].name": name }).shortName;
    assert.equal(named("booking"), "dev-booking");
    const [one, two] = [named("a-very-long-workload-on"), named("a-very-long-workload-tw")];
    for (const name of [one, two]) assert.match(name, /^[a-z0-9]([a-z0-9-]{0,22}[a-z0-9])$/);
    assert.notEqual(one, two);
  });
});

describe("policies of a service", () => {
  const groupArn = "arn:aws:logs:eu-west-2:210000000111:log-group:booking";

  it("let ECS pull this image and write to this log group, and nothing else", () => {
    const [signIn, pull, write, ...more] = statements(executionPolicy(planOf(), groupArn));
    assert.deepEqual([signIn!.Action, signIn!.Resource], ["ecr:GetAuthorizationToken", "*"]);
    assert.equal(pull!.Resource, "arn:aws:ecr:eu-west-2:210000000111:repository/team/booking");
    assert.equal(write!.Resource, `${groupArn}:*`);
    assert.deepEqual(more, []);
  });

  it("let ECS read the secrets that are named, and decrypt through Secrets Manager only", () => {
    const secret = "arn:aws:secretsmanager:eu-west-2:210000000111:secret:booking/api-AbCdEf";
    const [, , , read, decrypt] = statements(
      executionPolicy(planOf({ secrets: { API_KEY: secret } }), groupArn),
    );
    assert.deepEqual(read!.Resource, [secret]);
    assert.deepEqual(decrypt!.Condition, {
      StringEquals: {
        "kms:ViaService": "secretsmanager.eu-west-2.amazonaws.com",
        "kms:EncryptionContext:SecretARN": [secret],
      },
    });
  });

  it("let containers sign in to their database as one role", () => {
    const [connect, ...more] = statements(databaseSignInPolicy(planOf({ database: {} }), "db-ABC"));
    assert.deepEqual(
      [connect!.Action, connect!.Resource],
      ["rds-db:connect", "arn:aws:rds-db:eu-west-2:210000000111:dbuser:db-ABC/app"],
    );
    assert.deepEqual(more, []);
  });

  it("give the roles to tasks of this account alone", () =>
    assert.deepEqual(statements(taskTrustPolicy(planOf()))[0]!.Condition, {
      StringEquals: { "aws:SourceAccount": "210000000111" },
      ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-west-2:210000000111:*" },
    }));
});
