import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { withLock } from "../../tools/lib/lock";
import { duration, table } from "../../tools/lib/table";
import { isAtLeast } from "../../tools/lib/version";

describe("tools", () => {
  describe("version", () => {
    const cases: [version: string, minimum: string, expected: boolean][] = [
      ["3.249.0", "3.249.0", true],
      ["v3.259.0", "3.249.0", true],
      ["3.248.9", "3.249.0", false],
      ["4.0.0", "3.249.0", true],
      ["3.1000.0", "3.249.0", true],
      ["3.259.0-alpha.1+dirty", "3.249.0", true],
      ["", "3.249.0", false],
      ["unknown", "3.249.0", false],
    ];
    for (const [version, minimum, expected] of cases) {
      it(`${version || "nothing"} ${expected ? "is" : "is not"} ${minimum} or later`, () =>
        assert.equal(isAtLeast(version, minimum), expected));
    }
  });

  it("lays out a table: texts to the left, numbers to the right", () =>
    assert.equal(
      table(
        ["name", "count"],
        [
          ["a", 5],
          ["longer", 120],
        ],
      ),
      "  name    count\n  ------  -----\n  a           5\n  longer    120",
    ));

  it("says durations as people do", () =>
    assert.deepEqual([12, 1_500, 59_960, 185_000].map(duration), ["12 ms", "1.5 s", "60.0 s", "3 min 05 s"]));

  describe("lock", () => {
    let folder: string;
    beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "lock-"))));
    afterEach(() => fs.rmSync(folder, { recursive: true }));

    it("lets one work at a time", async () => {
      const lock = path.join(folder, "a/lock");
      let inside = 0;
      const work = async (): Promise<number> => {
        inside += 1;
        assert.equal(inside, 1);
        await new Promise((resolve) => setTimeout(resolve, 20));
        inside -= 1;
        return inside;
      };
      await Promise.all([withLock(lock, work), withLock(lock, work)]);
      assert.ok(!fs.existsSync(lock));
    });

    it("is free again after work that failed", async () => {
      const lock = path.join(folder, "lock");
      await assert.rejects(
        withLock(lock, () => Promise.reject(new Error("no"))),
        /no/,
      );
      assert.equal(await withLock(lock, () => Promise.resolve("yes")), "yes");
    });

    it("is nobody's when its owner is dead", async () => {
      const lock = path.join(folder, "lock");
      const child = spawn("true");
      await new Promise((resolve) => child.once("close", resolve));
      fs.writeFileSync(lock, String(child.pid));
      assert.equal(await withLock(lock, () => Promise.resolve("mine")), "mine");
    });
  });
});
