import assert from "node:assert/strict";
import { planEventRules, planFindingRules } from "../../../components/detection/event-rules-plan";
import { CONTRACTS } from "../../../functions/contracts";
import { CATALOGUE } from "../../../functions/detections/catalogue";
import { firing } from "../../../functions/detections/detect";
import { EXAMPLE_POLICY, EXAMPLES } from "../../../functions/detections/examples";
import { call } from "../../../functions/detections/examples/example";
import { type EventPattern } from "../../../functions/detections/patterns";
import { type TrailRecord } from "../../../functions/lib/events";
import { envelopeOf } from "../../../functions/lib/events-record";
import { matchingRules, prepareRuler } from "../support/ruler";

/** Patterns of one Region's rules as the component deploys them, by name. */
const deployed = new Map(
  planEventRules(EXAMPLE_POLICY, ["eu-west-2"]).map(({ region, rules }) => [
    region,
    Object.fromEntries(rules.map(({ name, pattern }) => [name, pattern])),
  ]),
);

const compliance = (resourceType: string, complianceType: string): unknown => ({
  source: "aws.config",
  "detail-type": "Config Rules Compliance Change",
  detail: { resourceType, newEvaluationResult: { complianceType } },
});

describe("the rules as deployed in an account, by EventBridge's own matcher", function () {
  this.timeout(180_000);
  before(() => prepareRuler());

  const cases = CATALOGUE.flatMap(({ id }) => {
    const example = EXAMPLES[id];
    assert.ok(example);
    return [
      ...[example.fires, ...(example.alsoFires ?? [])].map((hit) => ({ id, hit: true, ...hit })),
      ...[example.nearMiss, ...(example.alsoMisses ?? [])].map((miss) => ({ id, hit: false, ...miss })),
    ];
  });
  const fires = (id: string, record: TrailRecord): boolean =>
    firing(record, EXAMPLE_POLICY).some((detection) => detection.id === id);
  const delivered = (region: string, events: readonly unknown[]): readonly boolean[] =>
    matchingRules(deployed.get(region) ?? {}, events).map((names) => names.length > 0);

  it("send on every record of the catalogue in the Region of global services, and no near miss passes both", () => {
    const sent = delivered(
      "us-east-1",
      cases.map(({ record }) => envelopeOf(record)),
    );
    cases.forEach(({ id, hit, what, record }, index) =>
      assert.equal(sent[index] && fires(id, record), hit, `${id}: ${what}`),
    );
  });

  it("send on in another Region all that its services report there", () => {
    const global = /^(account|cloudfront|iam|organizations|waf)\.amazonaws\.com$/;
    const regional = cases.filter(({ hit, record }) => hit && !global.test(String(record["eventSource"])));
    const sent = delivered(
      "eu-west-2",
      regional.map(({ record }) => envelopeOf(record)),
    );
    regional.forEach(({ id, what }, index) => assert.equal(sent[index], true, `${id}: ${what}`));
    assert.ok(regional.length > cases.length / 3);
  });

  it("send on what sets the repairs going", () => {
    const events = [
      envelopeOf(call("ec2", "CreateFlowLogs")),
      envelopeOf(call("ec2", "DeleteFlowLogs")),
      envelopeOf(call("cloudtrail", "StopLogging")),
      envelopeOf(call("config", "StopConfigurationRecorder")),
      envelopeOf(call("ec2", "AuthorizeSecurityGroupIngress")),
      compliance("AWS::EC2::SecurityGroup", "NON_COMPLIANT"),
    ];
    assert.deepEqual(
      delivered("eu-west-2", events),
      events.map(() => true),
    );
    // And the rules of the bus hand each of them to the function it is for.
    const patterns = Object.fromEntries(
      CONTRACTS.filter(({ name }) => name !== "triage").flatMap(({ name, patterns: own }) =>
        Object.entries(own).map(([key, pattern]) => [`${name}/${key}`, pattern as EventPattern]),
      ),
    );
    assert.ok(matchingRules(patterns, events).every((names) => names.length > 0));
  });

  it("keep the rest at home: what is compliant, what others than AWS put, plain reads and writes", () => {
    const events = [
      compliance("AWS::EC2::SecurityGroup", "COMPLIANT"),
      compliance("AWS::S3::Bucket", "NON_COMPLIANT"),
      { ...envelopeOf(call("cloudtrail", "StopLogging")), source: "com.example" },
      envelopeOf(call("s3", "GetBucketLocation", {}, { readOnly: true })),
      envelopeOf(call("ec2", "RunInstances")),
    ];
    for (const region of deployed.keys())
      assert.deepEqual(
        delivered(region, events),
        events.map(() => false),
        region,
      );
  });

  it("send on findings that are news, each by one way", () => {
    const guardDuty = {
      source: "aws.guardduty",
      "detail-type": "GuardDuty Finding",
      detail: { severity: 2 },
    };
    const finding = (more: Readonly<Record<string, unknown>> = {}): unknown => ({
      source: "aws.securityhub",
      "detail-type": "Security Hub Findings - Imported",
      detail: {
        findings: [
          {
            ProductName: "Security Hub",
            RecordState: "ACTIVE",
            Severity: { Label: "HIGH" },
            Workflow: { Status: "NEW" },
            ...more,
          },
        ],
      },
    });
    const events = [
      guardDuty,
      finding(),
      finding({ ProductName: "GuardDuty" }),
      finding({ RecordState: "ARCHIVED" }),
      finding({ Severity: { Label: "LOW" } }),
      finding({ Workflow: { Status: "RESOLVED" } }),
      { ...guardDuty, source: "com.example" },
    ];
    const sent = planFindingRules(["eu-west-2", "us-east-1"]).map(({ rules }) =>
      matchingRules(
        Object.fromEntries(rules.map(({ name, pattern }) => [name, pattern as unknown as EventPattern])),
        events,
      ).map((names) => names.length > 0),
    );
    assert.deepEqual(sent, [
      [true, true, false, false, false, false, false],
      [true, false, false, false, false, false, false],
    ]);
  });
});
