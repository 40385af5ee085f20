import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import { type Sandbox, success, withSandbox } from "./harness";

interface CloudFile {
  resources: Array<{ type: string; id: string; account: string; properties: Record<string, unknown> }>;
}

function cloudOf(sandbox: Sandbox): CloudFile {
  return JSON.parse(fs.readFileSync(sandbox.cloud, "utf8")) as CloudFile;
}

describe("the organisation under Pulumi's own engine", function () {
  this.timeout(300_000);

  it("lives: up under the pack, and no change at the second time", () =>
    withSandbox(async (sandbox) => {
      const up = success(await sandbox.up("org", { preview: true }));
      assert.deepEqual(
        up.policyViolations.filter(({ level }) => level === "mandatory"),
        [],
      );
      assert.ok(up.policies.length > 0, "the pack was not evaluated");
      const again = success(await sandbox.preview("org", { args: ["--expect-no-changes"] }));
      assert.deepEqual(again.changed, []);
      const outputs = (await sandbox.outputs("org")) as { accounts: Record<string, string> };
      const accounts = cloudOf(sandbox).resources.filter(
        ({ type }) => type === "aws:organizations/account:Account",
      );
      assert.deepEqual(Object.values(outputs.accounts).sort(), accounts.map(({ id }) => id).sort());
    }));
});
