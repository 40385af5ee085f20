import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { policies } from "../../policy-pack/policies";
import { root } from "../../tools/lib/paths";
import { type Project, type Sandbox, deployedStacks, success, withSandbox } from "../engine/harness";

const PACK = path.join(root, "policy-pack");
const BIN = path.join(PACK, "dist/analyze.js");

type Props = Record<string, unknown>;
interface Stored {
  readonly urn: string;
  readonly type: string;
  delete?: boolean;
  inputs?: Props;
  outputs?: Props;
}

/** What is said, a line each: policy, resource and level. */
type Said = readonly string[];

/** What the bin says. What it has not judged yet is advice to the engine, whatever the policy's level. */
function told(args: readonly string[]): { said: Said; found: string[]; status: number | null } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args, "--format", "json"], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  assert.equal(stderr, "");
  const { results } = JSON.parse(stdout) as {
    results: { policy: string; level: string; urn: string; found: string[] }[];
  };
  return {
    status,
    said: results
      .map(({ policy, urn, level }) => `${policy} ${urn} ${level === "notJudgedYet" ? "advisory" : level}`)
      .sort(),
    found: results.flatMap(({ found }) => found),
  };
}

/** What the engine says of a state: `pulumi policy analyze` itself. */
async function analyzed(
  sandbox: Sandbox,
  state: string,
  config: string,
): Promise<{ said: Said; messages: string; code: number }> {
  const pack = ["--policy-pack", PACK, "--policy-pack-config", config];
  const { code, stdout, stderr } = await sandbox.command([
    "policy",
    "analyze",
    "--json",
    ...pack,
    "--file",
    state,
  ]);
  const events = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { summaryEvent?: object; policyEvent?: PolicyEvent });
  assert.ok(
    events.some(({ summaryEvent }) => summaryEvent !== undefined),
    stdout + stderr,
  );
  const found = events.flatMap(({ policyEvent }) => policyEvent ?? []);
  return {
    code,
    said: found.map((event) => `${event.policyName} ${event.resourceUrn} ${event.enforcementLevel}`).sort(),
    messages: found.map(({ message }) => message).join("\n"),
  };
}
interface PolicyEvent {
  readonly policyName: string;
  readonly resourceUrn: string;
  readonly enforcementLevel: string;
  readonly message: string;
}

/**
 * Breaks a state in every way in which its two forms may be read apart: properties gone, turned round or opened in the inputs or the outputs alone,
 * resources gone that others refer to, resources that wait for deletion. The same in every run.
 */
function broken(resources: readonly Stored[]): Stored[] {
  let seed = 7;
  const chance = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const spoilt = (props: Props | undefined): Props =>
    Object.fromEntries(
      Object.entries(props ?? {}).flatMap(([key, value]): [string, unknown][] => {
        const dice = chance();
        if (key.startsWith("__") || key === "id" || dice > 0.3) return [[key, value]];
        if (dice < 0.1) return [];
        if (typeof value === "boolean") return [[key, !value]];
        if (typeof value === "number") return [[key, 0]];
        return [[key, typeof value === "string" && dice < 0.2 ? "*" : value]];
      }),
    );
  return resources.flatMap((resource) => {
    // The engine refuses a state whose providers or stack are missing.
    if (/^pulumi:/.test(resource.type)) return [resource];
    const [gone, waits] = [chance() < 0.03, chance() < 0.03];
    if (gone) return [];
    return [
      {
        ...resource,
        inputs: spoilt(resource.inputs),
        outputs: spoilt(resource.outputs),
        ...(waits ? { delete: true } : {}),
      },
    ];
  });
}

describe("landing-zone-analyze beside the engine", function () {
  this.timeout(900_000);

  it("says of every deployed stack what `pulumi policy analyze` says, and of what is broken in it", () =>
    withSandbox(async (sandbox) => {
      const fired = new Set<string>();
      for (const [stack, state] of await deployedStacks()) {
        const resources = (state.deployment.resources ?? []) as unknown as Stored[];
        const variants: readonly [what: string, list: readonly Stored[], settings: object][] = [
          ["at the levels of the preset", resources, {}],
          ["broken, with every policy mandatory", broken(resources), { all: "mandatory" }],
        ];
        for (const [variant, list, settings] of variants) {
          const [file, config] = ["state", "config"].map((name) => path.join(sandbox.home, `${name}.json`));
          assert.ok(file && config);
          fs.writeFileSync(
            file,
            JSON.stringify({ ...state, deployment: { ...state.deployment, resources: list } }),
          );
          fs.writeFileSync(config, JSON.stringify(settings));
          const what = `${stack}, ${variant}`;
          const engine = await analyzed(sandbox, file, config);
          const ours = told([file, "--config", config]);
          assert.deepEqual(ours.said, engine.said, what);
          assert.equal(ours.status, engine.code === 0 ? 0 : 1, what);
          for (const found of ours.found) assert.ok(engine.messages.includes(found), `${what}: ${found}`);
          for (const line of ours.said) fired.add(line.split(" ")[0] ?? "");
        }
      }
      // Two that say nothing agree too.
      assert.ok(fired.size > 40, `${fired.size} of ${policies.length} policies had something to say`);
    }));

  const program = (later: boolean): string => `
    const pulumi = require("@pulumi/pulumi");
    const { Provider } = require("@pulumi/aws/provider");
    const ec2 = require("@pulumi/aws/ec2");
    const s3 = require("@pulumi/aws/s3");
    const vpc = require("@pulumi/aws/vpc");
    const { LogGroup } = require("@pulumi/aws/cloudwatch");
    const provider = new Provider("account", { region: "eu-west-2", defaultTags: { tags: { owner: "a@example.org" } } });
    const own = { provider };
    const office = new ec2.Eip("office", { domain: "vpc" }, own);
    const network = new ec2.Vpc("network", { cidrBlock: "10.0.0.0/16", tags: { "network-role": "${later ? "spoke" : "hub"}" } }, own);
    const group = new ec2.SecurityGroup("group", { vpcId: network.id, description: "of the test" }, own);
    new vpc.SecurityGroupIngressRule("ssh", { securityGroupId: group.id, ipProtocol: "tcp", fromPort: 22, toPort: 22,
      cidrIpv4: ${later ? `"0.0.0.0/0"` : "pulumi.interpolate`${office.publicIp}/32`"}, description: "administration" }, own);
    const papers = (name, tags) => {
      const bucket = new s3.Bucket(name, { tags }, own);
      new s3.BucketPolicy(name, { bucket: bucket.bucket, policy: bucket.arn.apply((arn) => JSON.stringify({ Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: arn + "/*" }] })) }, own);
    };
    papers("papers", ${later ? "{}" : `{ "data-classification": "log" }`});
    new LogGroup("logs", { retentionInDays: ${later ? 7 : 400} }, own);
    ${later ? `papers("more", {});` : `new LogGroup("gone", { retentionInDays: 400 }, own);`}
  `;

  it("says of a state with a preview what the engine says in that preview", () =>
    withSandbox(async (sandbox) => {
      const config = path.join(sandbox.home, "config.json");
      fs.writeFileSync(config, JSON.stringify({ all: "mandatory" }));
      const project: Project = sandbox.program("small", { "index.js": program(false) });
      success(await project.up("dev"));
      const state = path.join(sandbox.home, "state.json");
      fs.writeFileSync(state, JSON.stringify(await project.export("dev")));
      const compare = async (): Promise<Said> => {
        const engine = await project.preview("dev", { pack: PACK, args: ["--policy-pack-config", config] });
        const { stdout } = success(await project.preview("dev", { args: ["--json"] }));
        const preview = path.join(sandbox.home, "preview.json");
        fs.writeFileSync(preview, stdout);
        const { said } = told([state, preview, "--config", config]);
        const theirs = engine.policyViolations.map(({ policy, urn, level }) => `${policy} ${urn} ${level}`);
        assert.deepEqual(said, theirs.sort());
        return said;
      };
      const before = await compare();
      fs.writeFileSync(path.join(project.folder, "index.js"), program(true));
      const after = await compare();
      const news = after.filter((line) => !before.includes(line)).map((line) => line.split("::").at(-1));
      for (const line of ["ssh mandatory", "logs mandatory", "more mandatory", "more advisory"])
        assert.ok(news.includes(line), `${line}: ${news.join(", ")}`);
    }));
});
