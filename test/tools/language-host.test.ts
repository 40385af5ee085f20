import * as assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { success, withSandbox } from "../engine/harness";

const PROGRAM = `
  import * as pulumi from "@pulumi/pulumi";
  class Part extends pulumi.ComponentResource {
    constructor(name: string) {
      super("test:index:Part", name);
      this.registerOutputs({});
    }
  }
  const config = new pulumi.Config();
  new Part("one");
  new Part("two");
  if (config.get("fail")) throw new Error("the program gives up");
  console.log("the program speaks");
  export const where = \`\${pulumi.getOrganization()}/\${pulumi.getProject()}/\${pulumi.getStack()}\`;
  export const dryRun: boolean = pulumi.runtime.isDryRun();
  export const word = config.requireSecret("word");
  export const hidden: boolean = config.get("word") === "hush";
  export const arg = process.argv.slice(2);
`;

const PACK = `
  const { PolicyPack } = require("@pulumi/policy");
  const pulumi = require("@pulumi/pulumi");
  new PolicyPack("throwaway", {
    policies: [
      {
        name: "names",
        description: "Part two is told about.",
        enforcementLevel: "advisory",
        validateResource: (args, report) => {
          const where = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
          if (args.name === "two") report("seen in " + where + " with " + new pulumi.Config("langhost").get("level"));
        },
      },
      {
        name: "stack",
        description: "The stack has no part three.",
        enforcementLevel: "mandatory",
        validateStack: (args, report) => {
          if (args.resources.some(({ name }) => name === "three")) report("there is a three among " + args.resources.length);
        },
      },
    ],
  });
`;

describe("language host stand-in", function () {
  this.timeout(120_000);
  const settings = (config: Record<string, unknown>): void => {
    config["langhost:level"] = "high";
  };

  it("runs a program at preview and up, with its place, its settings and its secrets", () =>
    withSandbox(async (sandbox) => {
      const project = sandbox.program("langhost", { "index.ts": PROGRAM });
      project.editConfig("dev", settings);
      await project.preview("dev", { args: ["--config", "word=x"] });
      success(
        await project.command(["config", "set", "--secret", "langhost:word", "hush", "--stack", "dev"]),
      );
      const preview = success(await project.preview());
      assert.deepEqual(preview.changes, { create: 3 });
      assert.deepEqual(preview.messages, ["the program speaks"]);
      assert.deepEqual(preview.warnings, []);
      success(await project.up());
      const state = JSON.stringify(await project.export());
      assert.ok(!state.includes("hush"), "the secret must not be in the state in clear text");
      assert.deepEqual(await project.outputs(), {
        where: "organization/langhost/dev",
        dryRun: false,
        word: "hush",
        hidden: true,
        arg: [],
      });
      assert.deepEqual((await project.preview("dev", { args: ["--expect-no-changes"] })).changed, []);
    }));

  it("shows a program's exception once and fails", () =>
    withSandbox(async (sandbox) => {
      const project = sandbox.program("langhost", { "index.ts": PROGRAM });
      project.editConfig("dev", (config) =>
        Object.assign(config, { "langhost:word": "w", "langhost:fail": "1" }),
      );
      const preview = await project.preview();
      assert.notEqual(preview.code, 0);
      const [message = "", ...more] = preview.errors;
      assert.deepEqual(more, []);
      assert.match(message, /the program gives up/);
      assert.match(message, /index\.ts:12/, "the stack must name the line in TypeScript");
      assert.ok(preview.duration < 20_000, "colouring the stack must not hang");
    }));

  it("says what to do when the SDK is not installed", () =>
    withSandbox(async (sandbox) => {
      const project = sandbox.program("langhost", { "index.js": "" });
      fs.rmSync(path.join(project.folder, "node_modules"));
      const preview = await project.preview();
      assert.notEqual(preview.code, 0);
      assert.match(preview.text, /SDK has not been installed.*npm install/);
    }));

  it("starts a policy pack that knows its stack; a mandatory stack policy fails the preview", () =>
    withSandbox(async (sandbox) => {
      const pack = sandbox.pack("throwaway", PACK);
      const good = sandbox.program("langhost", { "index.ts": PROGRAM });
      good.editConfig("dev", (config) =>
        Object.assign(config, { "langhost:word": "w", "langhost:level": "high" }),
      );
      const preview = success(await good.preview("dev", { pack }));
      assert.deepEqual(preview.policies, ["names", "stack"]);
      assert.deepEqual(
        preview.policyViolations.map(({ policy, level, message }) => [
          policy,
          level,
          message.split("\n").at(-1),
        ]),
        [["names", "advisory", "seen in organization/langhost/dev with high"]],
      );
      const bad = sandbox.program("other", { "index.ts": `${PROGRAM}new Part("three");` });
      bad.editConfig("dev", (config) => Object.assign(config, { "other:word": "w" }));
      const refused = await bad.preview("dev", { pack });
      assert.notEqual(refused.code, 0);
      assert.ok(
        refused.policyViolations.some(({ policy, level }) => policy === "stack" && level === "mandatory"),
      );
    }));

  it("reports a pack that cannot start", () =>
    withSandbox(async (sandbox) => {
      const project = sandbox.program("langhost", { "index.js": "" });
      const preview = await project.preview("dev", {
        pack: sandbox.pack("broken", "throw new Error('no pack');"),
      });
      assert.notEqual(preview.code, 0);
      assert.match(preview.text, /no pack/);
    }));

  it("stops the program when the user interrupts", () =>
    withSandbox(async (sandbox) => {
      const marker = path.join(sandbox.home, "pid");
      const project = sandbox.program("langhost", {
        "index.js": `
          require("fs").writeFileSync(${JSON.stringify(marker)}, String(process.pid));
          setInterval(() => {}, 1000);
        `,
      });
      await project.command(["stack", "init", "dev"]);
      const child = spawn("pulumi", ["preview", "--stack", "dev", "--non-interactive"], {
        cwd: project.folder,
        env: sandbox.environment,
        stdio: "ignore",
      });
      const pid = await written(marker);
      child.kill("SIGINT");
      assert.notEqual(await ended(child), 0);
      assert.ok(await gone(pid), "the program must not outlive the CLI");
    }));
});

/** The process id in a file, once it is there. */
async function written(file: string): Promise<number> {
  for (;;) {
    const content = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
    if (content !== "") return Number(content);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Whether a process ends within the grace the host gives it. */
async function gone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 60; tries++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("close", resolve));
}
