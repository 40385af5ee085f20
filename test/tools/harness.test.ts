import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import { success, withSandbox } from "../engine/harness";

const PROGRAM = `
  const pulumi = require("@pulumi/pulumi");
  class Part extends pulumi.ComponentResource {
    constructor(name, parent) { super("test:index:Part", name, {}, { parent }); this.registerOutputs({}); }
  }
  const config = new pulumi.Config();
  const outer = new Part("outer");
  for (const name of config.requireObject("parts")) new Part(name, outer);
  exports.count = config.requireObject("parts").length;
`;

describe("engine harness", function () {
  this.timeout(120_000);

  it("runs a program on settings that tests edit, and leaves its folder alone", () =>
    withSandbox(async (sandbox) => {
      const project = sandbox.program("parts", {
        "index.js": PROGRAM,
        "Pulumi.dev.yaml": "config:\n  parts:parts: [a]\n",
      });
      const before = fs.readdirSync(project.folder);
      assert.deepEqual(success(await project.up()).changes, { create: 3 });
      project.editConfig("dev", (config) => (config["parts:parts"] = ["a", "b"]));
      const preview = success(await project.preview());
      assert.deepEqual(
        preview.changed.map(({ op, name, parent }) => [op, name, parent.split("::").at(-1)]),
        [["create", "b", "outer"]],
      );
      success(await project.up());
      assert.deepEqual(await project.outputs(), { count: 2 });
      const names = (await project.export()).deployment.resources?.map(({ urn }) => urn.split("::").at(-1));
      assert.deepEqual(names?.sort(), ["a", "b", "outer", "parts-dev"]);
      assert.deepEqual(success(await project.destroy()).changes, { delete: 4 });
      assert.deepEqual(fs.readdirSync(project.folder), before);
      assert.equal(
        fs.readFileSync(`${project.folder}/Pulumi.dev.yaml`, "utf8"),
        "config:\n  parts:parts: [a]\n",
      );
    }));

  it("keeps sandboxes apart and removes them", async () => {
    const homes = await Promise.all(
      ["one", "two"].map((name) =>
        withSandbox(async (sandbox) => {
          const project = sandbox.program("parts", { "index.js": PROGRAM });
          project.editConfig("dev", (config) => (config["parts:parts"] = [name]));
          success(await project.up());
          const { resources } = (await project.export()).deployment;
          assert.ok(resources?.some(({ urn }) => urn.endsWith(`::${name}`)));
          assert.equal(resources?.length, 3);
          return sandbox.home;
        }),
      ),
    );
    assert.notEqual(homes[0], homes[1]);
    for (const home of homes) assert.ok(!fs.existsSync(home));
  });

  it("takes its own words for a failure", () =>
    withSandbox(async (sandbox) => {
      const project = sandbox.program("parts", { "index.js": PROGRAM });
      const failed = await project.preview();
      assert.throws(() => success(failed), /pulumi ended with \d+:[^]*parts:parts/);
    }));
});
