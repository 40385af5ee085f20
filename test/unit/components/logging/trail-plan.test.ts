import * as assert from "node:assert/strict";
import { archiveKeyPolicy } from "../../../../components/logging/log-archive-policies";
import { logServices } from "../../../../components/logging/log-services";
import {
  eventSelectors,
  logBucketPrefixes,
  trailArn,
  trailDestinationArn,
  trailTrustPolicy,
  trailWritePolicy,
} from "../../../../components/logging/trail-plan";
import { type Statement } from "../../../../components/policy-document";

const identity = {
  name: "landing-zone",
  managementAccountId: "210000000001",
  partition: "aws",
  region: "eu-west-2",
};
const arn = "arn:aws:cloudtrail:eu-west-2:210000000001:trail/landing-zone";
const read = (text: string): readonly Statement[] =>
  (JSON.parse(text) as { Statement: readonly Statement[] }).Statement;

describe("the organisation's trail", () => {
  it("has an ARN before it is there", () => {
    assert.equal(trailArn(identity), arn);
  });

  it("is searched by way of a destination that has an ARN before it is there, in the trail's Region", () => {
    assert.equal(
      trailDestinationArn("prod", { accountId: "210000000201", partition: "aws", region: "eu-west-2" }),
      "arn:aws:logs:eu-west-2:210000000201:destination:LandingZoneTrail-prod",
    );
  });

  it("records all management events, and in the log buckets all but what is put there", () => {
    const [management, data, ...rest] = eventSelectors("aws", logBucketPrefixes(["prod", "dev", "dev"]));
    assert.deepEqual(management?.fieldSelectors, [{ field: "eventCategory", equals: ["Management"] }]);
    assert.deepEqual(data?.fieldSelectors, [
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: ["AWS::S3::Object"] },
      {
        field: "resources.ARN",
        startsWiths: [
          "arn:aws:s3:::organization-log-archive",
          "arn:aws:s3:::dev-log-archive",
          "arn:aws:s3:::prod-log-archive",
          "arn:aws:s3:::aws-waf-logs-",
        ],
      },
      { field: "eventName", notEquals: ["PutObject"] },
    ]);
    assert.deepEqual(rest, []);
  });

  it("alone takes its role", () => {
    const [trust, ...rest] = read(trailTrustPolicy(arn));
    assert.deepEqual(trust?.Principal, { Service: "cloudtrail.amazonaws.com" });
    assert.deepEqual(trust?.Condition, { StringEquals: { "aws:SourceArn": arn } });
    assert.deepEqual(rest, []);
  });

  it("writes its own streams and the organisation's, and nothing else", () => {
    const group = "arn:aws:logs:eu-west-2:210000000001:log-group:CloudTrail/DefaultLogGroup";
    assert.deepEqual(read(trailWritePolicy(identity, group, "o-a1b2c3d4e5")), [
      {
        Sid: "WriteItsStreams",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [
          `${group}:log-stream:210000000001_CloudTrail_eu-west-2*`,
          `${group}:log-stream:o-a1b2c3d4e5_*`,
        ],
      },
    ]);
  });
});

describe("the archive's key", () => {
  const policy = (changes: Partial<Parameters<typeof archiveKeyPolicy>[0]>): Record<string, Statement> =>
    Object.fromEntries(
      read(
        archiveKeyPolicy({
          accountId: "210000000002",
          partition: "aws",
          organizationId: "o-a1b2c3d4e5",
          services: [],
          breakGlassRoleArn: "arn:aws:iam::210000000002:role/LandingZoneBreakGlass",
          ...changes,
        }),
      ).map((statement) => [statement.Sid, statement]),
    );

  it("encrypts for the organisation's log services", () => {
    const { LogServicesEncrypt, TrailEncrypts } = policy({
      services: [logServices.vpcFlowLogs, logServices.distributions],
    });
    assert.deepEqual(LogServicesEncrypt?.Principal, { Service: ["delivery.logs.amazonaws.com"] });
    assert.deepEqual(LogServicesEncrypt?.Condition, {
      StringEquals: { "aws:SourceOrgID": "o-a1b2c3d4e5" },
    });
    assert.equal(TrailEncrypts, undefined);
  });

  it("encrypts for the trail by its ARN", () => {
    const { LogServicesEncrypt, TrailEncrypts } = policy({
      services: [logServices.organizationTrail],
      trailArn: arn,
    });
    assert.equal(LogServicesEncrypt, undefined);
    assert.deepEqual(TrailEncrypts?.Principal, { Service: "cloudtrail.amazonaws.com" });
    assert.deepEqual(TrailEncrypts?.Condition, { StringEquals: { "aws:SourceArn": arn } });
  });

  it("is lost by nobody but the break-glass role", () => {
    const { NobodyLosesTheKey } = policy({});
    assert.equal(NobodyLosesTheKey?.Effect, "Deny");
    assert.deepEqual(NobodyLosesTheKey.Condition, {
      ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::210000000002:role/LandingZoneBreakGlass" },
    });
  });
});
