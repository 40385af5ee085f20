import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { call } from "../../../functions/detections/examples/example";

const root = path.join(__dirname, "..", "..", "..");
const records = [
  call("cloudtrail", "StopLogging", { name: "t" }),
  call("s3", "ListBuckets", null, { readOnly: true }),
];
const expected = {
  id: "trail-stopped",
  severity: "critical",
  category: "impairs-detection",
  eventID: "cloudtrail-StopLogging",
  attempt: false,
};

describe("npm run detect", function () {
  this.timeout(60_000);
  let folder = "";
  before(() => (folder = mkdtempSync(path.join(tmpdir(), "detect-"))));
  after(() => rmSync(folder, { recursive: true }));

  const run = (content: string | Buffer, ...options: string[]) => {
    const file = path.join(folder, "events");
    writeFileSync(file, content);
    const args = ["--require", "./tools/register.js", "tools/detect/main.ts", "--events", file, ...options];
    return spawnSync("node", args, { cwd: root, encoding: "utf8" });
  };

  const forms: readonly (readonly [string, string | Buffer])[] = [
    ["a JSON array", JSON.stringify(records)],
    ["Records over many lines", JSON.stringify({ Records: records }, null, 2)],
    ["JSON lines with blank ones", records.map((record) => JSON.stringify(record)).join("\n\n")],
    ["gzip", gzipSync(JSON.stringify({ Records: records }))],
    ["EventBridge events", records.map((detail) => JSON.stringify({ source: "aws.x", detail })).join("\n")],
    ["a byte order mark", `\uFEFF${JSON.stringify(records)}`],
  ];
  for (const [what, content] of forms)
    it(`reads ${what}`, () => {
      const { status, stdout, stderr } = run(content);
      assert.equal(status, 0, stderr);
      assert.deepEqual(
        stdout
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as unknown),
        [expected],
      );
    });

  it("prints nothing for nothing", () => {
    assert.deepEqual([run("[]").stdout, run("").stdout, run("[]").status, run("").status], ["", "", 0, 0]);
  });

  const bad: readonly (readonly [string, string | Buffer, RegExp])[] = [
    ["no JSON", "hello", /not JSON/],
    ["a bad line", `${JSON.stringify(records[0])}\nhello`, /line 2: not JSON/],
    ["a number", "[1]", /record 0: expected a CloudTrail record \(an object\), found a number/],
    ["Records that is no array", '{"Records":1}', /"Records" must be an array, found a number/],
    ["broken gzip", gzipSync(JSON.stringify(records)).subarray(0, 30), /unexpected end of file/],
  ];
  for (const [what, content, message] of bad)
    it(`says what is wrong with ${what}, with exit code 2`, () => {
      const { status, stderr } = run(content);
      assert.equal(status, 2);
      assert.match(stderr, message);
    });

  it("says so when the file is missing or an option unknown", () => {
    for (const args of [["--events", "/nonexistent"], ["--event", "x"], []]) {
      const result = spawnSync(
        "node",
        ["--require", "./tools/register.js", "tools/detect/main.ts", ...args],
        {
          cwd: root,
          encoding: "utf8",
        },
      );
      assert.equal(result.status, 2, args.join(" "));
      assert.match(result.stderr, /^detect: /);
    }
  });

  it("takes the policy from its options", () => {
    const { stdout } = run(
      JSON.stringify([call("s3", "DeleteBucket", { bucketName: "keep" }), call("ec2", "RunInstances", {})]),
      "--log-bucket",
      "keep",
      "--region",
      "eu-north-1",
    );
    assert.match(stdout, /log-bucket-deleted/);
    assert.match(stdout, /unexpected-region/);
  });
});
