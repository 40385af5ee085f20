import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { run } from "../../../tools/flows/main";
import { SAMPLE_PLAN } from "../../../tools/flows/sample/plan";
import { sampleWeek } from "../../../tools/flows/sample/week";
import { sparkline } from "../../../tools/flows/summary";

const SHORT = "eni-2fc40d00 122.9.35.119 172.16.0.244 6000 5901 6 1 40 1464280539 1464280598 REJECT OK";

describe("npm run flows", function () {
  this.timeout(30_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "flows-"));
  after(() => fs.rmSync(folder, { recursive: true }));

  function file(name: string, content: string | Buffer): string {
    const place = path.join(folder, name);
    fs.writeFileSync(place, content);
    return place;
  }

  function flows(...args: string[]): { code: number; out: string[]; err: string } {
    const out: string[] = [];
    const err: string[] = [];
    const code = run(
      args,
      (text) => out.push(text),
      (text) => err.push(text),
    );
    return { code, out, err: err.join("\n") };
  }

  const inputs: [string, string | Buffer, string[]][] = [
    ["the samples of 2016, by their number of fields", SHORT, []],
    ["gzip", gzipSync(SHORT), []],
    ["a file from S3, by its header", `srcaddr dstport action\n122.9.35.119 5901 REJECT\n`, []],
    ["a declared format", "122.9.35.119 5901", ["--format", "${srcaddr} ${dstport}"]],
  ];
  for (const [name, content, args] of inputs) {
    it(`reads ${name}`, () => {
      const { code, out, err } = flows(file("in", content), ...args);
      assert.deepEqual([code, out.length, err], [0, 1, ""]);
      const record = JSON.parse(out[0] as string) as Record<string, unknown>;
      assert.deepEqual([record["srcaddr"], record["dstport"]], ["122.9.35.119", 5901]);
    });
  }

  const mistakes: [string, () => string[], RegExp][] = [
    ["no file", () => [], /one file is needed, 0 are given[^]*usage/],
    ["an option that is none", () => ["x", "--sumary"], /--sumary[^]*usage/],
    ["a file that is not there", () => [path.join(folder, "none")], /cannot read .*: ENOENT/],
    ["an empty file", () => [file("empty", "\n")], /the file is empty/],
    [
      "half a gzip",
      () => [file("half", gzipSync(SHORT).subarray(0, 20))],
      /begins as gzip but cannot be unpacked/,
    ],
    [
      "a number of fields no format has",
      () => [file("odd", "a b c")],
      /has 3 fields and there is no header; give it with --format/,
    ],
    ["a misspelt field", () => [file("in", SHORT), "--format", "${src-addr}"], /write "srcaddr"/],
    [
      "a plan that is none",
      () => [file("in", SHORT), "--expect", file("plan", "{}")],
      /subnets: a list is needed/,
    ],
  ];
  for (const [name, args, message] of mistakes) {
    it(`exits with 2 and says what is wrong with ${name}`, () => {
      const { code, out, err } = flows(...args());
      assert.deepEqual([code, out], [2, []]);
      assert.match(err, message);
    });
  }

  it("prints the good lines, names the bad ones by number, and exits with 2", () => {
    const { code, out, err } = flows(file("mixed", `${SHORT}\nrubbish\n${SHORT}\n`));
    assert.deepEqual([code, out.length], [2, 2]);
    assert.match(err, /mixed:2: 1 field where the format declares 12/);
  });

  const week = sampleWeek("flow").flatMap((batch) => batch.events.map((event) => event.message));

  it("sums up the sample week", () => {
    const { code, out } = flows(file("week", week.join("\n")), "--summary");
    const page = out.join("\n");
    assert.equal(code, 0);
    assert.match(page, /^\d+ records, Mon 1 Jun 00:\d\d to .* UTC/);
    assert.match(page, /rejected +\d+ {2}\|[▁▂▃▄▅▆▇█ ]{48}\|/);
    assert.match(page, /top talkers[^]*10\.20\.3\.11/);
    assert.match(page, /refused sources/);
  });

  it("says what the plan does not expect", () => {
    const plan = file("plan.json", JSON.stringify(SAMPLE_PLAN));
    const { code, out } = flows(file("week.gz", gzipSync(week.join("\n"))), "--expect", plan);
    assert.equal(code, 0);
    assert.equal(out.length, 5);
    assert.ok(out.some((line) => line.includes("203.0.113.66 reached 10.10.1.11 on tcp 22")));
  });

  it("draws the largest value tallest and nothing as a blank", () => {
    assert.equal(sparkline([0, 1, 4, 8]), " ▁▄█");
  });
});
