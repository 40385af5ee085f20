import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { bundleOf } from "../../../../components/functions/bundle";
import { CONTRACTS } from "../../../../functions/contracts";

const root = path.join(__dirname, "..", "..", "..", "..");

/** Asks for every bundle in a process of its own, as another start of the program does. */
function askAnew(node: string): string {
  const script = `
    const { bundleOf } = require("./components/functions/bundle.ts");
    const { CONTRACTS } = require("./functions/contracts.ts");
    const begun = process.hrtime.bigint();
    const files = CONTRACTS.map(bundleOf);
    const milliseconds = Number(process.hrtime.bigint() - begun) / 1e6;
    console.log(JSON.stringify({ files, milliseconds, esbuild: Object.keys(require.cache).some((f) => f.includes("esbuild")) }));
  `;
  const { stdout, stderr, status } = spawnSync(node, ["--require", "./tools/register.js", "-e", script], {
    cwd: root,
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

describe("the bundle of a function", function () {
  this.timeout(60_000);

  it("is one file that exports a handler, named after its content", () => {
    for (const contract of CONTRACTS) {
      const file = bundleOf(contract);
      assert.match(path.basename(file), new RegExp(`^${contract.name}-[0-9a-f]{16}\\.js$`));
      assert.match(fs.readFileSync(file, "utf8"), /handler/);
    }
  });

  it("is found again at the next start, without the bundler and in no time", () => {
    const files = CONTRACTS.map(bundleOf);
    const seen = JSON.parse(askAnew(process.execPath)) as {
      files: string[];
      milliseconds: number;
      esbuild: boolean;
    };
    assert.deepEqual(seen.files, files);
    assert.equal(seen.esbuild, false);
    assert.ok(seen.milliseconds < 500, `${seen.milliseconds} ms`);
  });

  it("is the same once it is made anew", () => {
    const contract = CONTRACTS[0];
    assert.ok(contract);
    const file = bundleOf(contract);
    const before = fs.readFileSync(file, "utf8");
    const folder = path.dirname(file);
    for (const name of fs.readdirSync(folder)) if (name.endsWith(".json")) fs.rmSync(path.join(folder, name));
    const seen = JSON.parse(askAnew(process.execPath)) as { files: string[] };
    assert.equal(seen.files[0], file);
    assert.equal(fs.readFileSync(file, "utf8"), before);
  });

  it("cannot be had of a source that does not compile", () => {
    const broken = { ...CONTRACTS[0], name: "broken", entry: "functions/no-such-handler.ts" };
    assert.throws(() => bundleOf(broken as (typeof CONTRACTS)[number]), /no-such-handler/);
  });
});
