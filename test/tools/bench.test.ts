import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { median } from "../../tools/bench/measure";
import { figuresOf } from "../../tools/bench/pack";
import { between } from "../../tools/bench/page";
import { result, resultTable } from "../../tools/bench/results";
import { costTable, resize } from "../../tools/bench/workloads";
import { root } from "../../tools/lib/paths";

describe("bench", () => {
  it("takes the middle value", () =>
    assert.deepEqual([median([3, 1, 2]), median([4, 1, 2, 3]), median([7])], [2, 2.5, 7]));

  it("judges by the bar, and what has none holds", () => {
    assert.deepEqual(result("a", 1.3, "ratio", 1.3), {
      name: "a",
      value: 1.3,
      unit: "ratio",
      bar: 1.3,
      holds: true,
    });
    assert.equal(result("a", 1.3004, "ratio", 1.3).holds, false, "a bar is not missed by rounding");
    assert.equal(result("a", 1000, "s").holds, true);
    assert.match(resultTable([result("slow", 2, "ratio", 1.3)]), /slow +2 +ratio +<= 1\.3 +MISSED/);
    const inWords = { name: "triage", value: 9, unit: "events/s", bar: "at least 20000", holds: false };
    assert.match(resultTable([inWords]), /triage +9 +events\/s +at least 20000 +MISSED/);
  });

  it("takes the pack's figures where a bar is missed too, and nothing else", () => {
    const figure = { name: "analyze", value: 2, unit: "ratio", bar: 1.5, holds: false };
    assert.deepEqual(figuresOf(JSON.stringify([figure]), 1), [figure]);
    assert.throws(() => figuresOf("", 1), /ended with 1 and measured nothing/);
  });

  it("puts a text between the markers of a page, as often as one likes", () => {
    const page = "a\n<!-- t -->\n\nold\n\n<!-- /t -->\nb\n";
    const once = between(page, "t", "new");
    assert.equal(once, "a\n<!-- t -->\n\nnew\n\n<!-- /t -->\nb\n");
    assert.equal(between(once, "t", "new"), once);
    assert.throws(() => between("a", "t", "new"), /no <!-- t -->/);
    between(fs.readFileSync(path.join(root, "docs/performance.md"), "utf8"), "workloads", "x");
  });

  it("gives every workload an account and a block of its own, behind the hub's", () => {
    const config: Record<string, unknown> = {};
    resize(config, 60);
    const workloads = config["landing-zone:workloads"] as { name: string; accountId: string; cidr: string }[];
    for (const key of ["name", "accountId", "cidr"] as const) {
      assert.equal(new Set(workloads.map((workload) => workload[key])).size, 60);
    }
    assert.deepEqual(
      [0, 14, 15, 59].map((index) => workloads[index]?.cidr),
      ["10.32.16.0/20", "10.32.240.0/20", "10.33.0.0/20", "10.35.192.0/20"],
    );
    assert.ok(workloads.every(({ accountId }) => /^\d{12}$/.test(accountId)));
  });

  it("says of an up that was not waited for how long it is without what makes it long", () => {
    const cost = { workloads: 60, resources: 9, preview: 4, previewWithoutPack: 4, program: 1, memory: 1 };
    assert.match(
      costTable([{ ...cost, up: Infinity, upWithoutCheckpoints: 99 }]),
      /more than 900 s \| writing the state: without it 99\.0 s \|$/,
    );
  });

  it("says what most of a time goes to", () => {
    const cost = {
      workloads: 1,
      resources: 90,
      preview: 4,
      previewWithoutPack: 3.5,
      program: 1,
      memory: 180.4,
    };
    const markdown = costTable([{ ...cost, up: 10, upWithoutCheckpoints: 3 }]);
    assert.equal(
      markdown.split("\n").at(-1),
      "| 1 | 90 | 180 MB | 4.0 s | engine and providers, 63 % | 10.0 s | writing the state, 70 % |",
    );
  });
});
