import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { failureText } from "../../tools/cli/failure";
import type { LoggedEvent } from "../../tools/cli/event-log";
import { EventLog } from "../../tools/cli/event-log";
import { evaluatedPolicies, lastPhase, messages, operations, violations } from "../../tools/cli/events";
import { root } from "../../tools/lib/paths";
import { joinedStacks, packArguments, stackOrder } from "../../tools/lib/stacks";
import { removeSandbox, sandboxVariables } from "../../tools/sandbox/environment";
import { endFirstDeployment, markFirstDeployment, removeCutOff } from "../../tools/sandbox/first-deployment";
import { changeLine, policyLine, stackReport } from "../../tools/sandbox/report";
import { inventory, type StackState } from "../../tools/sandbox/state";

const urn = (type: string, name: string): string => `urn:pulumi:dev::p::${type}::${name}`;
const provider = (name: string, account: string) => ({
  urn: urn("pulumi:providers:aws", name),
  id: `${name}-id`,
  type: "pulumi:providers:aws",
  custom: true,
  inputs: { allowedAccountIds: JSON.stringify([account]) },
});
const resource = (type: string, name: string, by: string, outputs = {}) => ({
  urn: urn(type, name),
  id: `${name}-id`,
  type,
  custom: true,
  provider: `${urn("pulumi:providers:aws", by)}::${by}-id`,
  outputs,
});

const STATE: StackState = {
  deployment: {
    resources: [
      { urn: urn("pulumi:pulumi:Stack", "p-dev"), type: "pulumi:pulumi:Stack", custom: false },
      provider("network", "210000000101"),
      provider("booking", "210000000111"),
      resource("aws:ec2/vpc:Vpc", "hub", "network", { cidrBlock: "10.32.0.0/20" }),
      resource("aws:ec2/subnet:Subnet", "a", "network"),
      resource("aws:s3/bucket:Bucket", "b", "booking"),
    ],
  },
};

const event = (content: object, sequence = 0): LoggedEvent =>
  ({ sequence, timestamp: 0, ...content }) as LoggedEvent;
const step = (op: string, name: string): LoggedEvent =>
  event({ resourcePreEvent: { metadata: { op, urn: urn("t:m:T", name), type: "t:m:T" } } });
const summary = (resourceChanges: object, isPreview = false): LoggedEvent =>
  event({ summaryEvent: { resourceChanges, isPreview } });
const run = (events: LoggedEvent[]) => ({ code: 0, stdout: "", stderr: "", duration: 1500, events });

/** What the workflows take for the order, in a folder. */
function stacksOfAction(folder: string): string[] {
  const { runs } = parse(fs.readFileSync(path.join(root, ".github/actions/stacks/action.yml"), "utf8")) as {
    runs: { steps: Array<{ run: string }> };
  };
  const output = path.join(folder, "github-output");
  fs.rmSync(output, { force: true });
  execFileSync("bash", ["-e", "-o", "pipefail", "-c", runs.steps[0]!.run], {
    cwd: folder,
    env: { ...process.env, GITHUB_OUTPUT: output },
  });
  return JSON.parse(fs.readFileSync(output, "utf8").replace("names=", "")) as string[];
}

describe("sandbox tool", () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "tool-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it("finds in each stack's file the salt that the engine would write into the checkout", () => {
    for (const stack of stackOrder())
      assert.match(
        fs.readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8"),
        /^encryptionsalt: v1:/m,
        stack,
      );
  });

  it("makes a sandbox anew whose first deployment was killed, and no other", async () => {
    const kept = path.join(folder, "state");
    fs.mkdirSync(kept);
    markFirstDeployment(folder);
    endFirstDeployment(folder);
    assert.equal(await removeCutOff(folder), false);
    assert.ok(fs.existsSync(kept));
    markFirstDeployment(folder);
    assert.equal(await removeCutOff(folder), true);
    assert.ok(!fs.existsSync(kept));
    fs.mkdirSync(folder);
  });

  it("reads accounts, VPCs and services from a state", () =>
    assert.deepEqual(inventory(STATE), {
      accounts: [
        { id: "210000000101", name: "network", resources: 2 },
        { id: "210000000111", name: "booking", resources: 1 },
      ],
      vpcs: [{ name: "hub", cidr: "10.32.0.0/20", id: "hub-id", account: "210000000101" }],
      services: [
        ["ec2", 2],
        ["s3", 1],
      ],
      total: 3,
    }));

  it("reports a stack", () => {
    const events = [
      summary({ create: 9 }, true),
      event({ policyAnalyzeSummaryEvent: { policyPackName: "p", passed: ["a", "b"], failed: ["c"] } }),
      event({
        policyEvent: { policyName: "c", policyPackName: "p", enforcementLevel: "advisory", message: "m" },
      }),
      summary({ create: 3, same: 2 }),
    ];
    const report = stackReport("dev", run(events), STATE);
    assert.match(report, /^dev: 3 resources, 3 create, 1\.5 s$/m);
    assert.match(report, /^ {2}210000000101 +network +2$/m);
    assert.match(report, /^ {2}hub +10\.32\.0\.0\/20 +hub-id +210000000101$/m);
    assert.match(report, /resources: ec2 2, s3 1$/m);
    assert.match(report, /policies: +3 evaluated, violations: 1 advisory$/m);
    assert.equal(changeLine(run([summary({ same: 5 })])), "no changes");
    assert.equal(policyLine(run([summary({ same: 5 })])), "0 evaluated, none violated");
  });

  it("takes the steps, violations and policies of the last phase alone", () => {
    const violation = {
      policyName: "c",
      policyPackName: "p",
      enforcementLevel: "mandatory",
      message: "<{%fg 1%}>no<{%reset%}>",
    };
    const events = [
      step("create", "previewed"),
      summary({ create: 1 }, true),
      step("create", "made"),
      step("create-replacement", "half"),
      event({ policyEvent: violation }),
      event({ policyAnalyzeStackSummaryEvent: { policyPackName: "p", passed: ["b"], failed: ["c"] } }),
      event({ diagnosticEvent: { severity: "error", message: "bad", color: "never" } }),
      event({ diagnosticEvent: { severity: "error", message: "bad", color: "never" } }),
      summary({ create: 1 }),
    ];
    const last = lastPhase(events);
    assert.deepEqual(
      operations(last).map(({ name }) => name),
      ["made"],
    );
    assert.deepEqual(
      violations(last).map(({ level, message }) => [level, message]),
      [["mandatory", "no"]],
    );
    assert.deepEqual(evaluatedPolicies(last), ["b", "c"]);
    assert.deepEqual(messages(events, "error"), ["bad"]);
    assert.equal(lastPhase(events.slice(0, 2)).length, 2, "a preview alone is the last phase");
  });

  it("reads a log of events that is still being written, and skips the debug lines", () => {
    const seen: number[] = [];
    const log = new EventLog(path.join(folder, "log"), ({ sequence }) => seen.push(sequence));
    log.read();
    const text = [
      JSON.stringify(event({ summaryEvent: {} }, 1)),
      JSON.stringify(event({ diagnosticEvent: { severity: "debug", message: "" } }, 2)),
      JSON.stringify(event({ diagnosticEvent: { severity: "info", message: "ü" } }, 3)),
    ].join("\n");
    const bytes = Buffer.from(`${text}\n`);
    // Cut in the middle of a letter.
    const cut = bytes.indexOf("ü") + 1;
    fs.appendFileSync(log.file, bytes.subarray(0, cut));
    log.read();
    assert.deepEqual(seen, [1]);
    fs.appendFileSync(log.file, bytes.subarray(cut));
    log.read();
    log.read();
    assert.deepEqual(seen, [1, 3]);
    assert.equal(log.events[1]?.diagnosticEvent?.message, "ü");
    // Written anew, and already longer than it was.
    const longer = event({ diagnosticEvent: { severity: "info", message: "x".repeat(2 * text.length) } }, 4);
    fs.writeFileSync(log.file, `${JSON.stringify(longer)}\n`);
    log.read();
    fs.writeFileSync(log.file, `${JSON.stringify(event({ summaryEvent: {} }, 5))}\n`);
    log.read();
    assert.deepEqual(seen, [1, 3, 4, 5]);
  });

  it("tells a failure in the CLI's words, without the lines for each resource", () => {
    const preview = "Previewing update (dev):\n + a create\nPolicies:\n    old\nResources:\n    1\n";
    const update = "Updating (dev):\n + a create\nDiagnostics:\n    error: no\nResources:\n    1\n";
    const failed = { ...run([]), code: 1, stdout: preview + update, stderr: "stopped\n" };
    assert.equal(failureText(failed), "Diagnostics:\n    error: no\nResources:\n    1\nstopped");
    assert.match(failureText({ ...failed, stdout: preview }), /^Policies:\n {4}old/);
    assert.equal(failureText({ ...failed, stdout: "" }), "stopped");
  });

  it("is removed, and once more without harm", async () => {
    const sandbox = path.join(folder, "sandbox");
    fs.mkdirSync(path.join(sandbox, "home"), { recursive: true });
    await removeSandbox(sandbox);
    assert.ok(!fs.existsSync(sandbox));
    await removeSandbox(sandbox);
  });

  it("deploys what others read from first", () => {
    const write = (stack: string, settings: Readonly<Record<string, string>>): void =>
      fs.writeFileSync(
        path.join(folder, `Pulumi.${stack}.yaml`),
        [
          "config:",
          ...Object.entries(settings).map(([key, value]) => `  landing-zone:${key}: ${value}`),
          "",
        ].join("\n"),
      );
    write("live", { stack: "environment", production: '"true"', owner: "{ name: stack }" });
    write("a-trial", { stack: "environment # of ours", production: "false" });
    write("live-b", { stack: "workload", environmentStack: "live", workload: "b" });
    write("a-c", { stack: "workload", environmentStack: "a-trial", workload: "c" });
    write("live-a", { stack: "workload", environmentStack: '"live"', workload: "a" });
    write("zz-org", { stack: "organization" });
    const order = ["zz-org", "a-trial", "a-c", "live", "live-a", "live-b"];
    assert.deepEqual(stackOrder(folder), order);
    assert.deepEqual(stacksOfAction(folder), order);
    fs.rmSync(path.join(folder, "Pulumi.zz-org.yaml"));
    assert.deepEqual(stackOrder(folder), order.slice(1));
    assert.deepEqual(stacksOfAction(folder), order.slice(1));
    assert.deepEqual(joinedStacks("live", folder), ["live-a", "live-b"]);
    assert.deepEqual(joinedStacks("live-b", folder), ["live"]);
    write("wrong", { region: "eu-west-2" });
    assert.deepEqual(
      stackOrder(folder),
      [...order.slice(1), "wrong"],
      "the program says what is wrong with it",
    );

    const config = path.join(folder, "policy-pack/config");
    fs.mkdirSync(config, { recursive: true });
    fs.writeFileSync(path.join(config, "live.json"), "{}");
    fs.writeFileSync(path.join(config, "live-b.json"), "{}");
    const configOf = (stack: string): string | undefined => packArguments(stack, folder)[3];
    assert.deepEqual(["live", "live-a", "live-b", "a-c"].map(configOf), [
      "policy-pack/config/live.json",
      "policy-pack/config/live.json",
      "policy-pack/config/live-b.json",
      undefined,
    ]);
  });

  it("puts the stand-in providers where the engine takes them without a warning", () => {
    const variables = sandboxVariables(folder);
    const { version } = JSON.parse(
      fs.readFileSync(path.join(root, "node_modules/@pulumi/aws/package.json"), "utf8"),
    ) as { version: string };
    const plugin = path.join(folder, "home/plugins", `resource-aws-v${version}`, "pulumi-resource-aws");
    assert.equal(fs.realpathSync(plugin), path.join(root, "sandbox/bin/pulumi-resource-aws"));
    assert.equal(variables.PULUMI_HOME, path.join(folder, "home"));
    assert.equal(variables.PULUMI_BACKEND_URL, `file://${folder}/state`);
    sandboxVariables(folder);
  });

  for (const shell of ["bash", "sh"]) {
    it(`sandbox/env.sh leads a ${shell} into the sandbox, twice as well as once`, function () {
      this.timeout(30_000);
      const script =
        '. ./sandbox/env.sh; . ./sandbox/env.sh; pulumi version; echo "$PULUMI_HOME"; echo "$PATH"';
      const output = execFileSync(shell, ["-c", script], { cwd: root, encoding: "utf8" });
      const [version = "", home, search = ""] = output.trim().split("\n");
      assert.match(version, /^v?\d+\.\d+\.\d+/);
      assert.equal(home, path.join(root, ".sandbox/home"));
      const folders = search.split(":");
      assert.equal(new Set(folders.slice(0, 2)).size, 2, "PATH does not grow with each time");
    });
  }
});
