import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { applyChange } from "../../tools/change/apply";
import { driftOf } from "../../tools/change/drift";
import { planChange, planOptions } from "../../tools/change/plan";
import { sourcesDigest } from "../../tools/change/digest";
import { objections, type Target } from "../../tools/change/record";
import { changeTable, violationList } from "../../tools/change/show";
import { type Project, type Sandbox, success, withSandbox } from "../engine/harness";

const PROGRAM = `
  const pulumi = require("@pulumi/pulumi");
  class Part extends pulumi.ComponentResource {
    constructor(name, parent) { super("test:index:Part", name, {}, { parent }); this.registerOutputs({}); }
  }
  const outer = new Part("outer");
  for (const name of new pulumi.Config().requireObject("parts")) new Part(name, outer);
  if (process.env.SURPRISE) new Part("surprise");
`;

const PACK = `
  const { PolicyPack } = require("@pulumi/policy");
  new PolicyPack("names", {
    policies: [
      {
        name: "no-x",
        description: "Nothing is called x.",
        enforcementLevel: "mandatory",
        validateResource: ({ name }, report) => { if (name === "x") report("call it otherwise"); },
      },
    ],
  });
`;

describe("change control", function () {
  this.timeout(120_000);

  function prepare(sandbox: Sandbox): { project: Project; target: Target } {
    const project = sandbox.program("parts", { "index.js": PROGRAM });
    project.editConfig("dev", (config) => (config["parts:parts"] = ["a"]));
    return {
      project,
      target: {
        project: project.folder,
        env: sandbox.environment,
        stack: "dev",
        configFile: project.configFile("dev"),
        args: ["--policy-pack", sandbox.pack("names", PACK)],
        plans: path.join(sandbox.home, "plans"),
      },
    };
  }

  it("plans, shows and carries out a change, and uses the plan up", () =>
    withSandbox(async (sandbox) => {
      const { project, target } = prepare(sandbox);
      success(await project.up());
      project.editConfig("dev", (config) => (config["parts:parts"] = ["b", "c"]));
      const text = await planChange(target);
      assert.match(text, /delete +outer +test:index:Part +a\n +create +outer +test:index:Part +b\n/);
      assert.match(text, /1 to delete, 2 to create\./);
      assert.match(text, /^No network path changes\.$/m);
      await applyChange(target);
      const names = (await project.export()).deployment.resources?.map(({ urn }) => urn.split("::").at(-1));
      assert.deepEqual(names?.sort(), ["b", "c", "outer", "parts-dev"]);
      await assert.rejects(applyChange(target), /There is no plan for dev/);
      assert.match(
        await planChange(target, { openFails: true }),
        /^No network path changes\.\n\nNo changes\.$/m,
      );
    }));

  it("holds what it is told to while the engine works, and keeps the plan when that cannot be had", () =>
    withSandbox(async (sandbox) => {
      const { project, target } = prepare(sandbox);
      success(await project.up());
      project.editConfig("dev", (config) => (config["parts:parts"] = ["b"]));
      await planChange(target);
      const plans = fs.readdirSync(target.plans);
      await assert.rejects(
        applyChange(target, undefined, () => Promise.reject(new Error("locked by another"))),
        /^Error: locked by another/,
      );
      assert.deepEqual(fs.readdirSync(target.plans), plans);
      const told: string[] = [];
      await applyChange(target, undefined, async (work) => {
        told.push("taken");
        const run = await work();
        told.push(`given back after ${run.code}`);
        return run;
      });
      assert.deepEqual(told, ["taken", "given back after 0"]);
    }));

  it("refuses a plan made from other settings or sources, and one older than the last deployment", () =>
    withSandbox(async (sandbox) => {
      const { project, target } = prepare(sandbox);
      success(await project.up());
      await planChange(target);
      project.editConfig("dev", (config) => (config["parts:parts"] = ["z"]));
      await assert.rejects(
        applyChange(target),
        /not carried out:\n {2}- program, settings.* have changed.*\nRun `make plan STACK=dev`/,
      );
      success(await project.up());
      fs.appendFileSync(path.join(target.plans, "dev.json"), " ");
      await assert.rejects(
        applyChange(target),
        /deployed or edited since[^]*have changed[^]*file has been changed/,
      );
    }));

  it("refuses a plan for a stack of the same name elsewhere", () => {
    const record = { made: "", backend: "s3://state", state: "", sources: "", plan: "", policies: 1 };
    assert.deepEqual(objections(record, record), []);
    assert.match(
      objections(record, { ...record, backend: "file:///sandbox" }).join(),
      /s3:\/\/state.*file:\/\/\/sandbox/,
    );
  });

  for (const file of [
    "index.js",
    "components/network/spoke.ts",
    "policy-pack/policies/a.ts",
    "package-lock.json",
  ]) {
    it(`sees a change of ${file}, but not of what is built from it`, () => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), "digest-"));
      try {
        const digest = (): string => sourcesDigest(folder, path.join(folder, "Pulumi.dev.yaml"));
        const write = (name: string): void => {
          fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
          fs.writeFileSync(path.join(folder, name), "x");
        };
        const before = digest();
        for (const name of ["policy-pack/dist/index.js", "policy-pack/node_modules/a/index.js", "README.md"])
          write(name);
        assert.equal(digest(), before);
        write(file);
        assert.notEqual(digest(), before);
      } finally {
        fs.rmSync(folder, { recursive: true });
      }
    });
  }

  it("lets the engine refuse what the plan does not hold", () =>
    withSandbox(async (sandbox) => {
      const { project, target } = prepare(sandbox);
      success(await project.up());
      project.editConfig("dev", (config) => (config["parts:parts"] = ["a", "b"]));
      await planChange(target);
      // What no digest sees: the program reads something else than its sources and settings.
      const other = { ...target, env: { ...target.env, SURPRISE: "1" } };
      await assert.rejects(applyChange(other), /surprise[^]*(plan|violates)/);
      const { resources = [] } = (await project.export()).deployment;
      assert.ok(!resources.some(({ urn }) => urn.endsWith("surprise")));
    }));

  it("tells drift from a comparison that failed", () =>
    withSandbox(async (sandbox) => {
      const { project, target } = prepare(sandbox);
      success(await project.up());
      assert.equal(await driftOf(target), undefined);
      project.editConfig("dev", (config) => (config["parts:parts"] = []));
      assert.match((await driftOf(target)) ?? "", /delete +outer +test:index:Part +a\n/);
      project.editConfig("dev", (config) => delete config["parts:parts"]);
      await assert.rejects(driftOf(target), /dev could not be compared:[^]*parts:parts/);
    }));

  it("makes no plan of a change that a policy forbids", () =>
    withSandbox(async (sandbox) => {
      const { project, target } = prepare(sandbox);
      project.editConfig("dev", (config) => (config["parts:parts"] = ["x"]));
      await project.command(["stack", "init", "dev"]);
      await assert.rejects(planChange(target), /there is no plan[^]*no-x[^]*call it otherwise/);
      assert.deepEqual(fs.readdirSync(target.plans), []);
      await assert.rejects(applyChange(target), /There is no plan/);
    }));

  it("refuses what opens from the internet when OPEN_FAILS is set, and not when it is empty", () =>
    assert.deepEqual(
      [{}, { OPEN_FAILS: "" }, { OPEN_FAILS: "1" }].map((env) => planOptions(env).openFails),
      [false, false, true],
    ));

  it("names a policy once, with all the resources it objects to", () => {
    const violation = {
      policy: "retention",
      pack: "p",
      level: "advisory",
      message: "Too short.\nRemedy: more.",
    };
    assert.equal(
      violationList(["b", "a"].map((name) => ({ ...violation, urn: `urn:pulumi:dev::p::t::${name}` }))),
      "  [advisory] retention: a, b\n      Too short.\n      Remedy: more.",
    );
  });

  it("shows what is replaced or deleted first, with what forces it", () => {
    const operation = {
      urn: "",
      type: "aws:ec2/subnet:Subnet",
      parent: "urn::spoke",
      diffs: [],
      replaceKeys: [],
    };
    assert.equal(
      changeTable([
        { ...operation, op: "create", name: "c" },
        { ...operation, op: "same", name: "s" },
        { ...operation, op: "update", name: "u", diffs: ["tags", "tagsAll", "a", "b", "c"] },
        { ...operation, op: "delete", name: "d", parent: "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev" },
        { ...operation, op: "replace", name: "r", diffs: ["cidrBlock", "tags"], replaceKeys: ["cidrBlock"] },
      ]),
      [
        "  change   component  type                   name  properties",
        "  -------  ---------  ---------------------  ----  ------------------------------",
        "  replace  spoke      aws:ec2/subnet:Subnet  r     cidrBlock (forces it), tags",
        "  delete   -          aws:ec2/subnet:Subnet  d",
        "  update   spoke      aws:ec2/subnet:Subnet  u     tags, tagsAll, a, b and 1 more",
        "  create   spoke      aws:ec2/subnet:Subnet  c",
        "",
        "1 to replace, 1 to delete, 1 to update, 1 to create.",
      ].join("\n"),
    );
  });
});
