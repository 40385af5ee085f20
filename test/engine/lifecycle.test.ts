import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { success, withSandbox } from "./harness";

/** A VPC with a subnet, in the block given. */
const network = (cidr: string): string => `
  const ec2 = require("@pulumi/aws/ec2");
  const { Provider } = require("@pulumi/aws/provider");
  const provider = new Provider("account", { region: "eu-west-2" });
  const vpc = new ec2.Vpc("vpc", { cidrBlock: "${cidr}.0.0/16" }, { provider });
  const subnet = new ec2.Subnet("subnet", { vpcId: vpc.id, cidrBlock: "${cidr}.1.0/24" }, { provider });
  exports.vpcId = vpc.id;
  exports.subnetId = subnet.id;
`;

/** The VPC of another program, taken over by its id. */
const adopted = (id: string): string => `
  const ec2 = require("@pulumi/aws/ec2");
  const { Provider } = require("@pulumi/aws/provider");
  const provider = new Provider("account", { region: "eu-west-2" });
  exports.vpcId = new ec2.Vpc("adopted", { cidrBlock: "10.0.0.0/16" }, { provider, import: "${id}" }).id;
`;

describe("the sandbox under Pulumi's own engine", function () {
  this.timeout(120_000);

  it("replaces what cannot be changed in place, and what hangs on it", () =>
    withSandbox(async (sandbox) => {
      const project = sandbox.program("replaced", { "index.js": network("10.0") });
      success(await project.up("dev"));
      const before = await project.outputs("dev");
      fs.writeFileSync(path.join(project.folder, "index.js"), network("10.1"));
      const changed = success(await project.up("dev")).changed.map(({ op, name }) => `${op} ${name}`);
      assert.deepEqual(changed.filter((step) => step.startsWith("replace")).sort(), [
        "replace subnet",
        "replace vpc",
      ]);
      const after = await project.outputs("dev");
      assert.notEqual(after.vpcId, before.vpcId);
      assert.notEqual(after.subnetId, before.subnetId);
      const cloud = fs.readFileSync(sandbox.cloud, "utf8");
      assert.ok(!cloud.includes(String(before.vpcId)), "the old VPC is still there");
    }));

  it("imports what exists already, and then has nothing to change", () =>
    withSandbox(async (sandbox) => {
      const first = sandbox.program("first", { "index.js": network("10.0") });
      success(await first.up("dev"));
      const { vpcId } = await first.outputs("dev");
      const second = sandbox.program("second", { "index.js": adopted(String(vpcId)) });
      const imported = success(await second.up("dev"));
      assert.deepEqual(
        imported.changed.filter(({ type }) => type === "aws:ec2/vpc:Vpc").map(({ op }) => op),
        ["import"],
      );
      assert.equal((await second.outputs("dev")).vpcId, vpcId);
      success(await second.preview("dev", { args: ["--expect-no-changes"] }));
    }));

  it("does not import what is not there", () =>
    withSandbox(async (sandbox) => {
      const project = sandbox.program("absent", { "index.js": adopted("vpc-0123456789abcdef0") });
      const { code, text } = await project.up("dev");
      assert.notEqual(code, 0);
      assert.match(text, /vpc-0123456789abcdef0/);
    }));

  it("rides out throttling, as the real provider's retries do", () =>
    withSandbox(async (sandbox) => {
      const project = sandbox.program("throttled", { "index.js": network("10.0") });
      success(
        await project.up("dev", { env: { SANDBOX_FAULTS: "create:aws:ec2/subnet:Subnet=throttle:2" } }),
      );
      success(await project.preview("dev", { args: ["--expect-no-changes"] }));
    }));

  it("forgets at a refresh what has gone from the cloud", () =>
    withSandbox(async (sandbox) => {
      const project = sandbox.program("gone", { "index.js": network("10.0") });
      success(await project.up("dev"));
      const cloud = JSON.parse(fs.readFileSync(sandbox.cloud, "utf8")) as {
        resources: Array<{ type: string }>;
      };
      cloud.resources = cloud.resources.filter(({ type }) => type !== "aws:ec2/subnet:Subnet");
      fs.writeFileSync(sandbox.cloud, JSON.stringify(cloud));
      success(await project.refresh("dev"));
      const again = success(await project.up("dev"));
      assert.deepEqual(
        again.changed.map(({ op, name }) => `${op} ${name}`),
        ["create subnet"],
      );
    }));
});
