import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { NODES, nodeFolder, nodesAvailable } from "../../tools/engine/nodes";
import { root } from "../../tools/lib/paths";
import { success, withSandbox } from "../engine/harness";

const PROGRAM = `
  import * as pulumi from "@pulumi/pulumi";
  import { z } from "zod";
  enum Part { Web = "web" }
  const settings = z.strictObject({ part: z.enum(Part) }).parse({ part: Part.Web });
  class Component extends pulumi.ComponentResource {
    constructor(name: string) {
      super("test:index:Component", name);
      this.registerOutputs({});
    }
  }
  new Component(settings.part);
  export const node: string = process.version;
  if (new pulumi.Config().get("fail")) throw new Error("gives up");
`;

const PACK = `
  const { PolicyPack } = require("@pulumi/policy");
  new PolicyPack("node", {
    policies: [
      {
        name: "node",
        description: "Tells which node runs the pack.",
        enforcementLevel: "advisory",
        validateStack: (_, report) => report(process.version),
      },
    ],
  });
`;

describe("on every supported Node", function () {
  this.timeout(300_000);

  for (const [major, version] of Object.entries(NODES)) {
    it(`program and pack run on Node ${major} without a warning`, async function () {
      if (!nodesAvailable) return this.skip();
      const folder = nodeFolder(Number(major));
      await withSandbox(async (sandbox) => {
        const project = sandbox.program("nodes", { "index.ts": PROGRAM });
        // The harness's own PATH leads to the CLI; this node goes before it.
        const first = { PATH: [folder, sandbox.environment.PATH].join(path.delimiter) };
        const run = success(await project.up("dev", { pack: sandbox.pack("node", PACK), env: first }));
        assert.equal((await project.outputs()).node, `v${version}`);
        assert.ok(run.policyViolations.some(({ message }) => message.includes(`v${version}`)));
        assert.deepEqual(run.warnings, []);
        assert.deepEqual(run.messages, []);
        assert.doesNotMatch(run.text, /warn/i);
        project.editConfig("dev", (config) => (config["nodes:fail"] = "yes"));
        const failed = await project.preview("dev", { env: first });
        assert.match(failed.errors.join(), /gives up[^]*index\.ts:\d+/);
      });
    });
  }

  it("the packages declare no Node that the project does not", () => {
    const lock = JSON.parse(fs.readFileSync(path.join(root, "package-lock.json"), "utf8")) as {
      packages: Record<string, { engines?: { node?: string }; optional?: boolean }>;
    };
    // npm warns of each package whose range leaves the running Node out: `>=22` alone would, on 20.
    const newer = Object.entries(lock.packages).filter(
      ([, { engines, optional }]) =>
        !optional && /^\s*(>=|\^|~)?\s*2[1-9]/.test(engines?.node ?? "") && !/\|\|/.test(engines?.node ?? ""),
    );
    assert.deepEqual(
      newer.map(([name, { engines }]) => `${name}: ${engines?.node}`),
      [],
    );
  });
});
