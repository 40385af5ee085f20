import * as assert from "node:assert/strict";
import { DEFAULT_POLICY } from "../../../functions/detections/policy";
import { expectationOf } from "../../../functions/network-baseline/expectation";
import { findingEvent } from "../../../functions/network-baseline/finding";
import { unexpectedTraffic } from "../../../functions/network-baseline/unexpected";
import { signalsOf } from "../../../functions/triage/signals";
import { SAMPLE_PLAN } from "../../../tools/flows/sample/plan";
import { flow } from "../support/records";

const expectation = expectationOf(SAMPLE_PLAN);

describe("a network finding", () => {
  it("reaches triage as a signal with its reason, severity and account", () => {
    const [finding] = unexpectedTraffic(
      [flow("203.0.113.9", "10.10.1.11", 22, { account_id: "222222222222" })],
      expectation,
    );
    assert.ok(finding);
    const entry = findingEvent(finding);
    const event = {
      id: "e",
      source: entry.Source,
      "detail-type": entry.DetailType,
      detail: JSON.parse(entry.Detail) as object,
    };
    const [signal] = signalsOf(event, DEFAULT_POLICY, 0);
    assert.deepEqual(
      [signal?.id, signal?.severity, signal?.account, signal?.detail, signal?.key],
      ["network-accepted-unplanned", "high", "222222222222", finding.reason, finding.key],
    );
  });
});
