import assert from "node:assert/strict";
import fc from "fast-check";
import { readFilterPattern } from "../../policy-pack/analysis/filter-pattern";
import { HARMLESS, TRAIL_ALARMS } from "../../policy-pack/lib/facts/trail-alarms";
import { CIS_ALARMS } from "../../functions/detections/cis";
import { type Json } from "../../policy-pack/analysis/values";

const record: Json = {
  eventName: "StopLogging",
  errorCode: "Client.UnauthorizedOperation",
  count: 7,
  readOnly: false,
  nothing: null,
  list: [{ id: "a" }, { id: "b" }],
};

describe("filter patterns of CloudWatch Logs", () => {
  const matching = [
    "{ $.eventName = StopLogging }",
    '{$.eventName="StopLogging"}',
    '{ $.errorCode = "*UnauthorizedOperation" }',
    '{ $.eventName = "Stop*" && $.count > 6 }',
    "{ $.count >= 7 && $.count <= 7 && $.count != 8 }",
    "{ $.readOnly IS FALSE }",
    "{ $.nothing IS NULL && $.absent NOT EXISTS }",
    "{ $.list[1].id = b }",
    "{ $.eventName = %^Stop[A-Z]% }",
    // && binds closer than ||.
    "{ $.eventName = StopLogging || $.count = 1 && $.count = 2 }",
    "{ ($.eventName = X) || (($.eventName = StopLogging)) }",
  ];
  for (const text of matching)
    it(`${text} matches`, () => assert.equal(readFilterPattern(text)?.(record), true));

  const passing = [
    "{ $.eventName = stoplogging }",
    "{ $.eventName = Stop }",
    // A field that is not there is not unequal either. Source: DataBiosphere/azul issue 5884, tested with AWS.
    '{ $.absent != "x" }',
    "{ ($.eventName = StopLogging || $.count = 1) && $.count = 2 }",
    "{ $.readOnly IS TRUE }",
    "{ $.eventName NOT EXISTS }",
    "{ $.eventName > 3 }",
  ];
  for (const text of passing)
    it(`${text} does not`, () => assert.equal(readFilterPattern(text)?.(record), false));

  const refused = [
    "",
    "StopLogging",
    "[a, b]",
    "{}",
    "{ $.a = }",
    "{ $.a = b",
    "{ $.a = b && }",
    "{ ($.a = b }",
    "{ $.a IS ODD }",
  ];
  for (const text of refused)
    it(`${JSON.stringify(text)} is none of them`, () => assert.equal(readFilterPattern(text), undefined));

  it("never throws, whatever the text, and however deep", () => {
    const parts = fc.constantFrom(
      "{",
      "}",
      "(",
      ")",
      "$.a",
      "=",
      "!=",
      "&&",
      "||",
      '"x"',
      "%(%",
      "%[%",
      " ",
      "IS",
      "NOT EXISTS",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (list) => {
        readFilterPattern(list.join(""))?.(record);
        readFilterPattern(`{${list.join(" ")}}`)?.(record);
      }),
      { numRuns: 2000 },
    );
    assert.equal(readFilterPattern(`{${"(".repeat(50_000)}`), undefined);
  });

  it("as AWS prints them see every event of their recommendation, and no daily work", () => {
    assert.equal(TRAIL_ALARMS.length, 15);
    const names = [
      "root",
      "unauthorized",
      "sign-in-without-mfa",
      ...TRAIL_ALARMS.slice(3).map(({ name }) => name),
    ];
    for (const { control, pattern } of CIS_ALARMS) {
      const alarm = TRAIL_ALARMS.find(({ name }) => name === names[control - 1]);
      const matches = readFilterPattern(pattern);
      assert.ok(alarm && matches, pattern);
      assert.deepEqual(
        alarm.records.filter(({ record: one }) => !matches(one)).map(({ what }) => what),
        [],
        alarm.name,
      );
      assert.equal(HARMLESS.some(matches), false, alarm.name);
      // Each tells its events from all others'.
      for (const other of TRAIL_ALARMS.filter((one) => one !== alarm)) {
        assert.ok(
          other.records.some(({ record: one }) => !matches(one)),
          `${alarm.name} and ${other.name}`,
        );
      }
    }
  });
});
