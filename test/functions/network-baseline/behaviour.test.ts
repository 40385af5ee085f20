import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { type FlowRecord } from "../../../functions/flow-logs/record";
import { beacons } from "../../../functions/network-baseline/beacons";
import { deviation, median } from "../../../functions/network-baseline/statistics";
import { newTalkers, rememberTalkers } from "../../../functions/network-baseline/talkers";
import { hourlyVolumes, unusualVolumes, volumeBaseline } from "../../../functions/network-baseline/volumes";
import { INCIDENTS } from "../../../tools/flows/sample/incidents";
import { WEEK } from "../../../tools/flows/sample/week";
import { calmRecords, flow, weekRecords } from "../support/records";

const firstHour = WEEK.from / 3_600_000;

describe("new talkers", function () {
  this.timeout(60_000);

  it("of the sample week are the incidents", () => {
    const memory = rememberTalkers(rememberTalkers(new Map(), calmRecords(2)), calmRecords(1));
    const found = newTalkers(memory, weekRecords());
    const { beacon, leak, intrusion } = INCIDENTS;
    const odd = found.filter((finding) => !/192\.168\.7\.\d+ /.test(finding.key));
    assert.deepEqual(
      odd.map((finding) => finding.reason).sort(),
      [
        `internet spoke to ${intrusion.host} on tcp 22 for the first time`,
        `${beacon.host} spoke to ${beacon.to} on tcp 443 for the first time`,
        `${leak.host} spoke to ${leak.to} on tcp 443 for the first time`,
        "10.20.2.11 spoke to 10.10.3.11 on tcp 5432 for the first time",
        "10.20.2.11 spoke to 10.10.3.12 on tcp 5432 for the first time",
      ].sort(),
    );
  });

  const one = flow("10.0.0.1", "10.0.0.2", 443);
  it("are new once: what is remembered is not found again", () => {
    const memory = rememberTalkers(new Map(), [one]);
    assert.equal(newTalkers(new Map(), [one, one]).length, 1);
    assert.deepEqual(newTalkers(memory, [one]), []);
  });

  it("are forgotten after a while, and new again", () => {
    const later = flow("10.0.0.3", "10.0.0.4", 443, { start: 1_790_000_000, end: 1_790_000_000 });
    const memory = rememberTalkers(rememberTalkers(new Map(), [one]), [later]);
    assert.equal(memory.size, 1);
    assert.equal(newTalkers(memory, [one]).length, 1);
  });

  it("are the same pair whichever side's packets are seen", () => {
    const answer = flow("10.0.0.2", "10.0.0.1", 50_000, { srcport: 443, tcp_flags: 18 });
    assert.deepEqual(newTalkers(rememberTalkers(new Map(), [one]), [answer]), []);
  });

  it("are not every new customer, nor every address of an AWS service", () => {
    const memory = rememberTalkers(new Map(), [
      flow("81.0.0.1", "10.0.0.2", 443),
      flow("10.0.0.2", "52.95.150.1", 443, { pkt_dst_aws_service: "S3" }),
    ]);
    const next = [
      flow("90.0.0.7", "10.0.0.2", 443),
      flow("10.0.0.2", "52.95.151.9", 443, { pkt_dst_aws_service: "S3" }),
    ];
    assert.deepEqual(newTalkers(memory, next), []);
    assert.equal(newTalkers(memory, [flow("90.0.0.7", "10.0.0.2", 22)]).length, 1);
  });
});

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

describe("volume baselines", function () {
  this.timeout(60_000);

  it("find the leak of the sample week, by hour, with what is usual then", () => {
    const history = [4, 3, 2, 1].flatMap(calmRecords);
    const baseline = volumeBaseline(hourlyVolumes(history), { from: firstHour - 4 * 168, to: firstHour });
    const found = unusualVolumes(
      hourlyVolumes(weekRecords()),
      { from: firstHour, to: firstHour + 168 },
      baseline,
    );
    assert.equal(found.length, 1, found.map((finding) => finding.reason).join("\n"));
    assert.match(
      found[0]?.reason ?? "",
      /^10\.20\.3\.11 sent 600 MB on Saturday 03:00 UTC, where \d.* is usual \(median of 4 weeks, deviation .*\)$/,
    );
    assert.equal(found[0]?.severity, "high");
  });

  /** One subject's bytes at Monday 00:00 of each week. */
  function mondays(...bytes: number[]): ReturnType<typeof hourlyVolumes> {
    const records = bytes.map((value, week) =>
      flow("10.0.0.1", "10.0.0.2", 443, { start: week * 604_800, bytes: value }),
    );
    return hourlyVolumes(records);
  }
  const MB = 1_000_000;

  const table: [string, number[], number, string | undefined][] = [
    ["as always", [100, 110, 90, 105], 120, undefined],
    ["three times the usual and more", [100, 110, 90, 105], 400, "volume"],
    ["large, but where it often is", [100, 400, 90, 420], 400, undefined],
    ["one wild week in the history hides nothing", [100, 5000, 90, 105], 700, "volume"],
    ["little above next to nothing", [0, 0, 0, 0], 9, undefined],
    ["much above nothing", [0, 0, 0, 0], 11, "volume"],
    ["nothing where there is always something", [100, 110, 90, 105], 0, "silence"],
    ["nothing where there sometimes is", [0, 110, 0, 105], 0, undefined],
    ["too short a history", [100, 110], 4000, undefined],
  ];
  for (const [name, history, now, kind] of table) {
    it(`${name}: ${kind ?? "nothing"}`, () => {
      const weeks = history.length;
      const baseline = volumeBaseline(mondays(...history.map((value) => value * MB)), {
        from: 0,
        to: weeks * 168,
      });
      const current = now === 0 ? new Map() : mondays(...Array<number>(weeks).fill(0), now * MB);
      const found = unusualVolumes(current, { from: weeks * 168, to: weeks * 168 + 1 }, baseline);
      assert.deepEqual(
        found.map((finding) => finding.kind),
        kind === undefined ? [] : [kind],
      );
    });
  }

  it("compare an hour with the same hour of the week only", () => {
    const baseline = volumeBaseline(mondays(100 * MB, 100 * MB, 100 * MB), { from: 0, to: 3 * 168 });
    assert.equal(baseline.usualAt("10.0.0.1", 3 * 168).median, 100 * MB);
    assert.equal(baseline.usualAt("10.0.0.1", 3 * 168 + 1).median, 0);
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
