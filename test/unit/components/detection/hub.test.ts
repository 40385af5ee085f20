import assert from "node:assert/strict";
import { DetectionHub } from "../../../../components/detection/hub";
import { RESPONDER_ROLES, TRIAGE_ROLE } from "../../../../components/detection/names";
import { RESPONDERS } from "../../../../components/detection/responders-plan";
import { DETECTION_CONTRACTS } from "../../../../functions/contracts";
import { DEFAULT_POLICY } from "../../../../functions/detections/policy";
import { expectationsFrom } from "../../../../functions/heartbeat/expectations";
import { CHECKS } from "../../../../functions/heartbeat/facts";
import { accountFrom } from "../../../../functions/lib/aws-directory";
import { type Registered, record } from "../recorder";

interface Document {
  readonly Statement: ReadonlyArray<{ Sid: string; Action: string | string[]; Resource: string | string[] }>;
}

const roleNames = new Map<string, string>([
  ["triage", TRIAGE_ROLE],
  ...RESPONDERS.map((responder) => [responder, RESPONDER_ROLES[responder].own] as const),
]);

describe("the detection hub under mocks", () => {
  let resources: Registered[];
  const of = (type: string): Registered[] => resources.filter((resource) => resource.type === type);
  const text = (value: unknown): string => String(value);

  before(async function () {
    this.timeout(60_000);
    resources = await record(
      () =>
        new DetectionHub(
          "LandingZone",
          {
            accountId: "210000000003",
            region: "eu-west-2",
            partition: "aws",
            organizationId: "o-a1b2c3d4e5",
            securityEmail: "security@example.org",
            retentionDays: 365,
            archiveDays: 365,
            mildestMail: "high",
            policy: DEFAULT_POLICY,
            deployment: { roleName: "LandingZoneDeployment" },
            accounts: [
              {
                id: "210000000211",
                name: "prod-booking",
                environment: "prod",
                workload: "booking",
                owner: "booking@example.org",
                regions: ["eu-west-2"],
              },
              {
                id: "210000000003",
                name: "security",
                environment: "organization",
                workload: "security",
                owner: "security@example.org",
                regions: ["eu-west-2"],
              },
            ],
            recordsBucket: "records",
            trailArns: ["arn:aws:cloudtrail:eu-west-2:210000000001:trail/landing-zone"],
            ruleNames: ["LandingZoneConcern1"],
            places: [
              { account: "210000000001", region: "eu-west-2", logGroups: ["g"], arrivals: [], alarms: ["a"] },
            ],
            groups: { environments: ["prod"], ports: [22, 3389], dryRun: false },
            mail: { from: "platform@example.org", domains: ["example.org"] },
          },
          {},
        ),
    );
  });

  const functionOf = (name: string): Registered => {
    const found = of("aws:lambda/function:Function").find(({ inputs }) =>
      text(inputs.description).endsWith(`: ${name}`),
    );
    assert.ok(found, name);
    return found;
  };

  for (const contract of DETECTION_CONTRACTS) {
    it(`deploys ${contract.name} as its contract says`, () => {
      const { inputs, name } = functionOf(contract.name);
      assert.equal(inputs.memorySize, contract.memoryMegabytes);
      assert.equal(inputs.timeout, contract.timeoutSeconds);
      assert.equal(inputs.runtime, "nodejs22.x");
      assert.deepEqual(inputs.architectures, ["arm64"]);
      assert.ok(Number(inputs.reservedConcurrentExecutions) > 0);
      const { variables } = inputs.environment as { variables: Record<string, string> };
      const known = contract.environment.map((variable) => variable.name);
      for (const variable of Object.keys(variables)) assert.ok(known.includes(variable), variable);
      for (const variable of contract.environment.filter(({ required }) => required))
        assert.ok(variables[variable.name], variable.name);
      const role = of("aws:iam/role:Role").find((one) => one.name === name);
      assert.equal(role?.inputs.name, roleNames.get(contract.name));
    });

    it(`lets ${contract.name} do what its contract says, and what Lambda needs`, () => {
      const { name } = functionOf(contract.name);
      const policy = of("aws:iam/rolePolicy:RolePolicy").find((one) => one.name === name);
      const { Statement } = JSON.parse(text(policy?.inputs.policy)) as Document;
      const own = contract.ownStatements.map(({ Sid, Action }) => [Sid, Action]);
      assert.deepEqual(
        Statement.slice(0, own.length).map(({ Sid, Action }) => [Sid, Action]),
        own,
      );
      const service = ["PutAwayWhatFails", "UseTheKey", "WriteOwnLog"];
      for (const { Sid } of Statement.slice(own.length)) assert.ok(service.includes(Sid), Sid);
      assert.doesNotMatch(JSON.stringify(Statement), /[<>]|"Resource":"?\*/);
    });
  }

  it("feeds triage from a queue that tries again what failed, and puts away what fails for ever", () => {
    const [mapping] = of("aws:lambda/eventSourceMapping:EventSourceMapping");
    assert.deepEqual(mapping?.inputs.functionResponseTypes, ["ReportBatchItemFailures"]);
    const queue = of("aws:sqs/queue:Queue").find(({ name }) => name === "LandingZone-triage");
    assert.match(text(queue?.inputs.redrivePolicy), /LandingZone-triage-dead-letters/);
    assert.ok(Number(queue?.inputs.visibilityTimeoutSeconds) >= 6 * 60);
    const triage = functionOf("triage");
    const { scalingConfig } = mapping?.inputs as { scalingConfig: { maximumConcurrency: number } };
    assert.ok(scalingConfig.maximumConcurrency <= Number(triage.inputs.reservedConcurrentExecutions));
  });

  it("hands every pattern of a contract to its function, and runs it by its schedule", () => {
    const targets = of("aws:cloudwatch/eventTarget:EventTarget");
    const permissions = of("aws:lambda/permission:Permission");
    for (const contract of DETECTION_CONTRACTS.filter(({ name }) => name !== "triage")) {
      const own = targets.filter(({ inputs }) => inputs.targetId === contract.name);
      const wanted = Object.keys(contract.patterns).length + (contract.schedule === undefined ? 0 : 1);
      assert.equal(own.length, wanted, contract.name);
      for (const { name, inputs } of own) {
        assert.match(JSON.stringify(inputs.deadLetterConfig), /LandingZone-dead-letters/);
        assert.ok(permissions.some((one) => one.name === name && inputs.targetId === contract.name));
      }
    }
    const clocks = of("aws:cloudwatch/eventRule:EventRule").flatMap(
      ({ inputs }) => inputs.scheduleExpression ?? [],
    );
    assert.deepEqual(clocks.map(text).sort(), ["rate(1 hour)", "rate(15 minutes)", "rate(5 minutes)"]);
  });

  it("lists the accounts as the functions read them", () => {
    const parameters = of("aws:ssm/parameter:Parameter");
    assert.deepEqual(parameters.map(({ inputs }) => inputs.name).sort(), [
      "/landing-zone/accounts/210000000003",
      "/landing-zone/accounts/210000000211",
    ]);
    const entries = parameters.map(({ inputs }) =>
      accountFrom(text(inputs.name).split("/").pop() ?? "", text(inputs.insecureValue)),
    );
    const booking = entries.find((entry) => entry?.workload === "booking");
    assert.match(booking?.ownerTopicArn ?? "", /LandingZone-owner-booking-at-example-org/);
    assert.deepEqual([booking?.environment, booking?.regions], ["prod", ["eu-west-2"]]);
    // The security team is told by severity; a second mail would be one too many.
    assert.equal(entries.find((entry) => entry?.name === "security")?.ownerTopicArn, undefined);
  });

  it("mails the security team from the severity that the settings name, and each owner of what is theirs", () => {
    const mails = of("aws:sns/topicSubscription:TopicSubscription").map(
      ({ inputs }) => `${text(inputs.endpoint)} <- ${text(inputs.topic).split(":").pop()}`,
    );
    assert.deepEqual(mails.sort(), [
      "booking@example.org <- LandingZone-owner-booking-at-example-org",
      "security@example.org <- LandingZone-critical",
      "security@example.org <- LandingZone-high",
    ]);
  });

  it("expects of the heartbeat every check, and the rules", () => {
    const { variables } = functionOf("heartbeat").inputs.environment as { variables: Record<string, string> };
    const { checks, rules } = expectationsFrom(variables["EXPECTATIONS"] ?? "");
    assert.deepEqual([checks, rules], [CHECKS, ["LandingZoneConcern1"]]);
  });

  it("takes events from the organisation's own roles only", () => {
    const [policy] = of("aws:cloudwatch/eventBusPolicy:EventBusPolicy");
    const { Statement } = JSON.parse(text(policy?.inputs.policy)) as { Statement: unknown[] };
    assert.deepEqual(
      Statement.map((statement) => (statement as { Condition: unknown }).Condition),
      [
        {
          StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
          ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/LandingZone*" },
        },
      ],
    );
  });

  it("keeps everything encrypted, and what can be named protected by its name", () => {
    const encrypted: Readonly<Record<string, string>> = {
      "aws:sns/topic:Topic": "kmsMasterKeyId",
      "aws:sqs/queue:Queue": "kmsMasterKeyId",
      "aws:cloudwatch/logGroup:LogGroup": "kmsKeyId",
      "aws:lambda/function:Function": "kmsKeyArn",
    };
    for (const [type, property] of Object.entries(encrypted)) {
      assert.ok(of(type).length > 0);
      for (const { name, inputs } of of(type)) assert.ok(inputs[property], name);
    }
    for (const type of ["aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/metricAlarm:MetricAlarm"])
      for (const { name } of of(type)) assert.match(name, /^LandingZone/);
  });
});
