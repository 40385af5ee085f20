import assert from "node:assert/strict";
import { breakGlassPolicy, breakGlassTrust } from "../../../../components/identity/break-glass-policies";
import { archiveBucketHarm } from "../../../../components/logging/log-archive-policies";

interface Statement {
  Effect: string;
  Principal?: unknown;
  Action: string | string[];
  Resource?: string | string[];
  Condition?: Record<string, Record<string, unknown>>;
}

const statements = (document: string): Statement[] =>
  (JSON.parse(document) as { Statement: Statement[] }).Statement;

const policy = statements(breakGlassPolicy({ partition: "aws", accountId: "310000000001" }));

describe("the break-glass role", () => {
  it("is taken by the named principals only, each with fresh MFA", () =>
    assert.deepEqual(
      statements(breakGlassTrust(["arn:aws:iam::210000000001:user/a"])).map(
        ({ Effect, Principal, Action, Condition }) => ({ Effect, Principal, Action, Condition }),
      ),
      [
        {
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::210000000001:user/a"] },
          Action: "sts:AssumeRole",
          Condition: {
            Bool: { "aws:MultiFactorAuthPresent": "true" },
            NumericLessThan: { "aws:MultiFactorAuthAge": "900" },
          },
        },
      ],
    ));

  it("may do what the archive's policy keeps from everybody else, but for deleting the bucket and its ACLs", () => {
    const allowed = policy.flatMap(({ Action }) => Action);
    const withheld = archiveBucketHarm.filter((action) => !allowed.includes(action));
    assert.deepEqual(withheld, [
      "s3:DeleteBucket",
      "s3:PutBucketAcl",
      "s3:PutReplicationConfiguration",
      "s3:DeleteObject",
      "s3:PutObjectAcl",
    ]);
  });

  it("reads no log and loses no key", () => {
    const allowed = policy.flatMap(({ Action }) => Action);
    for (const action of [
      "s3:GetObject",
      "s3:GetObjectVersion",
      "kms:Decrypt",
      "kms:ScheduleKeyDeletion",
      "kms:DisableKey",
    ])
      assert.ok(!allowed.includes(action), action);
    assert.ok(allowed.every((action) => !action.includes("*")));
  });

  it("changes nothing but log buckets and archive keys of its own account", () => {
    for (const { Action, Resource, Condition } of policy) {
      if ([Action].flat().every((action) => action.includes(":List"))) continue;
      assert.ok(![Resource].flat().includes("*"));
      assert.match(JSON.stringify([Resource, Condition]), /310000000001/);
    }
  });
});
