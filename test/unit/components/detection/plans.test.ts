import assert from "node:assert/strict";
import { documentContent } from "../../../../components/detection/automation-plan";
import { MOST_METRICS, pipelineAlarms } from "../../../../components/detection/pipeline-alarms-plan";
import { repairRecordsPolicy } from "../../../../components/detection/repair-records";
import { busRules, CONCURRENCY, schedules } from "../../../../components/detection/responders-plan";
import { mailed, ownersToTell, topicPart } from "../../../../components/detection/topics";
import { trailAlarms } from "../../../../components/detection/trail-alarms-plan";
import { CONTRACTS } from "../../../../functions/contracts";
import { CIS_ALARMS } from "../../../../functions/detections/cis";
import { PATTERN_LIMIT } from "../../../../functions/detections/patterns";
import { DOCUMENTS } from "../../../../functions/repair/documents";

const names = {
  busName: "bus",
  ruleName: "rule",
  queueName: "queue",
  triageDeadLetters: "dead",
  functionDeadLetters: "dead-functions",
  functions: CONTRACTS.map(({ name }) => name),
};

describe("the alarms on the pipeline", () => {
  const alarms = pipelineAlarms(names);

  it("tell of what stands still, what fails and what has gone quiet", () => {
    assert.deepEqual(
      alarms.map(({ key }) => key),
      [
        "triage-dead-letters",
        "function-dead-letters",
        "triage-late",
        "function-errors",
        "function-throttles",
        "undelivered",
        "no-events",
        "heartbeat",
      ],
    );
    assert.deepEqual(
      alarms.filter(({ missing }) => missing === "breaching").map(({ key }) => key),
      ["no-events", "heartbeat"],
    );
  });

  it("are such as CloudWatch takes", () => {
    for (const { key, metrics, periodSeconds, periods } of alarms) {
      assert.ok(metrics.length > 0 && metrics.length <= MOST_METRICS, key);
      assert.equal(periodSeconds % 60, 0, key);
      assert.ok(periods[0] <= periods[1] && periods[1] * periodSeconds <= 86_400, key);
    }
  });

  it("look at every function", () => {
    const seen = alarms
      .filter(({ key }) => key === "function-errors")
      .flatMap(({ metrics }) => metrics.map(({ dimensions }) => dimensions["FunctionName"]));
    assert.deepEqual(seen, names.functions);
  });
});

describe("the alarms on the trail", () => {
  it("are those of the CIS benchmark, verbatim, one for the organisation, and one for Regions that are not in use", () => {
    const alarms = trailAlarms(["eu-west-2", "us-east-1"]);
    assert.deepEqual(
      alarms.slice(0, -2).map(({ pattern }) => pattern),
      CIS_ALARMS.map(({ pattern }) => pattern),
    );
    assert.match(
      alarms.at(-2)?.pattern ?? "",
      /organizations\.amazonaws\.com.*\$\.eventName=LeaveOrganization/,
    );
    assert.equal(
      alarms.at(-1)?.pattern,
      '{$.awsRegion!="eu-west-2" && $.awsRegion!="us-east-1" && $.readOnly IS FALSE && $.errorCode NOT EXISTS}',
    );
  });

  it("fit into a filter's pattern, also with as many Regions as there are", () => {
    const regions = Array.from({ length: 28 }, (_, index) => `ap-southeast-${index}`);
    for (const { name, pattern } of trailAlarms(regions)) assert.ok(pattern.length <= 1024, name);
  });
});

describe("the rules of the bus", () => {
  it("hold every pattern of every function that responds", () => {
    const wanted = CONTRACTS.filter(({ name }) => name !== "triage").flatMap(({ name, patterns }) =>
      Object.keys(patterns).map((key) => `${name}/${key}`),
    );
    assert.deepEqual(
      busRules()
        .map(({ responder, key }) => `${responder}/${key}`)
        .sort(),
      wanted.sort(),
    );
    for (const { pattern } of busRules()) assert.ok(pattern.length <= PATTERN_LIMIT);
  });

  it("run by one clock what runs alike", () => {
    assert.deepEqual(Object.fromEntries(schedules()), {
      "rate(15 minutes)": ["heartbeat"],
      "rate(1 hour)": ["repair-security-groups"],
      "rate(5 minutes)": ["repair-trail", "repair-recorder", "repair-flow-logs"],
    });
    for (const copies of Object.values(CONCURRENCY)) assert.ok(copies > 0);
  });
});

describe("the documents for a repair by hand", () => {
  it("ask only for what is to be repaired", () => {
    for (const document of DOCUMENTS) {
      const { parameters } = JSON.parse(
        documentContent(document, {
          functionArn: "arn:aws:lambda:eu-west-2:210000000003:function:f",
          roleArn: "arn:aws:iam::210000000003:role/LandingZoneAutomation",
        }),
      ) as { parameters: Record<string, { default?: string; allowedPattern?: string }> };
      for (const name of ["FunctionArn", "AutomationAssumeRole"]) {
        const parameter = parameters[name];
        assert.match(parameter?.default ?? "", new RegExp(parameter?.allowedPattern ?? "^$"), document.name);
      }
    }
  });
});

describe("who is told", () => {
  it("is the security team from the mildest severity on", () => {
    assert.deepEqual(mailed("high"), ["high", "critical"]);
    assert.deepEqual(mailed("low"), ["low", "medium", "high", "critical"]);
  });

  it("is each owner once, and not the security team a second time", () => {
    assert.deepEqual(ownersToTell(["b@x.org", "a@x.org", "b@x.org", "sec@x.org"], "sec@x.org"), [
      "a@x.org",
      "b@x.org",
    ]);
    assert.equal(topicPart("first.last+aws@example.org"), "first-last-aws-at-example-org");
  });
});

describe("the policy of the records of repairs", () => {
  const { Statement } = JSON.parse(
    repairRecordsPolicy({
      bucketArn: "arn:aws:s3:::records",
      accountId: "210000000002",
      securityAccountId: "210000000003",
      partition: "aws",
      breakGlassRole: "LandingZoneBreakGlass",
    }),
  ) as { Statement: Array<{ Sid: string; Effect: string; Resource: unknown; Condition: unknown }> };

  it("lets each repair write below its prefix, and nobody else write, delete or shorten", () => {
    assert.deepEqual(
      Statement.map(({ Effect, Sid }) => `${Effect} ${Sid}`),
      [
        "Deny OnlyOverTls",
        "Deny NobodyDeletesOrShortens",
        "Deny OnlyRepairsWrite",
        "Allow RepairsWrite1",
        "Allow RepairsWrite2",
        "Allow RepairOfGroupsReadsBack",
        "Allow RepairOfGroupsFindsUnfinished",
      ],
    );
  });

  it("has a place for every function that records", () => {
    const recording = CONTRACTS.flatMap(({ name, ownStatements }) =>
      ownStatements.some(({ Action }) => Action.includes("s3:PutObject")) ? [name] : [],
    );
    assert.equal(recording.length, 4);
    const prefixes = new Set(
      CONTRACTS.flatMap(({ ownStatements }) =>
        ownStatements
          .filter(({ Action }) => Action.includes("s3:PutObject"))
          .flatMap(({ Resource }) => Resource.map((arn) => arn.replace(/^.*<ARCHIVE_BUCKET>\//, ""))),
      ),
    );
    for (const prefix of prefixes)
      assert.ok(
        Statement.some(
          ({ Effect, Resource }) => Effect === "Allow" && Resource === `arn:aws:s3:::records/${prefix}`,
        ),
        prefix,
      );
  });
});
