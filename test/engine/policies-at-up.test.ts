import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { root } from "../../tools/lib/paths";
import { type Outcome, type Project, success, withSandbox } from "./harness";

const PACK = path.join(root, "policy-pack");
const SSH = "no-remote-administration-from-anywhere";
const PUBLIC = "bucket-policy-not-public";

/**
 * A group that admits SSH from an address that exists only after the update, with the given number of fixed bits; and a bucket whose policy,
 * made from the bucket's ARN, admits the given principal.
 */
const program = (bits: number, principal: string): string => `
  const pulumi = require("@pulumi/pulumi");
  const { Provider } = require("@pulumi/aws/provider");
  const ec2 = require("@pulumi/aws/ec2");
  const s3 = require("@pulumi/aws/s3");
  const vpc = require("@pulumi/aws/vpc");
  const provider = new Provider("account", { region: "eu-west-2" });
  const office = new ec2.Eip("office", { domain: "vpc" }, { provider });
  const network = new ec2.Vpc("network", { cidrBlock: "10.0.0.0/16" }, { provider });
  const group = new ec2.SecurityGroup("group", { vpcId: network.id, description: "of the test" }, { provider });
  new vpc.SecurityGroupIngressRule("ssh", { securityGroupId: group.id, ipProtocol: "tcp", fromPort: 22, toPort: 22,
    cidrIpv4: pulumi.interpolate\`\${office.publicIp}/${bits}\`, description: "administration" }, { provider });
  const bucket = new s3.Bucket("papers", {}, { provider });
  new s3.BucketPolicy("papers", { bucket: bucket.bucket, policy: bucket.arn.apply((arn) => JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: ${principal}, Action: "s3:GetObject", Resource: arn + "/*" }],
  })) }, { provider });
  exports.bucket = bucket.bucket;
`;
const NARROW = { bits: 32, principal: `{ AWS: "arn:aws:iam::123456789012:role/reader" }` };

/** What the two policies say, by policy and level. */
function said({ policyViolations }: Outcome): string[] {
  return policyViolations.map(({ policy, level }) => `${policy} ${level}`).sort();
}

describe("a mandatory policy that cannot be judged at preview", function () {
  this.timeout(240_000);

  /** A project with these two policies mandatory and no other on, so that nothing else decides. */
  const judged = (
    work: (
      project: Project,
      rewrite: (bits: number, principal: string) => void,
      args: string[],
    ) => Promise<void>,
  ): Promise<void> =>
    withSandbox(async (sandbox) => {
      const config = path.join(sandbox.home, "two.json");
      fs.writeFileSync(
        config,
        JSON.stringify({ all: "disabled", [SSH]: "mandatory", [PUBLIC]: "mandatory" }),
      );
      const project = sandbox.program("later", { "index.js": program(NARROW.bits, NARROW.principal) });
      const rewrite = (bits: number, principal: string): void =>
        fs.writeFileSync(path.join(project.folder, "index.js"), program(bits, principal));
      await work(project, rewrite, ["--policy-pack-config", config]);
    });

  /** Names of the resources of the state whose type ends so. */
  const there = async (project: Project, type: string): Promise<string[]> =>
    ((await project.export("dev")).deployment.resources ?? [])
      .filter((resource) => resource.type.endsWith(type))
      .map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2));

  it("is shown as not judged yet, with what is missing, and passes at `up` when the value complies", () =>
    judged(async (project, _rewrite, args) => {
      const preview = success(await project.preview("dev", { pack: PACK, args }));
      assert.deepEqual(said(preview), [`${SSH} advisory`, `${PUBLIC} advisory`].sort());
      for (const [policy, missing] of [
        [SSH, "the rule's source, protocol or ports"],
        [PUBLIC, "policy"],
      ] as const) {
        const found = preview.policyViolations.find((one) => one.policy === policy);
        const words = `Not judged yet: ${missing} is not known now. The policy is mandatory and judges again when \`pulumi up\` knows it.`;
        assert.equal(found?.message.replace(/\s+/g, " "), words);
      }
      // The person at the terminal sees it, not only the log.
      assert.match(preview.stdout, new RegExp(`${SSH}[^]*Not judged yet`));
      assert.match(preview.stdout, new RegExp(`${PUBLIC}[^]*Not judged yet`));

      const up = success(await project.up("dev", { pack: PACK, args }));
      assert.deepEqual(said(up), []);
      assert.deepEqual(await there(project, ":SecurityGroupIngressRule"), ["ssh"]);
      assert.deepEqual(await there(project, ":BucketPolicy"), ["papers"]);
    }));

  for (const [what, bits, principal, policy, says, type] of [
    ["range", 0, NARROW.principal, SSH, /admits TCP 22 from [\d.]+\/0/, ":SecurityGroupIngressRule"],
    ["document", NARROW.bits, `{ AWS: ["*"] }`, PUBLIC, /[Ss]tatement/, ":BucketPolicy"],
  ] as const) {
    it(`passes the preview within \`pulumi up\` and then stops a ${what} that violates before it is made`, () =>
      judged(async (project, rewrite, args) => {
        rewrite(bits, principal);
        success(await project.preview("dev", { pack: PACK, args }));
        const up = await project.up("dev", { pack: PACK, args, preview: true });
        assert.notEqual(up.code, 0);
        assert.match(up.stdout, /Not judged yet/);
        const blocking = up.policyViolations.filter(({ level }) => level === "mandatory");
        assert.deepEqual(
          blocking.map((one) => one.policy),
          [policy],
        );
        assert.match(blocking[0]?.message ?? "", says);
        assert.deepEqual(await there(project, type), []);
      }));
  }
});
