import * as assert from "node:assert/strict";
import type { DeployedStacks } from "../engine/harness";
import { checksOf } from "./checks";
import { placeholderIn, readDocument } from "./model/documents";
import { AccessModel } from "./model/model";
import { Simulator } from "./model/simulate";
import { statementsOf, withoutCondition, withoutDeniedAction, withoutStatement } from "./mutants";
import { complaint, explain } from "./report";
import { Trial } from "./trial";

const organizationId = "o-a1b2c3d4e5";
const account = "210000000111";
const provider = "urn:pulumi:dev::landing-zone::pulumi:providers:aws::dev-booking";

function resource(type: string, name: string, outputs: Record<string, unknown>, id = name): object {
  return {
    urn: `urn:pulumi:dev::landing-zone::${type}::${name}`,
    type,
    id,
    custom: true,
    provider: `${provider}::p-1`,
    outputs,
  };
}

function stacks(...resources: object[]): DeployedStacks {
  const entrance = {
    urn: provider,
    type: "pulumi:providers:aws",
    id: "p-1",
    custom: true,
    inputs: { allowedAccountIds: JSON.stringify([account]), region: "eu-west-2" },
  };
  return new Map([["dev", { deployment: { resources: [entrance, ...resources] } }]]) as DeployedStacks;
}

function policy(...statements: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const bucket = resource(
  "aws:s3/bucket:Bucket",
  "papers",
  { arn: "arn:aws:s3:::papers-1a2b", id: "papers-1a2b" },
  "papers-1a2b",
);
const open = {
  Sid: "Everybody",
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::papers-1a2b/*",
};
const bucketPolicy = resource("aws:s3/bucketPolicy:BucketPolicy", "papers", {
  bucket: "papers-1a2b",
  policy: policy(open),
});
const row = {
  who: "administrator@outside",
  does: ["s3:GetObject"],
  where: "bucket:papers/a",
  why: "a test",
  expect: "denied" as const,
};

describe("the access model", () => {
  for (const text of [
    "arn:aws:s3:::04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "arn:aws:s3:::undefined/*",
    "arn:aws:iam::null:root",
    "arn:aws:s3:::[object Object]",
    "arn:aws:s3:::Calling [toString] on an [Output<T>] is not supported.",
    "arn:aws:s3:::${bucket}/*",
    "arn:aws:s3:::${bucket",
  ]) {
    it(`takes ${text} for a value that nobody knew`, () => {
      assert.equal(placeholderIn({ deep: [text] }), text);
      assert.throws(
        () => readDocument("a policy", policy({ ...open, Resource: text })),
        /a policy: an unresolved value stands in it/,
      );
    });
  }

  for (const text of [
    "arn:aws:s3:::home/${aws:username}/*",
    "arn:aws:s3:::undefined-behaviour/*",
    "${*}",
    "nullify",
  ]) {
    it(`takes ${text} for what it is`, () => assert.equal(placeholderIn({ deep: [text] }), undefined));
  }

  it("refuses a policy that it would not read, rather than leave it out", () => {
    const queue = resource("aws:somewhere/new:Thing", "thing", { rules: policy(open) });
    assert.throws(
      () => new AccessModel(stacks(queue), organizationId),
      /nothing here reads .*\naws:somewhere\/new:Thing.rules of thing/,
    );
    const role = resource("aws:iam/role:Role", "clerk", { inlinePolicies: [{ policy: policy(open) }] });
    assert.throws(() => new AccessModel(stacks(role), organizationId), /Role.inlinePolicies of clerk/);
  });

  it("refuses a policy whose bucket is not there", () => {
    assert.throws(
      () => new AccessModel(stacks(bucketPolicy), organizationId),
      /papers: 0 resources have this policy/,
    );
  });

  it("refuses two resources of one kind and name", () => {
    assert.throws(
      () => new AccessModel(stacks(bucket, bucket), organizationId),
      /two resources are called bucket:papers/,
    );
  });

  it("refuses a case about something that no stack has", () => {
    const model = new AccessModel(stacks(bucket, bucketPolicy), organizationId);
    assert.throws(
      () => checksOf(model, { ...row, where: "bucket:letters/a" }),
      /no stack has a bucket letters; there are papers/,
    );
    assert.throws(() => checksOf(model, { ...row, who: "role:nobody" }), /no stack has a role nobody/);
    assert.throws(() => checksOf(model, { ...row, who: "king@outside" }), /king is nobody/);
    assert.throws(() => checksOf(model, { ...row, who: "root@elsewhere" }), /there is no account elsewhere/);
    assert.throws(
      () => checksOf(model, { ...row, where: "outside=arn:aws:s3:::papers-1a2b/a" }),
      /is bucket:papers: name it so/,
    );
  });

  it("gives the answer of the policy on the bucket", async () => {
    const model = new AccessModel(stacks(bucket, bucketPolicy), organizationId);
    const [check] = checksOf(model, row);
    const { allowed, allows } = await new Simulator(model).judge(check!.request);
    assert.equal(allowed, true);
    assert.deepEqual(
      allows.map(({ policy: { id } }) => id),
      ["AWS managed AdministratorAccess", "bucket papers"],
    );
  });

  it("refuses a case that the simulator cannot decide", async () => {
    const model = new AccessModel(stacks(bucket, bucketPolicy), organizationId);
    const simulator = new Simulator(model);
    for (const change of [
      { does: ["s3:NoSuchAction"] },
      { where: "bucket:papers" },
      { where: "bucket:papers/*" },
      { with: { "kms:ViaService": "s3.eu-west-2.amazonaws.com" } },
    ]) {
      const [check] = checksOf(model, { ...row, ...change });
      await assert.rejects(
        simulator.judge(check!.request),
        /simulator cannot tell|not a pattern|has no context/,
      );
    }
  });
});

describe("a failure of a proof", () => {
  it("says who, what, where, why, and which statements decided", async () => {
    const model = new AccessModel(stacks(bucket, bucketPolicy), organizationId);
    const [check] = checksOf(model, { ...row, why: "Papers are not for strangers." });
    const verdict = await new Simulator(model).judge(check!.request);
    const wrong = complaint(check!, verdict);
    assert.equal(wrong, "is allowed, must be denied");
    const text = explain(check!, verdict, wrong);
    for (const part of [
      "who    arn:aws:iam::999999999999:role/WorkloadAdministrator (account outside)",
      "does   s3:GetObject",
      "where  arn:aws:s3:::papers-1a2b/a (account dev-booking)",
      "why    Papers are not for strangers.",
      "bucket papers: Everybody",
    ])
      assert.ok(text.includes(part), text);
  });

  it("is raised when another statement decides than the case names", async () => {
    const model = new AccessModel(stacks(bucket, bucketPolicy), organizationId);
    const [check] = checksOf(model, { ...row, expect: "allowed", by: ["OnlyFriends"] });
    const verdict = await new Simulator(model).judge(check!.request);
    assert.equal(complaint(check!, verdict), "is allowed, but not by OnlyFriends");
  });
});

describe("the search for what no case notices", () => {
  const statement = { Sid: "Friends", Effect: "Allow", Principal: "*", Action: "s3:GetObject" };
  const narrow = {
    ...statement,
    Resource: "arn:aws:s3:::papers-1a2b/*",
    Condition: { StringEquals: { "aws:PrincipalOrgID": "o-zzzzzzzzzz" } },
  };
  const guard = {
    Sid: "NobodyDeletes",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
    Resource: "arn:aws:s3:::papers-1a2b/*",
  };
  const guarded = resource("aws:s3/bucketPolicy:BucketPolicy", "papers", {
    bucket: "papers-1a2b",
    policy: policy(narrow, guard),
  });
  const model = new AccessModel(stacks(bucket, guarded), organizationId);
  const statements = statementsOf(model.policies());
  const allowed = { ...row, expect: "allowed" as const };
  const elsewhere = { ...row, with: { "aws:PrincipalOrgID": "o-yyyyyyyyyy" } };
  const deletion = { ...row, does: ["s3:DeleteObject"], by: ["NobodyDeletes"] };

  it("finds nothing when there is a case for all of it", async () => {
    const both = { ...deletion, does: ["s3:DeleteObject", "s3:DeleteObjectVersion"] };
    const trial = await Trial.of(model, [allowed, elsewhere, both]);
    for (const mutantsOf of [withoutStatement, withoutCondition, withoutDeniedAction]) {
      assert.ok(mutantsOf(statements).length > 0);
      assert.deepEqual(await trial.survivors(mutantsOf(statements)), []);
    }
  });

  it("names statement, condition and action for which there is none", async () => {
    const trial = await Trial.of(model, [deletion]);
    assert.deepEqual(await trial.survivors(withoutStatement(statements)), ["bucket papers: Friends"]);
    assert.deepEqual(await trial.survivors(withoutCondition(statements)), [
      "bucket papers: Friends without StringEquals aws:PrincipalOrgID",
    ]);
    assert.deepEqual(await trial.survivors(withoutDeniedAction(statements)), [
      "bucket papers: NobodyDeletes without s3:DeleteObjectVersion",
    ]);
  });
});
