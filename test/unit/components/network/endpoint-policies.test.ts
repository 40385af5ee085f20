import assert from "node:assert/strict";
import { awsServiceBuckets, s3EndpointPolicy } from "../../../../components/network/endpoint-policies";
import { type Statement } from "../../../../components/policy-document";

function statementsOf(policy: string): Statement[] {
  const document = JSON.parse(policy) as { Version: string; Statement: Statement[] };
  assert.equal(document.Version, "2012-10-17");
  return document.Statement;
}

const organizationId = "o-a1b2c3d4e5";

describe("policies of endpoints", () => {
  it("of S3 names the buckets, their objects and the organisation on both sides", () => {
    const policy = s3EndpointPolicy({ region: "eu-west-2", organizationId, buckets: ["one", "two-*"] });
    const [own, ofAws, ...more] = statementsOf(policy);
    assert.deepEqual(own!.Resource, [
      "arn:aws:s3:::one",
      "arn:aws:s3:::one/*",
      "arn:aws:s3:::two-*",
      "arn:aws:s3:::two-*/*",
    ]);
    assert.deepEqual(own!.Condition, {
      StringEquals: { "aws:PrincipalOrgID": organizationId, "aws:ResourceOrgID": organizationId },
    });
    assert.deepEqual([ofAws!.Action, ofAws!.Condition], ["s3:GetObject", undefined]);
    assert.deepEqual(
      ofAws!.Resource,
      awsServiceBuckets("eu-west-2").map((bucket) => `arn:aws:s3:::${bucket}/*`),
    );
    assert.deepEqual(more, []);
  });

  it("of S3 grants neither all actions nor any change of a bucket", () => {
    const policy = s3EndpointPolicy({ region: "eu-west-2", organizationId, buckets: ["one"] });
    const actions = statementsOf(policy).flatMap(({ Action }) => Action);
    assert.deepEqual(
      actions.filter((action) => /\*|Policy|Acl|DeleteBucket|PutBucket|PutLifecycle/.test(action)),
      [],
    );
  });

  it("of S3 leaves a workload without buckets what AWS publishes", () =>
    assert.deepEqual(
      statementsOf(s3EndpointPolicy({ region: "eu-west-2", organizationId, buckets: [] })).map(
        ({ Sid }) => Sid,
      ),
      ["BucketsOfAwsForHosts"],
    ));

  for (const [region, partition] of [
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
  ] as const) {
    it(`of S3 writes ARNs of ${region}'s partition`, () => {
      const policy = s3EndpointPolicy({ region, organizationId, buckets: ["one"] });
      for (const arn of statementsOf(policy).flatMap(({ Resource }) => Resource)) {
        assert.ok(arn.startsWith(`arn:${partition}:s3:::`), arn);
      }
    });
  }

  it("knows nine kinds of buckets of AWS, none with a wildcard for a name", () => {
    const buckets = awsServiceBuckets("eu-west-2");
    assert.equal(new Set(buckets).size, 9);
    for (const bucket of buckets) assert.match(bucket, /eu-west-2/);
  });
});
