import * as assert from "node:assert/strict";
import { expectationOf } from "../../../functions/network-baseline/expectation";
import { unexpectedTraffic } from "../../../functions/network-baseline/unexpected";
import { INCIDENTS } from "../../../tools/flows/sample/incidents";
import { SAMPLE_PLAN } from "../../../tools/flows/sample/plan";
import { calmRecords, flow, weekRecords } from "../support/records";

const expectation = expectationOf(SAMPLE_PLAN);

function reasons(...records: ReturnType<typeof flow>[]): string[] {
  return unexpectedTraffic(records, expectation).map((finding) => `${finding.kind}: ${finding.reason}`);
}

describe("traffic against the plan", function () {
  this.timeout(30_000);

  it("finds nothing in an ordinary week", () => {
    assert.deepEqual(unexpectedTraffic(calmRecords(1), expectation), []);
  });

  it("finds every incident of the sample week that the plan can tell, and nothing else", () => {
    const { intrusion, beacon, leak } = INCIDENTS;
    const found = unexpectedTraffic(weekRecords(), expectation);
    assert.deepEqual(
      found.map((finding) => finding.key).sort(),
      [
        `accepted-unplanned ${intrusion.source} ${intrusion.host} tcp 22`,
        `accepted-unplanned ${beacon.host} ${beacon.to} tcp 443`,
        `accepted-unplanned ${leak.host} ${leak.to} tcp 443`,
        "accepted-unplanned 10.20.2.11 10.10.3.11 tcp 5432",
        "accepted-unplanned 10.20.2.11 10.10.3.12 tcp 5432",
      ].sort(),
    );
    const entry = found.find((finding) => finding.key.includes(intrusion.source));
    assert.equal(entry?.severity, "high");
    assert.equal(
      entry?.reason,
      `${intrusion.source} reached ${intrusion.host} on tcp 22, but no ingress rule of booking-web lets tcp 22 from ` +
        `${intrusion.source} into booking-web`,
    );
    // Request and answer, one conversation.
    assert.equal(entry?.records, 2);
    assert.equal(entry?.account, "222222222222");
  });

  const table: [string, ReturnType<typeof flow>[], RegExp | undefined][] = [
    ["a planned conversation", [flow("81.1.1.1", "10.10.1.11", 443)], undefined],
    ["its answer", [flow("10.10.1.11", "81.1.1.1", 50_000, { srcport: 443, tcp_flags: 18 })], undefined],
    [
      "its answer in version 2, without flags",
      [flow("10.10.1.11", "81.1.1.1", 50_000, { srcport: 443, tcp_flags: undefined })],
      undefined,
    ],
    [
      "a stranger who calls from port 443 so as to look like an answer",
      [flow("203.0.113.9", "10.10.2.11", 50_000, { srcport: 443 })],
      /^accepted-unplanned: 203.0.113.9 reached 10.10.2.11 on tcp 50000/,
    ],
    [
      "the same in version 2, to a system port",
      [flow("203.0.113.9", "10.10.2.11", 22, { srcport: 443, tcp_flags: undefined })],
      /^accepted-unplanned/,
    ],
    ["two ends that the plan does not know", [flow("192.0.2.1", "192.0.2.2", 22)], undefined],
    ["a record without traffic", [{ log_status: "NODATA", start: 1, end: 2 }], undefined],
    [
      "a refusal from outside, which is what rules are for",
      [flow("203.0.113.9", "10.10.1.11", 22, { action: "REJECT" })],
      undefined,
    ],
    [
      "a refusal inside a workload that the plan allows",
      [flow("10.10.1.11", "10.10.2.11", 8080, { action: "REJECT" })],
      /^rejected-inside: 10.10.1.11 \(booking-web\) was refused tcp 8080 at 10.10.2.11 \(booking-app\), though the plan allows it/,
    ],
    [
      "a refusal inside a workload that the plan does not allow",
      [flow("10.10.1.11", "10.10.3.11", 5432, { action: "REJECT" })],
      /^rejected-inside: .* inside workload booking: no egress rule of booking-web/,
    ],
    [
      "a refused packet in the middle of a conversation that is forgotten",
      [flow("10.10.2.11", "10.10.1.11", 50_000, { srcport: 8080, tcp_flags: 1, action: "REJECT" })],
      undefined,
    ],
    [
      "a planned conversation on its way through a gateway's interface",
      [flow("10.10.1.11", "10.10.9.9", 443, { pkt_srcaddr: "10.10.1.11", pkt_dstaddr: "52.95.150.7" })],
      undefined,
    ],
    [
      "another on its way through it, by the two ends of its packets",
      [flow("10.10.9.9", "10.10.3.11", 5432, { pkt_srcaddr: "10.20.2.11", pkt_dstaddr: "10.10.3.11" })],
      /^accepted-unplanned: 10.20.2.11 reached 10.10.3.11 on tcp 5432/,
    ],
    [
      "a refusal between workloads, which is what rules are for",
      [flow("10.20.2.11", "10.10.3.11", 5432, { action: "REJECT" })],
      undefined,
    ],
  ];
  for (const [name, records, expected] of table) {
    it(`${name}: ${expected ? "found" : "nothing"}`, () => {
      const found = reasons(...records);
      assert.equal(found.length, expected ? 1 : 0, found.join("\n"));
      if (expected) {
        assert.match(found[0] as string, expected);
      }
    });
  }

  it("tells of a call and of its answer in the middle of a conversation as one", () => {
    const found = unexpectedTraffic(
      [
        flow("10.20.2.11", "10.10.3.11", 5432, { tcp_flags: 0 }),
        flow("10.10.3.11", "10.20.2.11", 50_000, { srcport: 5432, tcp_flags: 0 }),
      ],
      expectation,
    );
    assert.deepEqual(
      found.map(({ key, records }) => [key, records]),
      [["accepted-unplanned 10.20.2.11 10.10.3.11 tcp 5432", 2]],
    );
  });

  it("counts records of one conversation as one finding", () => {
    const call = (start: number): ReturnType<typeof flow> =>
      flow("203.0.113.9", "10.10.1.11", 22, { start, end: start + 50, interface_id: "eni-1" });
    const [finding, more] = unexpectedTraffic([call(100), call(400), call(200)], expectation);
    assert.equal(more, undefined);
    assert.deepEqual(
      [finding?.first, finding?.last, finding?.records, finding?.interfaceId],
      [100, 450, 3, "eni-1"],
    );
  });
});
