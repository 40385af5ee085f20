import * as assert from "node:assert/strict";
import { FLOW_LOG_FIELDS, NEWEST_VERSION } from "../../../functions/flow-logs/fields";
import {
  DEFAULT_FORMAT,
  FormatError,
  LANDING_ZONE_FORMAT,
  NEWEST_FORMAT,
  parseFormat,
  TRANSIT_GATEWAY_FORMAT,
} from "../../../functions/flow-logs/format";

describe("flow log formats", () => {
  it("has AWS's default: the 14 fields of version 2, in this order", () => {
    assert.equal(
      DEFAULT_FORMAT,
      "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} " +
        "${bytes} ${start} ${end} ${action} ${log-status}",
    );
  });

  const counts: [string, string, number, number][] = [
    ["default", DEFAULT_FORMAT, 14, 2],
    ["landing zone", LANDING_ZONE_FORMAT, 29, 5],
    ["newest", NEWEST_FORMAT, 54, 11],
    ["transit gateway", TRANSIT_GATEWAY_FORMAT, 36, 6],
  ];
  for (const [name, format, fields, version] of counts) {
    it(`${name}: ${fields} fields, version ${version}`, () => {
      const parsed = parseFormat(format);
      assert.equal(parsed.fields.length, fields);
      assert.equal(parsed.version, version);
    });
  }

  it("knows fields of each version from 2 to the newest", () => {
    const versions = new Set(FLOW_LOG_FIELDS.map((field) => field.version));
    assert.deepEqual(
      [...versions],
      Array.from({ length: NEWEST_VERSION - 1 }, (_, index) => index + 2),
    );
    assert.equal(new Set(FLOW_LOG_FIELDS.map((field) => field.name)).size, FLOW_LOG_FIELDS.length);
  });

  it("takes the header line of a file in S3, which has bare names", () => {
    assert.deepEqual(parseFormat("srcaddr dstaddr\n"), parseFormat("${srcaddr} ${dstaddr}"));
  });

  it("names every mistake at once, with a hint for a near miss", () => {
    assert.throws(
      () => parseFormat("${srcaddr} ${src-port} ${srcaddr} ${colour}"),
      (error) => {
        assert.ok(error instanceof FormatError);
        assert.deepEqual(error.problems, [
          '"src-port" is no flow log field: write "srcport"',
          '"srcaddr" stands twice',
          '"colour" is no flow log field',
        ]);
        return true;
      },
    );
    assert.throws(() => parseFormat("  "), /at least one field/);
  });
});
