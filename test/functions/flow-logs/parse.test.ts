import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { documentName, FLOW_LOG_FIELDS, type FieldFact } from "../../../functions/flow-logs/fields";
import {
  DEFAULT_FORMAT,
  LANDING_ZONE_FORMAT,
  NEWEST_FORMAT,
  parseFormat,
  SHORT_FORMAT,
} from "../../../functions/flow-logs/format";
import { lineParser, protocolName, tcpFlagNames } from "../../../functions/flow-logs/parse";
import { isProblem } from "../../../functions/flow-logs/record";

/** The record without its absent fields, as JSON has it. */
function parsed(format: string, line: string): Record<string, unknown> {
  return JSON.parse(JSON.stringify(lineParser(parseFormat(format))(line))) as Record<string, unknown>;
}

/** The sample records of the talk of 2016, which have no version and no account. */
const SAMPLES = [
  "eni-2fc40d00 122.9.35.119 172.16.0.244 6000 5901 6 1 40 1464280539 1464280598 REJECT OK",
  "eni-2fc40d00 172.16.0.244 64.125.239.242 22 46905 6 6 264 1464280618 1464280718 ACCEPT OK",
  "eni-2fc40d00 209.126.127.134 172.16.0.244 5425 5060 17 1 443 1464280618 1464280658 REJECT OK",
  "eni-2fc40d00 64.125.239.242 172.16.0.244 46905 22 6 1 40 1464280618 1464280658 ACCEPT OK",
  "eni-2fc40d00 122.9.35.119 172.16.0.244 6000 2222 6 1 40 1464280618 1464280658 REJECT OK",
  "eni-2fc40d00 172.16.0.244 172.16.1.229 123 123 17 2 152 1464280749 1464280838 ACCEPT OK",
  "eni-2fc40d00 132.163.4.101 172.16.0.244 123 123 17 1 76 1464280749 1464280778 ACCEPT OK",
  "eni-2fc40d00 172.16.1.229 172.16.0.244 123 123 17 2 152 1464280749 1464280838 ACCEPT OK",
];

describe("flow log parser", () => {
  it("reads the sample records by their declared format", () => {
    const records = SAMPLES.map((line) => parsed(SHORT_FORMAT, line));
    assert.deepEqual(records[0], {
      interface_id: "eni-2fc40d00",
      srcaddr: "122.9.35.119",
      dstaddr: "172.16.0.244",
      srcport: 6000,
      dstport: 5901,
      protocol: 6,
      packets: 1,
      bytes: 40,
      start: 1464280539,
      end: 1464280598,
      action: "REJECT",
      log_status: "OK",
    });
    assert.equal(records.filter((record) => record["action"] === "REJECT").length, 3);
    assert.equal(
      records.reduce((sum, record) => sum + Number(record["bytes"]), 0),
      40 + 264 + 443 + 40 + 40 + 152 + 76 + 152,
    );
  });

  it("drops what AWS gave as a dash: NODATA and SKIPDATA keep interface, times and status", () => {
    for (const status of ["NODATA", "SKIPDATA"]) {
      assert.deepEqual(
        parsed(DEFAULT_FORMAT, `2 123456789010 eni-1235b8ca - - - - - - - 1431280876 1431280934 - ${status}`),
        {
          version: 2,
          account_id: "123456789010",
          interface_id: "eni-1235b8ca",
          start: 1431280876,
          end: 1431280934,
          log_status: status,
        },
      );
    }
  });

  it("reads the landing zone's format, IPv6 and an account that AWS does not know", () => {
    const line =
      "5 unknown eni-0a 2001:db8::7 2001:db8:1::9 50000 443 6 9 900 1690000000 1690000060 ACCEPT OK vpc-1 subnet-1 - 3 IPv6 " +
      "2001:db8::7 2001:db8:1::9 eu-west-2 euw2-az1 - - - S3 egress 7";
    const record = parsed(LANDING_ZONE_FORMAT, line);
    assert.equal(record["account_id"], "unknown");
    assert.equal(record["pkt_srcaddr"], "2001:db8::7");
    assert.equal(record["pkt_dst_aws_service"], "S3");
    assert.equal(record["traffic_path"], 7);
    assert.ok(!("instance_id" in record) && !("sublocation_type" in record));
  });

  const problems: [string, string, RegExp][] = [
    ["one field short", "10.0.0.1 10.0.0.2 443", /^3 fields where the format declares 4$/],
    ["one too many", "10.0.0.1 10.0.0.2 443 6 x", /^5 fields where the format declares 4$/],
    ["nothing", "", /^0 fields where/],
    ["two spaces", "10.0.0.1  10.0.0.2 443 6", /single spaces/],
    ["a trailing space", "10.0.0.1 10.0.0.2 443 6 ", /single spaces/],
    ["a word for a port", "10.0.0.1 10.0.0.2 https 6", /^dstport is not a whole number: "https"$/],
    ["a sign", "10.0.0.1 10.0.0.2 -1 6", /^dstport is not a whole number/],
    ["a number no double holds", "10.0.0.1 10.0.0.2 99999999999999999 6", /^dstport is not a whole/],
    ["a byte too large", "10.0.0.256 10.0.0.2 443 6", /^srcaddr is not an IP address: "10.0.0.256"$/],
    ["three quarters", "10.0.0.1 10.0.0 443 6", /^dstaddr is not an IP address/],
    ["an octal", "10.0.0.01 10.0.0.2 443 6", /^srcaddr is not an IP address/],
  ];
  for (const [name, line, problem] of problems) {
    it(`says what is wrong with ${name}`, () => {
      const result = lineParser(parseFormat("${srcaddr} ${dstaddr} ${dstport} ${protocol}"))(line);
      assert.ok(isProblem(result), JSON.stringify(result));
      assert.match(result.problem, problem);
    });
  }

  it("takes a line that ends as on Windows", () => {
    assert.deepEqual(parsed("${srcaddr} ${action}", "10.0.0.1 ACCEPT\r"), {
      srcaddr: "10.0.0.1",
      action: "ACCEPT",
    });
  });

  const values: Record<FieldFact["kind"], fc.Arbitrary<string | number>> = {
    number: fc.nat(),
    address: fc.oneof(fc.ipV4(), fc.ipV6()),
    text: fc.stringMatching(/^[A-Za-z0-9:/_.%-]{2,30}$/),
  };

  it("gives back what was written, for any selection of fields in any order", () => {
    const record = fc
      .shuffledSubarray([...FLOW_LOG_FIELDS], { minLength: 1 })
      .chain((fields) =>
        fc.tuple(
          fc.constant(fields),
          fc.tuple(...fields.map((field) => fc.option(values[field.kind], { freq: 4 }))),
        ),
      );
    fc.assert(
      fc.property(record, ([fields, cells]) => {
        const format = fields.map((field) => `\${${field.name}}`).join(" ");
        const line = cells.map((cell) => cell ?? "-").join(" ");
        const expected = Object.fromEntries(
          fields.flatMap((field, index) =>
            cells[index] === null ? [] : [[documentName(field.name), cells[index]]],
          ),
        );
        assert.deepEqual(parsed(format, line), expected);
      }),
    );
  });

  it("never throws and never invents a field, whatever the line", () => {
    const parse = lineParser(parseFormat(NEWEST_FORMAT));
    const lines = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom("-", "1", "10.0.0.1", "::1", "OK", ""), { maxLength: 60 })
        .map((w) => w.join(" ")),
    );
    fc.assert(
      fc.property(lines, (line) => {
        const result = parse(line);
        assert.ok(isProblem(result) || line.split(" ").length === 54);
      }),
    );
  });

  it("names protocols and flags", () => {
    assert.deepEqual([6, 17, 58, 250].map(protocolName), ["tcp", "udp", "icmpv6", "250"]);
    assert.deepEqual([0, 2, 18, 19, 4].map(tcpFlagNames), [
      [],
      ["SYN"],
      ["SYN", "ACK"],
      ["SYN", "ACK", "FIN"],
      ["RST"],
    ]);
  });
});
