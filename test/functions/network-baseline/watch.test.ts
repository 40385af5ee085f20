import * as assert from "node:assert/strict";
import { LANDING_ZONE_FORMAT } from "../../../functions/flow-logs/format";
import { type LogBatch } from "../../../functions/flow-logs/subscription";
import { expectationOf } from "../../../functions/network-baseline/expectation";
import { type FindingEvent } from "../../../functions/network-baseline/finding";
import { createWatch } from "../../../functions/network-baseline/handle";
import { type PlannedNetwork } from "../../../functions/network-baseline/planned";
import { SAMPLE_PLAN } from "../../../tools/flows/sample/plan";
import { sampleWeek } from "../../../tools/flows/sample/week";
import { payload, subscription } from "../support/shipper";

/** A watch over a plan, and what it put on the bus. */
function watchOver(plan: PlannedNetwork, taken = true, groups = "") {
  const put: FindingEvent[][] = [];
  const watch = createWatch({
    format: LANDING_ZONE_FORMAT,
    groups,
    expectation: expectationOf(plan),
    put: (events) => {
      put.push([...events]);
      return taken ? Promise.resolve() : Promise.reject(new Error("not taken"));
    },
    log: () => undefined,
  });
  return { put, watch };
}

const NOTHING_ALLOWED = { ...SAMPLE_PLAN, groups: SAMPLE_PLAN.groups.map((one) => ({ ...one, rules: [] })) };

describe("network watch", () => {
  const booking = sampleWeek("flow").filter((batch) => batch.owner === "222222222222");
  const day: LogBatch = {
    ...(booking[0] as LogBatch),
    events: booking.slice(0, 24).flatMap((one) => [...one.events]),
  };

  it("tells the bus of the intrusion in the delivery that holds it, and of nothing before", async () => {
    const { put, watch } = watchOver(SAMPLE_PLAN);
    const at = booking.findIndex((batch) =>
      batch.events.some((event) => event.message.includes("203.0.113.66")),
    );
    assert.equal((await watch(subscription(booking[at - 1] as LogBatch))).findings, 0);
    assert.equal(put.length, 0);
    assert.equal((await watch(subscription(booking[at] as LogBatch))).findings, 1);
    assert.match(
      put[0]?.[0]?.Detail ?? "",
      /"severity":"high".*203\.0\.113\.66 reached 10\.10\.1\.11 on tcp 22/,
    );
  });

  it("does not drown the bus when the plan does not fit at all", async () => {
    const { put, watch } = watchOver(NOTHING_ALLOWED);
    const { findings } = await watch(subscription(day));
    assert.ok(findings > 50);
    assert.equal(put[0]?.length, 50);
    assert.match(put[0]?.[0]?.Detail ?? "", /"severity":"high"/);
  });

  it("fails when the bus does not take an event, so that the delivery comes again", async () => {
    await assert.rejects(watchOver(NOTHING_ALLOWED, false).watch(subscription(day)), /not taken/);
  });

  /** Deliveries as a stream brings them. */
  const stream = (...deliveries: readonly string[]): unknown => ({
    Records: deliveries.map((data, index) => ({
      eventSource: "aws:kinesis",
      kinesis: { data, sequenceNumber: String(index) },
    })),
  });

  it("asks a stream for the deliveries again that could not be told or opened, and for no other", async () => {
    const quiet = payload({ ...day, events: [] });
    const answer = await watchOver(NOTHING_ALLOWED, false).watch(stream(quiet, payload(day), "not gzip"));
    assert.deepEqual(answer.batchItemFailures, [{ itemIdentifier: "1" }, { itemIdentifier: "2" }]);
  });

  it("leaves alone what comes from other log groups, whatever it looks like", async () => {
    const { put, watch } = watchOver(NOTHING_ALLOWED, true, "prod-");
    await watch(stream(payload({ ...day, logGroup: "/var/log/auth.log-prod-booking-1" })));
    assert.equal(put.length, 0);
    await watch(stream(payload({ ...day, logGroup: "prod-booking-flow-logs-1" })));
    assert.equal(put.length, 1);
  });

  it("names the account that owns the log group, not the one that a line names", async () => {
    const { put, watch } = watchOver(NOTHING_ALLOWED);
    await watch(subscription({ ...day, owner: "333333333333" }));
    const accounts = (put[0] ?? []).map(
      ({ Detail }) => (JSON.parse(Detail) as { accountId: string }).accountId,
    );
    assert.deepEqual([...new Set(accounts)], ["333333333333"]);
  });
});
