import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  AGAIN_HOURS,
  during,
  HOUR_MS,
  hoursOf,
  indicesOf,
  rangeOf,
} from "../../../functions/network-habits/hours";

const at = (text: string): number => Date.parse(text);
const hour = (text: string): number => at(text) / HOUR_MS;
const NOW = at("2026-06-01T15:25:10Z");

describe("hours to look at", () => {
  it("are the last whole one that is in, and one for what came late", () => {
    assert.deepEqual(hoursOf({ time: "2026-06-01T15:25:00Z" }, NOW), [
      hour("2026-06-01T14:00:00Z"),
      hour("2026-06-01T14:00:00Z") - AGAIN_HOURS,
    ]);
  });

  const table: [string, unknown, string][] = [
    [
      "a delivery that comes again hours later is of its own hour",
      { time: "2026-06-01T10:25:00Z" },
      "2026-06-01T09:00:00Z",
    ],
    ["before the hour is in, it is the one before", { time: "2026-06-01T15:10:00Z" }, "2026-06-01T13:00:00Z"],
    ["a clock that is a little ahead is believed", { time: "2026-06-01T15:29:00Z" }, "2026-06-01T14:00:00Z"],
    ["one that is years ahead is not", { time: "2031-01-01T00:00:00Z" }, "2026-06-01T14:00:00Z"],
    ["an event without a time is of now", {}, "2026-06-01T14:00:00Z"],
    ["so is one that is nothing at all", null, "2026-06-01T14:00:00Z"],
    ["by hand, the hour that is asked for", { hour: "2026-05-31T00:00:00Z" }, "2026-05-31T00:00:00Z"],
  ];
  for (const [name, event, expected] of table)
    it(name, () => assert.equal(hoursOf(event, NOW)[0], hour(expected)));

  for (const wrong of [
    "2026-06-01T15:00:00Z",
    "2026-06-01T14:30:00Z",
    "2026-05-01T00:00:00Z",
    "yesterday",
    14,
  ])
    it(`by hand, not ${wrong}`, () =>
      assert.throws(
        () => hoursOf({ hour: wrong }, NOW),
        /^Error: hour: found .*, allowed the start of an hour such as 2026-06-01T14:00:00Z, from 2026-05-30T14:00:00Z to 2026-06-01T14:00:00Z$/,
      ));

  it("an event that is days old is refused, as its history is going", () => {
    assert.throws(
      () => hoursOf({ time: "2026-05-20T00:25:00Z" }, NOW),
      /hours before 2026-05-30T14:00:00Z are not looked at/,
    );
  });

  it("never begin before they are over, whatever the two clocks say", () => {
    const clock = fc.integer({ min: at("2020-01-01T00:00:00Z"), max: at("2040-01-01T00:00:00Z") });
    fc.assert(
      fc.property(clock, fc.integer({ min: -40 * HOUR_MS, max: 40 * HOUR_MS }), (now, off) => {
        for (const one of hoursOf({ time: new Date(now + off).toISOString() }, now))
          assert.ok(rangeOf(one).to <= now);
      }),
    );
  });
});

describe("indices of a time", () => {
  it("are its days, by UTC", () => {
    assert.deepEqual(indicesOf({ from: at("2026-05-31T23:00:00Z"), to: at("2026-06-01T01:00:00Z") }), [
      "flow-2026.05.31",
      "flow-2026.06.01",
    ]);
    assert.deepEqual(indicesOf(rangeOf(hour("2026-05-31T23:00:00Z"))), ["flow-2026.05.31"]);
  });

  it("hold every moment of it and no day more", () => {
    const moment = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 1, max: 30 * 24 * HOUR_MS }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (from, length, part) => {
          const names = indicesOf({ from, to: from + length });
          const within = from + Math.min(length - 1, Math.floor(part * length));
          const day = new Date(within).toISOString().slice(0, 10).replaceAll("-", ".");
          assert.ok(names.includes(`flow-${day}`));
          assert.ok(names.length <= Math.floor(length / (24 * HOUR_MS)) + 2);
        },
      ),
    );
  });

  it("are asked for with the end left out", () => {
    assert.deepEqual(during({ from: 1, to: 2 }), {
      range: { "@timestamp": { gte: 1, lt: 2, format: "epoch_millis" } },
    });
  });
});
