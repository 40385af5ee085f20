import assert from "node:assert/strict";
import { staticBucketPolicy, staticKeyPolicy } from "../../../../components/edge/static-files";
import { managedGroups, ownCapacity, planWebAcl } from "../../../../components/edge/web-acl-plan";
import { type Statement } from "../../../../components/policy-document";
import { edge } from "../../../../settings/schema/edge";

describe("the plan of a web ACL", () => {
  it("counts first, and blocks when it is promoted", () => {
    const effects = (mode?: string): string[] => [
      ...new Set(planWebAcl(edge.parse({ mode })).map(({ effect }) => effect)),
    ];
    assert.deepEqual(effects(), ["count"]);
    assert.deepEqual(effects("block"), ["block"]);
  });

  it("asks for the rate first, then for AWS's groups, each at a place of its own", () =>
    assert.deepEqual(
      planWebAcl(edge.parse({})).map(({ priority, name }) => `${priority} ${name}`),
      [
        "10 RateLimit",
        "20 AWSManagedRulesAmazonIpReputationList",
        "30 AWSManagedRulesKnownBadInputsRuleSet",
        "40 AWSManagedRulesCommonRuleSet",
        "50 AWSManagedRulesSQLiRuleSet",
        "60 AWSManagedRulesLinuxRuleSet",
      ],
    ));

  it("stays within the capacity that an ACL has without more charge", () => {
    const units = managedGroups.reduce((sum, { capacity }) => sum + capacity, 0);
    assert.ok(units + ownCapacity.rate + ownCapacity.countries <= 1_500, `${units}`);
  });

  for (const [action, inverted] of [
    ["allow", true],
    ["block", false],
  ] as const) {
    it(`turns countries to ${action} into a rule that goes before all`, () => {
      const [first] = planWebAcl(edge.parse({ countries: { action, codes: ["GB", "IE"] } }));
      assert.deepEqual(first!.match, { kind: "countries", codes: ["GB", "IE"], inverted });
    });
  }
});

describe("policies of static files", () => {
  const args = { accountId: "210000000111", partition: "aws", accessLogs: { bucket: "logs", prefix: "s3/" } };
  const ofThisAccount = {
    StringEquals: { "aws:SourceAccount": "210000000111" },
    ArnLike: { "aws:SourceArn": "arn:aws:cloudfront::210000000111:distribution/*" },
  };
  const statements = (policy: string): Statement[] =>
    (JSON.parse(policy) as { Statement: Statement[] }).Statement;

  it("let CloudFront read objects for distributions of the account, over TLS only", () => {
    const [tls, read, ...more] = statements(staticBucketPolicy(args, "arn:aws:s3:::files"));
    assert.equal(tls!.Effect, "Deny");
    assert.deepEqual(
      [read!.Action, read!.Resource, read!.Condition],
      ["s3:GetObject", "arn:aws:s3:::files/*", ofThisAccount],
    );
    assert.deepEqual(more, []);
  });

  it("let CloudFront decrypt for the same, and no more", () => {
    const [, decrypt, ...more] = statements(staticKeyPolicy(args));
    assert.deepEqual([decrypt!.Action, decrypt!.Condition], ["kms:Decrypt", ofThisAccount]);
    assert.deepEqual(more, []);
  });
});
