import assert from "node:assert/strict";
import { call } from "../../../functions/detections/examples/example";
import { DEFAULT_POLICY } from "../../../functions/detections/policy";
import { accountFrom } from "../../../functions/lib/aws-directory";
import { envelopeOf } from "../../../functions/lib/events-record";
import { counterOf, decide, isExpected, topicsFor } from "../../../functions/triage/decide";
import { messageFor } from "../../../functions/triage/message";
import { type Signal } from "../../../functions/triage/signal";
import { signalsOf } from "../../../functions/triage/signals";

const NOW = Date.parse("2026-03-24T21:15:00Z");
const settings = { deploymentRoles: ["Deployer"] };
const first = (event: unknown): Signal => {
  const [signal] = signalsOf(event, DEFAULT_POLICY, NOW);
  assert.ok(signal);
  return signal;
};
const stop = first(envelopeOf(call("cloudtrail", "StopLogging", { name: "t" })));
const denied = first(envelopeOf(call("iam", "ListUsers", null, { errorCode: "AccessDenied" })));

describe("triage decisions", () => {
  it("send the first of a kind one by one, then each tenfold", () => {
    const sent = Array.from({ length: 1000 }, (_, index) => index + 1).filter(
      (count) => decide(stop, count, settings).action === "send",
    );
    assert.deepEqual(sent, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000]);
  });

  it("wait for a burst of refusals by one caller, then raise the severity", () => {
    assert.deepEqual(decide(denied, 9, settings), { action: "hold", reason: "below-burst", count: 9 });
    assert.deepEqual(decide(denied, 10, settings), {
      action: "send",
      severity: "high",
      reason: "burst",
      count: 10,
    });
    assert.equal(decide(denied, 11, settings).action, "hold");
    assert.equal(decide(denied, 100, settings).action, "send");
    const other = { ...denied, principal: "arn:aws:iam::1:user/other" };
    assert.notEqual(counterOf(denied).key, counterOf(other).key);
    assert.notEqual(counterOf(denied).key, counterOf({ ...denied, time: denied.time + 600_000 }).key);
  });

  it("expect changes of a deployment role, but never ones that impair or violate", () => {
    const deployer = {
      userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::1:assumed-role/Deployer/run" },
    };
    const change = first(envelopeOf(call("ec2", "CreateRoute", {}, deployer)));
    assert.equal(isExpected(change, settings), true);
    assert.equal(decide(change, 0, settings).action, "hold");
    assert.equal(isExpected({ ...change, attempt: true }, settings), false);
    assert.equal(
      isExpected(first(envelopeOf(call("cloudtrail", "StopLogging", {}, deployer))), settings),
      false,
    );
    assert.equal(isExpected({ ...change, role: "Somebody" }, settings), false);
  });

  it("disbelieve a time ahead of the clock and name a late one", () => {
    const ahead = first(
      envelopeOf(call("cloudtrail", "StopLogging", {}, { eventTime: "2031-01-01T00:00:00Z" })),
    );
    assert.equal(ahead.time, NOW);
    const little = first(
      envelopeOf(call("cloudtrail", "StopLogging", {}, { eventTime: "2026-03-24T21:16:00Z" })),
    );
    assert.equal(little.time, NOW + 60_000);
    const text = messageFor(
      stop,
      { action: "send", severity: "critical", reason: "single", count: 1 },
      undefined,
      NOW + 7_200_000,
    ).text;
    assert.match(text, /told late/);
  });

  it("route by severity and to the owner, enriched from the directory", () => {
    const topics = { critical: "c", high: "h", medium: "m", low: "l" };
    const account = accountFrom(
      "111122223333",
      '{"name":"booking","environment":"production","workload":"w","owner":"o@x.org","ownerTopicArn":"own"}',
    );
    assert.deepEqual(topicsFor("high", account, topics), ["h", "own"]);
    assert.deepEqual(topicsFor("low", undefined, topics), ["l"]);
    const sent = { action: "send", severity: "critical", reason: "single", count: 1 } as const;
    const message = messageFor({ ...stop, title: "Ünïcode\nand ".repeat(20) }, sent, account, NOW);
    assert.match(message.subject, /^\[critical\] booking: [\x20-\x7e]*$/);
    assert.ok(message.subject.length <= 100);
    assert.match(message.text, /production, workload w/);
    assert.equal(message.attributes.environment, "production");
  });

  it("take findings of GuardDuty and Security Hub, and our own", () => {
    const guardDuty = first({
      source: "aws.guardduty",
      "detail-type": "GuardDuty Finding",
      detail: {
        id: "f1",
        type: "Recon:EC2/Portscan",
        severity: 8,
        accountId: "111122223333",
        region: "eu-west-2",
        title: "T",
        service: { count: 2 },
      },
    });
    assert.deepEqual(
      [guardDuty.severity, guardDuty.account, guardDuty.key],
      ["high", "111122223333", "guardduty#f1#2"],
    );
    const hub = (finding: unknown) =>
      signalsOf({ source: "aws.securityhub", detail: { findings: [finding] } }, DEFAULT_POLICY, NOW);
    assert.equal(
      hub({ Id: "a", Severity: { Label: "CRITICAL" }, Title: "T", AwsAccountId: "1" })[0]?.severity,
      "critical",
    );
    assert.deepEqual(hub({ Id: "a", RecordState: "ARCHIVED" }), []);
    assert.deepEqual(hub({ Id: "a", Compliance: { Status: "PASSED" } }), []);
    const own = first({
      id: "e",
      source: "landing-zone.network",
      detail: { id: "new-talker", severity: "medium", category: "policy-violation", title: "T" },
    });
    assert.deepEqual([own.id, own.severity, own.category], ["new-talker", "medium", "policy-violation"]);
  });

  it("make nothing of what is no event", () => {
    for (const event of [null, 1, "x", [], {}, { source: "aws.ec2" }, { source: 1, detail: [] }])
      assert.deepEqual(signalsOf(event, DEFAULT_POLICY, NOW), []);
  });
});
