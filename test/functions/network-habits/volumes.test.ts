import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { DEFAULT_HABITS } from "../../../functions/network-habits/settings";
import { explainVolume, limitsOf } from "../../../functions/network-habits/volumes";

const LIMITS = limitsOf(DEFAULT_HABITS);
const GB = 1e9;
/** Monday, 2026-06-01, 14:00 UTC. */
const HOUR = Date.UTC(2026, 5, 1, 14) / 3_600_000;

describe("what is said of a volume", () => {
  const told = (bytes: number, weeks: readonly number[]): string | undefined =>
    explainVolume("eni-1", { bytes, weeks }, HOUR, LIMITS)?.reason;

  it("is the hour's bytes, the weeks' range, and every number that was compared", () => {
    assert.equal(
      told(14.2 * GB, [1.1 * GB, 1.9 * GB, 1.5 * GB, 1.5 * GB]),
      "eni-1 sent 14.2 GB in the hour from 2026-06-01 14:00 UTC, usually 1.1 to 1.9 GB on Mondays at 14 " +
        "(4 weeks: median 1.5 GB, deviation 200 MB; told above 4.5 GB)",
    );
  });

  it("does not call usual what was a surge itself", () => {
    assert.match(told(20 * GB, [1 * GB, 1 * GB, 50 * GB, 1 * GB]) ?? "", /usually 1 GB on Mondays/);
  });

  it("keeps two units where the weeks differ by as much", () => {
    assert.match(told(14 * GB, [400e6, 1.5 * GB, 1.9 * GB]) ?? "", /usually 400 MB to 1\.9 GB/);
  });

  const table: [string, number, readonly number[], "medium" | "high" | undefined][] = [
    ["three times the usual is not yet told", 3, [1, 1, 1, 1], undefined],
    ["more is", 3.1, [1, 1, 1, 1], "medium"],
    ["ten times what would be told is grave", 31, [1, 1, 1, 1], "high"],
    ["two weeks are too few", 100, [1, 1], undefined],
    ["three are enough", 100, [1, 1, 1], "high"],
    ["weeks that differ need more", 11, [1, 4, 1, 4], undefined],
    ["ten megabytes above nothing", 0.0101, [0, 0, 0], "medium"],
    ["less above nothing", 0.0099, [0, 0, 0], undefined],
  ];
  for (const [name, bytes, weeks, severity] of table)
    it(name, () =>
      assert.equal(
        explainVolume("eni-1", { bytes: bytes * GB, weeks: weeks.map((week) => week * GB) }, HOUR, LIMITS)
          ?.severity,
        severity,
      ),
    );

  const weeksOf = fc.array(fc.integer({ min: 0, max: 5 * GB }), { minLength: 3, maxLength: 4 });

  it("is nothing up to three times the middle week", () => {
    fc.assert(
      fc.property(weeksOf, (weeks) => {
        const sorted = [...weeks].sort((a, b) => a - b);
        assert.equal(told(3 * (sorted[1] as number), weeks), undefined);
      }),
    );
  });

  it("is said of all more, once it is said, and the order of the weeks is nothing to it", () => {
    fc.assert(
      fc.property(
        weeksOf,
        fc.integer({ min: 0, max: 60 * GB }),
        fc.integer({ min: 1, max: GB }),
        (weeks, bytes, more) => {
          if (told(bytes, weeks) !== undefined) assert.notEqual(told(bytes + more, weeks), undefined);
          assert.equal(told(bytes, weeks), told(bytes, [...weeks].reverse()));
        },
      ),
    );
  });
});
