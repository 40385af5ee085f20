import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { type FlowRecord } from "../../../functions/flow-logs/record";
import { beacons } from "../../../functions/network-baseline/beacons";
import { deviation, median } from "../../../functions/network-baseline/statistics";
import { usualOf, volumeBound, VOLUME_LIMITS } from "../../../functions/network-baseline/volumes";
import { INCIDENTS } from "../../../tools/flows/sample/incidents";
import { calmRecords, flow, weekRecords } from "../support/records";

/** Calls at given times, of given sizes. */
function calls(times: readonly number[], bytes: (index: number) => number = () => 412): FlowRecord[] {
  return times.map((time, index) =>
    flow("10.20.2.12", "203.0.113.200", 443, { start: 1_780_000_000 + time, bytes: bytes(index) }),
  );
}

const even = Array.from({ length: 24 }, (_, index) => index * 300);

describe("beacons", function () {
  this.timeout(60_000);

  it("of the sample week are the one there is", () => {
    const found = beacons(weekRecords());
    assert.deepEqual(
      found.map((finding) => finding.reason),
      [
        `10.20.2.12 calls 203.0.113.200 on tcp 443 every 300 s, ${(168 - INCIDENTS.beacon.fromHour) * 12} times, ` +
          "about 412 B each: a program reports there",
      ],
    );
    assert.deepEqual(beacons(calmRecords(1)), []);
  });

  const table: [string, FlowRecord[], boolean][] = [
    ["24 even calls", calls(even), true],
    [
      "with a minute's jitter in every tenth",
      calls(even.map((time, index) => time + (index % 10 === 0 ? 60 : 0))),
      true,
    ],
    ["through a night's pause", calls(even.map((time, index) => time + (index > 12 ? 30_000 : 0))), true],
    ["11 even calls", calls(even.slice(0, 11)), false],
    ["a person's clicks", calls(even.map((time, index) => time + ((index * 7919) % 290))), false],
    ["of quite different sizes", calls(even, (index) => 200 + ((index * 7919) % 9000)), false],
    [
      "each minute, which is the interval of the log itself",
      calls(even.map((_, index) => index * 60)),
      false,
    ],
    ["large ones: a job", calls(even, () => 5_000_000), false],
    ["refused ones", calls(even).map((record) => ({ ...record, action: "REJECT" })), false],
    ["to a private address", calls(even).map((record) => ({ ...record, dstaddr: "10.0.1.11" })), false],
    ["to a service of AWS", calls(even).map((record) => ({ ...record, pkt_dst_aws_service: "EC2" })), false],
  ];
  for (const [name, records, expected] of table) {
    it(`${name}: ${expected ? "one" : "none"}`, () => {
      assert.equal(beacons(records).length, expected ? 1 : 0);
    });
  }

  it("do not depend on the order of the records", () => {
    const order = fc.shuffledSubarray(calls(even), { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(order, (records) => {
        assert.equal(beacons(records)[0]?.key, "beacon 10.20.2.12 203.0.113.200 tcp 443");
      }),
      { numRuns: 30 },
    );
  });
});

describe("volume baselines", () => {
  const MB = 1_000_000;
  const table: [string, number[], number, boolean][] = [
    ["as always", [100, 110, 90, 105], 120, false],
    ["three times the usual and more", [100, 110, 90, 105], 400, true],
    ["large, but where it often is", [100, 400, 90, 420], 400, false],
    ["one wild week in the history hides nothing", [100, 5000, 90, 105], 700, true],
    ["little above next to nothing", [0, 0, 0, 0], 9, false],
    ["much above nothing", [0, 0, 0, 0], 11, true],
  ];
  for (const [name, weeks, now, unusual] of table)
    it(`${name}: ${unusual ? "unusual" : "usual"}`, () => {
      const usual = usualOf(weeks.map((value) => value * MB));
      assert.equal(usual.weeks, 4);
      assert.equal(now * MB > volumeBound(usual, VOLUME_LIMITS), unusual);
    });

  it("know no usual of no week, and no bound below the least", () => {
    assert.deepEqual(usualOf([]), { median: 0, deviation: 0, weeks: 0 });
    assert.equal(volumeBound(usualOf([]), VOLUME_LIMITS), VOLUME_LIMITS.bytes);
  });
});

describe("median and deviation", () => {
  const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 });

  it("half lie at or below the median, half at or above", () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const middle = median(values);
        assert.ok(values.filter((value) => value <= middle).length * 2 >= values.length);
        assert.ok(values.filter((value) => value >= middle).length * 2 >= values.length);
      }),
    );
  });

  it("stand any wild values, as long as they are fewer than half", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1e6, max: 1e9, noNaN: true }), { maxLength: 4 }), (wild) => {
        const values = [10, 11, 12, 13, 14, ...wild];
        assert.ok(median(values) <= 14 && deviation(values) <= 14);
      }),
    );
  });
});
