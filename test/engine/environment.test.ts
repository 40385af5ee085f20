import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import { type Config, type Outcome, type Sandbox, success, withSandbox } from "./harness";

interface Workload {
  name: string;
  cidr: string;
  [setting: string]: unknown;
}

interface CloudFile {
  resources: Array<{ type: string; id: string; properties: Record<string, unknown> }>;
}

/** Settings cut down to a hub and one workload: as real as the whole, and quicker. */
function oneWorkload(config: Config): void {
  const [booking] = workloadsOf(config);
  // Its database would keep itself, and with it the network that it stands in.
  (booking!.service as Record<string, unknown>).deletionProtection = false;
  config["landing-zone:workloads"] = [booking];
}

function workloadsOf(config: Config): Workload[] {
  return config["landing-zone:workloads"] as Workload[];
}

function cloudOf(sandbox: Sandbox): CloudFile {
  return JSON.parse(fs.readFileSync(sandbox.cloud, "utf8")) as CloudFile;
}

function errorsOf(outcome: Outcome): string {
  assert.notEqual(outcome.code, 0, "the command should have failed");
  return outcome.text;
}

describe("an environment under Pulumi's own engine", function () {
  this.timeout(300_000);

  it("lives: up, no change, drift, update, destroy that leaves only the logs", () =>
    withSandbox(async (sandbox) => {
      sandbox.editConfig("dev", oneWorkload);

      const up = success(await sandbox.up("dev", { checkpointAtEnd: true }));
      assert.deepEqual(
        up.policyViolations.filter(({ level }) => level === "mandatory"),
        [],
      );
      assert.ok(up.policies.length > 0, "the pack was not evaluated");

      const again = success(await sandbox.preview("dev", { args: ["--expect-no-changes"] }));
      assert.deepEqual(again.changed, []);

      const cloud = cloudOf(sandbox);
      const vpc = cloud.resources.find(
        ({ type, properties }) => type === "aws:ec2/vpc:Vpc" && properties.cidrBlock === "10.32.16.0/20",
      );
      assert.ok(vpc, "the workload's VPC is not in the cloud");
      vpc.properties.enableDnsHostnames = false;
      fs.writeFileSync(sandbox.cloud, JSON.stringify(cloud));
      const drift = await sandbox.preview("dev", { args: ["--refresh", "--expect-no-changes"] });
      assert.notEqual(drift.code, 0, "drift went unseen");
      const mended = success(await sandbox.up("dev", { args: ["--refresh"] }));
      assert.deepEqual(
        mended.changed.filter(({ op }) => op === "update").map(({ name, diffs }) => [name, [...diffs]]),
        [["dev-booking", ["enableDnsHostnames"]]],
      );

      sandbox.editConfig("dev", (config) => {
        const [booking] = workloadsOf(config);
        (booking!.tiers as Record<string, unknown>).data = { port: 3306 };
      });
      const update = success(await sandbox.up("dev"));
      const touched = update.changed.map(({ name }) => name);
      assert.ok(touched.includes("dev-booking-data-from-app"), `changed: ${touched.join(", ")}`);
      assert.ok(!touched.some((name) => name.startsWith("dev-hub")), "the hub has nothing to do with it");

      success(await sandbox.destroy("dev", { args: ["--exclude-protected"] }));
      const kept = new Set(cloudOf(sandbox).resources.map(({ type }) => type));
      assert.deepEqual(
        [...kept].sort(),
        [
          "aws:cloudwatch/logGroup:LogGroup",
          "aws:kms/key:Key",
          "aws:s3/bucket:Bucket",
          "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
          "aws:s3/bucketLogging:BucketLogging",
          "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
          "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
          "aws:s3/bucketPolicy:BucketPolicy",
          "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
          "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
          "aws:s3/bucketVersioning:BucketVersioning",
        ],
        "only logs, and what keeps them, may remain",
      );
    }));

  for (const stack of ["dev", "prod"]) {
    it(`passes the pack as it comes, at its strictest preset: ${stack}`, () =>
      withSandbox(async (sandbox) => {
        const preview = success(await sandbox.preview(stack, { pack: "policy-pack" }));
        assert.ok(preview.policies.length > 100, `${preview.policies.length} policies were evaluated`);
        assert.deepEqual(
          preview.policyViolations.filter(({ level }) => level === "mandatory"),
          [],
        );
      }));
  }

  it("is not deployed when a workload opens SSH to the world, and says which policy and what to do", () =>
    withSandbox(async (sandbox) => {
      sandbox.editConfig("dev", (config) => {
        oneWorkload(config);
        workloadsOf(config)[0]!.additionalIngress = [
          { tier: "web", fromPort: 22, toPort: 22, cidr: "0.0.0.0/0", description: "from anywhere" },
        ];
      });
      const preview = await sandbox.preview("dev");
      const text = errorsOf(preview);
      const violation = preview.policyViolations.find(
        ({ policy, level }) => policy === "no-remote-administration-from-anywhere" && level === "mandatory",
      );
      assert.ok(violation, text);
      assert.match(violation.urn, /dev-booking-web-additional-1$/);
      assert.match(text, /no-remote-administration-from-anywhere/);
      assert.match(violation.message, /Session Manager|Remove|remove|narrow|instead/);
    }));

  it("finishes at the second up after a failure in the middle, with nothing lost or doubled", () =>
    withSandbox(async (sandbox) => {
      sandbox.editConfig("dev", oneWorkload);
      const broken = await sandbox.up("dev", {
        env: { SANDBOX_FAULTS: "create:aws:ec2/routeTable:RouteTable#3=InternalError" },
      });
      assert.notEqual(broken.code, 0, "the fault was not injected");
      success(await sandbox.up("dev"));
      success(await sandbox.preview("dev", { args: ["--expect-no-changes"] }));
      const state = await sandbox.export("dev");
      const managed = (state.deployment.resources ?? []).filter(
        ({ custom, type }) => custom && type.startsWith("aws:"),
      );
      const inCloud = cloudOf(sandbox).resources.map(({ type, id }) => `${type} ${id}`);
      for (const { type, id } of managed)
        assert.ok(inCloud.includes(`${type} ${id}`), `${type} ${id} was lost`);
      const made = cloudOf(sandbox).resources.filter((resource) => "urn" in resource);
      assert.equal(made.length, managed.length, "something was made twice");
    }));

  it("refuses wrong settings before anything is registered, all at once", () =>
    withSandbox(async (sandbox) => {
      sandbox.editConfig("dev", (config) => {
        const workloads = workloadsOf(config);
        workloads[0]!.cidr = "10.32.17.0/20";
        workloads[1]!.teirs = {};
        (workloads[2]!.owner as Record<string, unknown>).email = undefined;
        // A setting that is not there at all is reported with the rest, not by the engine before it.
        delete config["landing-zone:securityEmail"];
      });
      const preview = await sandbox.preview("dev");
      const text = errorsOf(preview);
      assert.match(text, /Pulumi\.dev\.yaml: 4 settings are wrong; nothing was registered/);
      assert.match(text, /workloads\[0\]\.cidr/);
      assert.match(text, /did you mean tiers\?/);
      assert.match(text, /workloads\[2\]\.owner\.email/);
      assert.match(text, /securityEmail\n\s+found: +nothing/);
      assert.deepEqual(
        preview.operations.filter(({ type }) => type.startsWith("aws:") || type.startsWith("landing-zone:")),
        [],
      );
    }));

  it("does not know a stack without settings", () =>
    withSandbox(async (sandbox) => {
      const text = errorsOf(await sandbox.preview("qa"));
      assert.match(text, /Pulumi\.qa\.yaml: 1 setting is wrong/);
      assert.match(text, /no setting at all: stack "qa" is unknown, or its file is missing/);
    }));
});
