import * as assert from "node:assert/strict";
import { type Config, type Sandbox, withSandbox } from "./harness";

/** The organisation with guardrails of its own. */
function withOwn(sandbox: Sandbox, ...additional: readonly object[]): void {
  sandbox.editConfig("org", (config: Config) => {
    config["landing-zone:guardrails"] = { additional };
  });
}

const own = {
  sid: "NobodyChangesRoles",
  why: "Roles come from the pipeline.",
  denies: "Change roles",
  units: ["Workloads"],
  notActions: ["ec2:*", "s3:*", "logs:*", "sts:*"],
};

describe("guardrails under Pulumi's own engine", function () {
  this.timeout(300_000);

  it("are not deployed when they would lock the deployment out: which, what it denies, and what to do", () =>
    withSandbox(async (sandbox) => {
      // It exempts a role, but not the one that deploys.
      withOwn(sandbox, { ...own, exempt: ["remediation"] });
      const preview = await sandbox.preview("org");
      assert.notEqual(preview.code, 0);
      const violations = preview.policyViolations.filter(({ level }) => level === "mandatory");
      assert.deepEqual(
        violations.map(({ policy }) => policy),
        ["guardrail-no-lock-out"],
      );
      const [{ urn, message } = { urn: "", message: "" }] = violations;
      assert.match(urn, /::additional-workloads-1$/);
      assert.match(
        message,
        /Statement "NobodyChangesRoles" denies iam:CreateRole, .* to arn:\*:iam::\*:role\/LandingZoneDeployment/,
      );
      assert.match(message, /Exempt the deployment and break-glass roles by ArnNotLike on aws:PrincipalArn/);
    }));

  it("are refused before anything is registered when they are over a quota, with what each costs", () =>
    withSandbox(async (sandbox) => {
      const resources = Array.from(
        { length: 200 },
        (_, index) => `arn:aws:s3:::a-bucket-of-fifty-characters-with-its-number-${index}`,
      );
      withOwn(sandbox, own, {
        ...own,
        sid: "ManyBuckets",
        notActions: undefined,
        actions: ["s3:DeleteObject"],
        resources,
      });
      const preview = await sandbox.preview("org");
      assert.notEqual(preview.code, 0);
      const text = preview.errors.join("\n");
      assert.match(
        text,
        /Statement ManyBuckets of "additional-workloads" alone takes 1\d{4} characters; .* may have 10240/,
      );
      assert.match(
        text,
        /Each statement costs, in characters:\n\s+1\d{4} {2}ManyBuckets\n\s+\d{3} {2}NobodyChangesRoles/,
      );
      assert.doesNotMatch(text, /at planGuardrails|\.ts:\d+/, "a stack trace buries the message");
      assert.deepEqual(
        preview.operations.filter(({ type }) => type.startsWith("aws:") || type.startsWith("landing-zone:")),
        [],
      );
    }));
});
