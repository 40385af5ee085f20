import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { CONTRACTS } from "../../../functions/contracts";
import { NODES, nodeFolder, nodesAvailable } from "../../../tools/engine/nodes";
import { bundle } from "../../../tools/functions/build";
import { figures } from "../../../tools/functions/bench";

const root = path.join(__dirname, "..", "..", "..");
const MEGABYTE = 1024 * 1024;

describe("the bundles, as deployed", function () {
  this.timeout(180_000);
  let folder = "";
  // Below the repository, so that the SDK that the runtime brings is found in its packages.
  before(() => (folder = mkdtempSync(path.join(root, ".engine", "bundles-"))));
  after(() => rmSync(folder, { recursive: true }));

  it("are the same each time and hold no path of the machine", async () => {
    for (const { name, entry } of CONTRACTS) {
      const first = readFileSync((await bundle(name, entry, folder)).file, "utf8");
      const second = readFileSync((await bundle(name, entry, folder)).file, "utf8");
      assert.equal(first, second);
      assert.ok(!first.includes(root), name);
    }
  });

  it("are small, and triage is quick", async () => {
    for (const { name, holds, value, unit } of await figures()) assert.ok(holds, `${name}: ${value} ${unit}`);
  });

  it("run under Node 22 with a heap of 128 MB, all of it within the memory they are given", function () {
    if (!nodesAvailable) this.skip();
    const node = path.join(nodeFolder(22), "node");
    const failing = [{ id: "1", "detail-type": "Something else" }, {}];
    for (const { name, environment, memoryMegabytes } of CONTRACTS) {
      // Unknown events only: no call leaves the process, but every module is loaded and every client made that starts with it.
      const { stdout, stderr, status } = spawnSync(
        node,
        [
          "--max-old-space-size=128",
          path.join(root, "test", "functions", "support", "invoke.js"),
          path.join(folder, name, "index.js"),
        ],
        {
          input: failing.map((event) => JSON.stringify(event)).join("\n"),
          encoding: "utf8",
          env: {
            PATH: process.env["PATH"],
            AWS_REGION: "eu-west-2",
            AWS_ENDPOINT_URL: "http://127.0.0.1:9",
            AWS_ACCESS_KEY_ID: "testing",
            AWS_SECRET_ACCESS_KEY: "testing",
            ...Object.fromEntries(
              environment
                .filter(({ required }) => required)
                .map((variable) => [variable.name, variable.name === "EXPECTATIONS" ? "{}" : "value"]),
            ),
          },
        },
      );
      assert.equal(status, 0, stderr);
      for (const line of stdout.trim().split("\n")) {
        const { node: version, rss } = JSON.parse(line) as { node: string; rss: number };
        assert.equal(version, NODES[22]);
        assert.ok(rss < memoryMegabytes * MEGABYTE, `${name}: ${Math.round(rss / MEGABYTE)} MB`);
      }
    }
  });
});
