import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { root } from "../../../../tools/lib/paths";
import { network, previewOf, stateOf } from "./states";

describe("npm run quotas", function () {
  this.timeout(60_000);
  let folder = "";
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "quotas-"))));
  after(() => fs.rmSync(folder, { recursive: true }));

  const file = (name: string, text: string): string => {
    const where = path.join(folder, name);
    fs.writeFileSync(where, text);
    return where;
  };
  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--require", "./tools/register.js", "review/quotas/main.ts", ...args],
      { cwd: root, encoding: "utf8" },
    );
    return { status, stdout, stderr };
  };
  const state = (workloads: number): string => file(`${workloads}.json`, stateOf(network({ workloads })));
  /** Of the JSON lines: what is used, by quota and account. */
  const used = (stdout: string) =>
    new Map(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .map((line) => [`${String(line["quota"])} ${String(line["account"])}`, line]),
    );

  it("tells each quota by account and Region, with its limit, its place and AWS's page", () => {
    const { status, stdout } = run(state(3), "--json");
    assert.equal(status, 0);
    const lines = used(stdout);
    assert.deepEqual(lines.get("peeringsPerVpc 111111111111"), {
      account: "111111111111",
      provider: "in-111111111111",
      region: "eu-west-2",
      quota: "peeringsPerVpc",
      name: "active peerings per VPC",
      used: 3,
      most: 3,
      limit: 50,
      percent: 6,
      where: "hub",
      code: "L-7E9ECCDB",
      adjustable: 125,
      source: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-connection-quotas.html",
    });
    const counted = [...lines].map(([key, line]) => [key, line["region"], line["used"]]);
    const spoke = (account: string) => [
      [`vpcsPerRegion ${account}`, "eu-west-2", 1],
      [`cidrsPerVpc ${account}`, "eu-west-2", 1],
      [`peeringsPerVpc ${account}`, "eu-west-2", 1],
      [`routeTablesPerVpc ${account}`, "eu-west-2", 1],
      [`networkAclsPerVpc ${account}`, "eu-west-2", 1],
      [`securityGroupsPerRegion ${account}`, "eu-west-2", 1],
      [`rolesPerAccount ${account}`, null, 3],
      [`trustPolicySize ${account}`, null, 2],
    ];
    const hub = "111111111111";
    const expected = [
      [`vpcsPerRegion ${hub}`, "eu-west-2", 1],
      [`cidrsPerVpc ${hub}`, "eu-west-2", 1],
      [`peeringsPerVpc ${hub}`, "eu-west-2", 3],
      [`routesPerTable ${hub}`, "eu-west-2", 6],
      [`routeTablesPerVpc ${hub}`, "eu-west-2", 2],
      [`networkAclsPerVpc ${hub}`, "eu-west-2", 1],
      [`securityGroupsPerRegion ${hub}`, "eu-west-2", 1],
      [`hostedZonesPerAccount ${hub}`, null, 1],
      [`vpcsPerPrivateZone ${hub}`, null, 3],
      [`bucketPolicySize ${hub}`, "eu-west-2", 277],
      ...[0, 1, 2].flatMap((index) => spoke(String(200_000_000_000 + index))),
    ];
    const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
    assert.deepEqual(sorted(counted), sorted(expected));
  });

  it("shows the fullest first, what is near its limit at the head, and how to get more of it", () => {
    const { stdout } = run(state(45));
    const [title, head, first] = stdout.split("\n");
    assert.equal(title, "At 80 % of the limit or more:");
    assert.match(head ?? "", /^account +Region +quota +used +limit +% +where$/);
    assert.match(
      first ?? "",
      /^in-111111111111 111111111111 +eu-west-2 +active peerings per VPC +45 +50 +90 +hub$/,
    );
    assert.ok(
      stdout.includes(
        "To get more:\n  active peerings per VPC: ask Service Quotas for more of L-7E9ECCDB, up to 125, and set within-quotas.peeringsPerVpc. https://",
      ),
      stdout,
    );
    assert.match(stdout, /\d+ are below 25 %; --all shows them\./);
    assert.match(
      stdout,
      /5 more workloads like the 45 of the stack fit\. The limit that they meet first:\n {2}active peerings per VPC: 45 of 50 used/,
    );
  });

  it("fails near a limit only when asked to, from the percentage that is given", () => {
    const full = state(45);
    assert.equal(run(full).status, 0);
    assert.equal(run(full, "--fail-near").status, 1);
    assert.equal(run(full, "--fail-near", "--near", "90").status, 1);
    assert.equal(run(full, "--fail-near", "--near", "90.1").status, 0);
    assert.equal(run(full, "--fail-near", "--json").status, 1);
  });

  it("takes the quotas that the pack's configuration has raised", () => {
    const config = file("config.json", JSON.stringify({ "within-quotas": { peeringsPerVpc: 125 } }));
    const { status, stdout } = run(state(45), "--config", config, "--fail-near");
    assert.equal(status, 0);
    assert.match(stdout, /active peerings per VPC +45 +125 +36 +hub\n/);
    assert.match(stdout, /80 more workloads/);
    for (const preset of ["dev", "prod", "org"])
      assert.equal(run(state(2), "--config", path.join(root, `policy-pack/config/${preset}.json`)).status, 0);
  });

  it("says before and after of a change, and what cannot be told yet", () => {
    const after = network({ workloads: 4 }).map((one) =>
      one.name === "logs" ? { ...one, inputs: {}, from: { policy: "hub" } } : one,
    );
    const { status, stdout } = run(state(3), file("preview.json", previewOf(after)));
    assert.equal(status, 0);
    assert.match(stdout, /active peerings per VPC +3 -> 4 +50 +8 +hub\n/);
    assert.match(stdout, /VPCs per Region +0 -> 1 +5 +20\n/);
    assert.match(stdout, /bytes per bucket policy +277 -> at least 0 +20480 +0 +logs\n/);
    assert.match(stdout, /More cannot be told yet:\n {2}bytes per bucket policy: at least 0, in logs\n/);
    assert.match(stdout, /\d+ do not change; --all shows them\./);
    assert.match(run(state(3), state(3)).stdout, /^\d+ do not change; --all shows them\.\n/);
    const json = used(run(state(3), file("preview.json", previewOf(after)), "--json").stdout);
    const line = json.get("bucketPolicySize 111111111111");
    assert.deepEqual([line?.["before"], line?.["used"], line?.["most"]], [277, 0, null]);
  });

  it("counts what a preview leaves out as it is in the state", () => {
    const more = network({ workloads: 4 }).filter(({ name }) => name.endsWith("w3"));
    const steps = JSON.parse(previewOf([...network({ workloads: 3 }), ...more])) as {
      steps: Array<{ urn: string }>;
    };
    const planned = steps.steps.filter(({ urn }) => urn.endsWith("w3") || urn.endsWith("in-200000000003"));
    const { stdout } = run(state(3), file("part.json", JSON.stringify({ steps: planned })), "--json");
    const lines = used(stdout);
    assert.deepEqual(
      ["peeringsPerVpc", "hostedZonesPerAccount"].map(
        (quota) => lines.get(`${quota} 111111111111`)?.["used"],
      ),
      [4, 1],
    );
  });

  it("tells all problems of its input, with exit code 2", () => {
    const config = JSON.stringify({
      "within-quotas": { peeringsPerVpc: 126, moons: 2 },
      nothing: "mandatory",
    });
    const { status, stderr } = run(state(2), "--config", file("bad.json", config));
    assert.equal(status, 2);
    assert.match(stderr, /peeringsPerVpc: found 126, expected a whole number from 1 to 125/);
    assert.match(stderr, /within-quotas\.moons: the policy has no such parameter/);
    assert.match(stderr, /nothing: no such policy/);
    assert.equal(run(file("no.json", "{")).status, 2);
    assert.equal(run().status, 2);
    for (const near of ["0", "101", "many"])
      assert.match(run(state(2), "--near", near).stderr, /^--near: found /);
  });
});
