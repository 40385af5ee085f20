import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { enforcedArguments, evaluatedPolicies } from "../../policy-pack/lib/enforcement";
import { root } from "../../tools/lib/paths";
import { withSandbox } from "../engine/harness";

describe("landing-zone-enforce", () => {
  describe("command line", () => {
    it("adds the pack and its settings to what is asked for", () =>
      assert.deepEqual(
        enforcedArguments(["--config", "c.json", "--", "preview", "--stack", "dev"], "/pack"),
        {
          ok: true,
          args: ["preview", "--stack", "dev", "--policy-pack", "/pack", "--policy-pack-config", "c.json"],
          config: "c.json",
        },
      ));

    const refused: [why: string, words: string[], says: RegExp][] = [
      ["nothing", [], /expected one of preview, up/],
      ["no --", ["preview"], /expected --config FILE/],
      ["a flag without its file", ["--config", "--", "preview"], /expected --config FILE/],
      ["a command that evaluates no policy", ["--", "destroy"], /found "destroy".*preview, up/],
      ["another pack", ["--", "up", "--policy-pack", "mine"], /--policy-pack is given by this command/],
      ["other settings", ["--", "up", "--policy-pack-config=mine.json"], /cannot be set from outside/],
      ["another log", ["--", "preview", "--event-log", "x"], /--event-log is given/],
    ];
    for (const [why, words, says] of refused) {
      it(`refuses ${why}`, () => {
        const result = enforcedArguments(words, "/pack");
        assert.ok(!result.ok);
        assert.match(result.problem, says);
      });
    }
  });

  it("counts each policy of this pack once, and none of another's", () => {
    const line = (kind: string, policyPackName: string, passed: string[], failed: string[]) =>
      JSON.stringify({ sequence: 1, [kind]: { policyPackName, passed, failed } });
    const log = [
      line("policyAnalyzeSummaryEvent", "landing-zone", ["a", "b"], []),
      line("policyAnalyzeSummaryEvent", "landing-zone", ["b"], ["c"]),
      line("policyAnalyzeStackSummaryEvent", "landing-zone", ["d"], []),
      line("policyAnalyzeSummaryEvent", "another", ["e"], ["f"]),
      JSON.stringify({ sequence: 2, diagnosticEvent: { message: "landing-zone" } }),
      "",
    ].join("\n");
    assert.equal(evaluatedPolicies(log), 4);
  });

  describe("with the real engine", () => {
    const program = (cidrIpv4: string) => `
      const { Provider } = require("@pulumi/aws/provider");
      const ec2 = require("@pulumi/aws/ec2");
      const vpc = require("@pulumi/aws/vpc");
      const tags = { owner: "a@example.org", environment: "dev", workload: "w", "data-classification": "internal" };
      const provider = new Provider("p", { region: "eu-west-2", allowedAccountIds: ["123456789012"], defaultTags: { tags },
        assumeRoles: [{ roleArn: "arn:aws:iam::123456789012:role/r" }] });
      const group = new ec2.SecurityGroup("g", { description: "of the test" }, { provider });
      new vpc.SecurityGroupIngressRule("ssh", { securityGroupId: group.id, ipProtocol: "tcp", fromPort: 22, toPort: 22,
        cidrIpv4: "${cidrIpv4}", description: "administration" }, { provider });`;
    const bin = path.join(root, "policy-pack/dist/enforce.js");

    it("passes with the pack, fails on a violation, and fails when something leaves the pack out", async function () {
      this.timeout(240_000);
      await withSandbox(async (sandbox) => {
        const run = async (name: string, cidr: string, env: NodeJS.ProcessEnv = {}, words: string[] = []) => {
          const project = sandbox.program(name, { "index.js": program(cidr) });
          await project.init("dev");
          const { cwd, env: own } = project.commandLine("preview", "dev");
          const args = ["--", "preview", "--stack", "dev", "--non-interactive"];
          const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...words, ...args], {
            cwd,
            env: { ...own, ...env },
            encoding: "utf8",
          });
          return { status, output: stdout + stderr };
        };
        const good = await run("good", "10.0.0.0/8");
        assert.equal(good.status, 0, good.output);
        assert.match(good.output, /The policy pack was evaluated: \d+ policies/);

        const bad = await run("bad", "0.0.0.0/0");
        assert.notEqual(bad.status, 0);
        assert.match(bad.output, /no-remote-administration-from-anywhere/);

        // A `pulumi` before the real one on PATH that leaves the pack out, as a wrapper or an alias may.
        const { PATH } = sandbox.environment;
        const fake = path.join(sandbox.home, "fake");
        fs.mkdirSync(fake);
        fs.writeFileSync(
          path.join(fake, "pulumi"),
          `#!/bin/sh\nPATH='${PATH}'\nset -- $(printf '%s\\n' "$@" | sed '/^--policy-pack/,+1d')\nexec pulumi "$@"\n`,
          { mode: 0o755 },
        );
        const without = await run("without", "0.0.0.0/0", { PATH: `${fake}:${PATH}` });
        assert.equal(without.status, 3, without.output);
        assert.match(without.output, /was not evaluated/);

        const config = path.join(sandbox.home, "wrong.json");
        fs.writeFileSync(
          config,
          JSON.stringify({ "vpc-flow-logs-enable": "mandatory", "trail-enabled": "perhaps" }),
        );
        const wrong = await run("wrong", "10.0.0.0/8", {}, ["--config", config]);
        assert.equal(wrong.status, 2);
        assert.match(wrong.output, /vpc-flow-logs-enabled/);
        assert.match(wrong.output, /perhaps/);
      });
    });
  });
});
