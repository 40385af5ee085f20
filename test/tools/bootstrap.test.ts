import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { actionsOf } from "../../tools/bootstrap/actions";
import { managementTypes, policyFile } from "../../tools/bootstrap/plan";
import { actionsFor, managementPolicy, type RoleDocument } from "../../tools/bootstrap/role";
import { root } from "../../tools/lib/paths";

const folder = path.join(root, "bootstrap");

/** Characters that an inline policy of a role may have, white space aside. Source: IAM user guide, "IAM and STS quotas", read 2026-11. */
const INLINE_LIMIT = 10_240;

describe("the roles that start everything", function () {
  this.timeout(60_000);

  for (const file of fs.readdirSync(folder)) {
    it(`${file} is a policy, and gives nobody everything`, () => {
      const { Version, Statement } = JSON.parse(
        fs.readFileSync(path.join(folder, file), "utf8"),
      ) as RoleDocument;
      assert.equal(Version, "2012-10-17");
      assert.ok(Statement.length > 0);
      for (const { Effect, Action } of Statement) {
        assert.ok(["Allow", "Deny"].includes(Effect));
        for (const action of [Action].flat()) assert.match(action, /^[a-z0-9-]+:[A-Z][A-Za-z]+$/);
      }
    });
  }

  describe("the deployment role of the management account", () => {
    let types: ReadonlySet<string>;
    const written = JSON.parse(fs.readFileSync(policyFile, "utf8")) as RoleDocument;
    before(async () => {
      types = await managementTypes();
    });

    it("allows the actions of the plan's resources there, and no other (npm run bootstrap writes it)", () => {
      assert.ok(types.size > 15, `only ${types.size} types`);
      assert.deepEqual(written, managementPolicy(types));
      const allowed = written.Statement.filter(({ Effect }) => Effect === "Allow").flatMap(
        ({ Action }) => Action,
      );
      assert.deepEqual([...new Set(allowed)].sort(), actionsFor(types));
    });

    it("fits an inline policy", () => {
      const { length } = JSON.stringify(written).replace(/\s/g, "");
      assert.ok(length <= INLINE_LIMIT, `${length} characters`);
    });

    it("closes no account, deletes no organisation, stops no trail and loses no key", () => {
      const allowed = written.Statement.flatMap(({ Action }) => Action);
      for (const action of [
        "organizations:CloseAccount",
        "organizations:DeleteOrganization",
        "organizations:RemoveAccountFromOrganization",
        "cloudtrail:DeleteTrail",
        "cloudtrail:StopLogging",
        "logs:DeleteLogGroup",
        "kms:ScheduleKeyDeletion",
        "kms:DisableKey",
      ])
        assert.ok(!allowed.includes(action), action);
    });

    it("does not change itself", () => {
      const itself = written.Statement.find(({ Sid }) => Sid === "NotItself");
      assert.equal(itself?.Effect, "Deny");
      for (const action of ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:DeleteRole"])
        assert.ok(itself.Action.includes(action), action);
    });
  });

  it("says of a type that nobody has looked up that it is missing", () => {
    assert.throws(
      () => actionsFor(["aws:s3/bucket:Bucket"]),
      /actions\.ts does not say what aws:s3\/bucket:Bucket/,
    );
    for (const actions of Object.values(actionsOf)) assert.deepEqual([...actions].sort(), actions);
  });
});
