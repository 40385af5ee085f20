import assert from "node:assert/strict";
import { type Changes, devWith, problemsOf } from "../settings-of";

describe("the settings of queries", () => {
  it("may be left out, or turn them off alone", () => {
    assert.deepEqual(devWith({ query: undefined }).query, {
      enabled: true,
      bytesScannedLimit: 100_000_000_000,
      resultDays: 30,
    });
    assert.equal(devWith({ query: { enabled: false } }).query.enabled, false);
  });

  const wrong: Array<[name: string, changes: Changes, path: string, allowed: RegExp]> = [
    [
      "a limit below Athena's least",
      { query: { bytesScannedLimit: 1_000 } },
      "bytesScannedLimit",
      /10000000/,
    ],
    ["half a byte", { query: { bytesScannedLimit: 10_000_000.5 } }, "bytesScannedLimit", /bytes/],
    ["answers kept for no day", { query: { resultDays: 0 } }, "resultDays", /1 to 365/],
    ["answers kept for two years", { query: { resultDays: 730 } }, "resultDays", /1 to 365/],
    ["a switch that is none", { query: { enabled: "off" } }, "enabled", /true or false/],
  ];
  for (const [name, changes, path, allowed] of wrong)
    it(`refuse ${name}`, () => {
      const [problem, ...more] = problemsOf(changes);
      assert.deepEqual(more, []);
      assert.equal(problem!.path, `landing-zone:query.${path}`);
      assert.match(problem!.allowed, allowed);
    });
});
