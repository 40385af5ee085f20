import assert from "node:assert/strict";
import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as http from "node:http";
import * as path from "node:path";
import { parse } from "yaml";
import { policies } from "../../policy-pack/policies";
import { root } from "../../tools/lib/paths";
import { type Sandbox, success, withSandbox } from "../engine/harness";

/** A request that the CLI made, its body parsed where it is JSON. */
interface Call {
  readonly what: string;
  readonly body: Buffer;
}

/** What the CLI tells Pulumi Cloud of one policy. */
interface PublishedPolicy {
  readonly name: string;
  readonly description?: string;
  readonly enforcementLevel: string;
  readonly configSchema?: { readonly type: string; readonly properties: Readonly<Record<string, Property>> };
}
interface Property {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly items?: { readonly type?: string };
  readonly enum?: readonly unknown[];
}
interface Published {
  readonly name: string;
  readonly versionTag: string;
  readonly displayName: string;
  readonly policies: readonly PublishedPolicy[];
}

const manifest = JSON.parse(fs.readFileSync(path.join(root, "policy-pack/package.json"), "utf8")) as {
  version: string;
};

/** A small stand-in of the part of Pulumi Cloud that a pack is published to. */
async function withCloud<T>(work: (url: string, calls: Call[]) => Promise<T>): Promise<T> {
  const calls: Call[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const what = `${request.method ?? ""} ${request.url ?? ""}`;
      calls.push({ what, body: Buffer.concat(chunks) });
      const answer: Readonly<Record<string, object>> = {
        "GET /api/user": {
          githubLogin: "somebody",
          name: "somebody",
          email: "a@example.org",
          organizations: [],
        },
        "GET /api/user/organizations/default": { defaultOrganization: "acme" },
        "POST /api/orgs/acme/policypacks": {
          version: 1,
          uploadURI: `http://${request.headers.host ?? ""}/upload`,
          requiredHeaders: {},
        },
      };
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify(answer[what] ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  try {
    return await work(`http://127.0.0.1:${address.port}`, calls);
  } finally {
    server.close();
  }
}

/** Runs while the stand-in answers: a synchronous child would keep it from answering. */
function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { cwd, env });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${command} ended with ${code}:\n${output}`)),
    );
  });
}

/** Commands of a step of the workflow that other repositories call, by the step's name. */
function step(name: string): string {
  const file = fs.readFileSync(path.join(root, ".github/workflows/enforce-policies.yml"), "utf8");
  const { jobs } = parse(file) as { jobs: { preview: { steps: { name?: string; run?: string }[] } } };
  const found = jobs.preview.steps.find((one) => one.name === name)?.run;
  assert.ok(found, `no step ${name}`);
  return found;
}

const program = (cidr: string): string => `
  const { Provider } = require("@pulumi/aws/provider");
  const ec2 = require("@pulumi/aws/ec2");
  const vpc = require("@pulumi/aws/vpc");
  const tags = { owner: "a@example.org", environment: "dev", workload: "w", "data-classification": "internal" };
  const provider = new Provider("p", { region: "eu-west-2", allowedAccountIds: ["123456789012"], defaultTags: { tags },
    assumeRoles: [{ roleArn: "arn:aws:iam::123456789012:role/r" }] });
  const group = new ec2.SecurityGroup("g", { description: "of the test" }, { provider });
  new vpc.SecurityGroupIngressRule("ssh", { securityGroupId: group.id, ipProtocol: "tcp", fromPort: 22, toPort: 22,
    cidrIpv4: "${cidr}", description: "administration" }, { provider });`;

const SSH = /no-remote-administration-from-anywhere/;

describe("the pack as others get it", function () {
  this.timeout(600_000);

  /** Publishes the pack to the stand-in. Returns what was told of it, and the archive that was uploaded, as a file. */
  const publish = (sandbox: Sandbox): Promise<{ told: Published; archive: string; calls: string[] }> =>
    withCloud(async (url, calls) => {
      await run("make", ["--no-print-directory", "policy-publish", "ORG=acme"], root, {
        ...sandbox.environment,
        PULUMI_BACKEND_URL: url,
        PULUMI_ACCESS_TOKEN: "pul-of-the-test",
      });
      const of = (what: string): Buffer => {
        const found = calls.find((call) => call.what === what);
        assert.ok(found, `${what}: ${calls.map((call) => call.what).join(", ")}`);
        return found.body;
      };
      const archive = path.join(sandbox.home, "uploaded.tgz");
      fs.writeFileSync(archive, of("PUT /upload"));
      const told = JSON.parse(of("POST /api/orgs/acme/policypacks").toString()) as Published;
      return { told, archive, calls: calls.map(({ what }) => what) };
    });

  it("is published whole, installs from what was published, and enforces outside of the checkout", () =>
    withSandbox(async (sandbox) => {
      const { told, archive, calls } = await publish(sandbox);

      // What Pulumi Cloud is told.
      assert.equal(told.name, "landing-zone");
      assert.equal(told.versionTag, manifest.version);
      assert.ok(
        calls.includes(`POST /api/orgs/acme/policypacks/landing-zone/versions/${manifest.version}/complete`),
        calls.join("\n"),
      );
      assert.deepEqual(told.policies.map(({ name }) => name).sort(), policies.map(({ name }) => name).sort());
      for (const policy of told.policies) checkForm(policy);

      // What is in the archive: all that runs, and nothing that does not.
      const listed = spawnSync("tar", ["-tzf", archive], { encoding: "utf8" })
        .stdout.split("\n")
        .filter(Boolean);
      for (const file of [
        "package.json",
        "PulumiPolicy.yaml",
        "README.md",
        "dist/pack.js",
        "dist/enforce.js",
        "dist/analyze.js",
        "config/prod.json",
      ])
        assert.ok(listed.includes(`package/${file}`), file);
      const stray = listed.filter(
        (file) =>
          !/^package\/((dist|config)\/|[\w.]+$)/.test(file) ||
          /\.test\.|\/bench\/|node_modules|\.built/.test(file),
      );
      assert.deepEqual(stray, []);

      // Installed as the workflow for other repositories does it, into a folder that has nothing of the checkout.
      const temporary = path.join(sandbox.home, "runner");
      fs.mkdirSync(temporary);
      const env: NodeJS.ProcessEnv = {
        ...sandbox.environment,
        RUNNER_TEMP: temporary,
        PACK: archive,
        CONFIG: "",
        STACK: "dev",
        npm_config_prefer_offline: "true",
      };
      const bash = (script: string, cwd: string): SpawnSyncReturns<string> =>
        spawnSync("bash", ["-e", "-o", "pipefail", "-c", script], { cwd, env, encoding: "utf8" });
      const install = bash(step("The policy pack, apart from the program's packages"), temporary);
      assert.equal(install.status, 0, install.stdout + install.stderr);
      const installed = path.join(temporary, "pack/node_modules/landing-zone-policy-pack");
      assert.ok(!fs.lstatSync(installed).isSymbolicLink());

      // By path, as anybody may.
      const good = sandbox.program("good", { "index.js": program("10.0.0.0/8") });
      success(await good.preview("dev", { pack: installed }));
      const bad = sandbox.program("bad", { "index.js": program("0.0.0.0/0") });
      const refused = await bad.preview("dev", { pack: installed });
      assert.notEqual(refused.code, 0);
      assert.match(refused.text, SSH);

      // By the workflow's own step.
      const preview = step("Preview with the pack");
      const enforced = bash(preview, good.folder);
      assert.equal(enforced.status, 0, enforced.stdout + enforced.stderr);
      assert.match(enforced.stderr, /The policy pack was evaluated: \d+ policies/);
      const stopped = bash(preview, bad.folder);
      assert.notEqual(stopped.status, 0);
      assert.match(stopped.stdout + stopped.stderr, SSH);

      // Over a stored state, with no backend and no program.
      success(await bad.up("dev"));
      const state = path.join(sandbox.home, "state.json");
      fs.writeFileSync(state, JSON.stringify(await bad.export("dev")));
      const { status, stdout, stderr } = spawnSync(
        "pulumi",
        ["policy", "analyze", "--policy-pack", installed, "--file", state],
        { cwd: temporary, env: { ...env, PULUMI_BACKEND_URL: `file://${temporary}` }, encoding: "utf8" },
      );
      assert.notEqual(status, 0, stdout + stderr);
      assert.match(stdout + stderr, SSH);

      // And without the engine, by the command that the package brings.
      const analyze = path.join(temporary, "pack/node_modules/.bin/landing-zone-analyze");
      const alone = spawnSync(process.execPath, [fs.realpathSync(analyze), state, "--format", "sarif"], {
        cwd: temporary,
        env: { PATH: "" },
        encoding: "utf8",
      });
      assert.equal(alone.status, 1, alone.stderr);
      const { runs } = JSON.parse(alone.stdout) as {
        runs: { tool: { driver: { version: string } }; results: { ruleId: string; level: string }[] }[];
      };
      assert.equal(runs[0]?.tool.driver.version, manifest.version);
      assert.ok(runs[0].results.some(({ ruleId, level }) => SSH.test(ruleId) && level === "error"));
    }));
});

/** The form that the console draws is made of this: a type for every field, a word on it, and a default that fits. */
function checkForm({ name, description, enforcementLevel, configSchema }: PublishedPolicy): void {
  assert.match(name, /^[a-z][a-z0-9-]{0,99}$/);
  assert.ok((description ?? "").length > 0, name);
  assert.match(enforcementLevel, /^(advisory|mandatory|remediate|disabled)$/, name);
  if (configSchema === undefined) return;
  assert.equal(configSchema.type, "object", name);
  for (const [field, property] of Object.entries(configSchema.properties)) {
    // The SDK's own: the level, which every policy has.
    if (field === "enforcementLevel") continue;
    const where = `${name}.${field}`;
    assert.match(property.type ?? "", /^(string|boolean|integer|number|array|object)$/, where);
    assert.ok((property.description ?? "").length > 0, where);
    const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
      string: (value) => typeof value === "string",
      boolean: (value) => typeof value === "boolean",
      integer: Number.isInteger,
      number: (value) => typeof value === "number",
      array: Array.isArray,
      object: (value) => typeof value === "object",
    };
    assert.ok(fits[property.type ?? ""]?.(property.default), where);
    if (property.enum) assert.ok(property.enum.includes(property.default), where);
    if (property.type === "array") assert.ok(property.items?.type, `${where}: items`);
  }
}
