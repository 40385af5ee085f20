import * as assert from "node:assert/strict";
import fc from "fast-check";
import { type DeliveryScope, deliveryStatements } from "../../../../components/logging/delivery-statements";
import { logBucketPolicy } from "../../../../components/logging/log-archive-policies";
import {
  type LogService,
  type LogServiceKey,
  archiveContents,
  logServices,
} from "../../../../components/logging/log-services";
import { type Statement } from "../../../../components/policy-document";

const trailArn = "arn:aws:cloudtrail:eu-west-2:210000000001:trail/landing-zone";
const scope: DeliveryScope = {
  bucketArn: "arn:aws:s3:::b",
  partition: "aws",
  region: "eu-west-2",
  organizationId: "o-a1b2c3d4e5",
  accountId: "210000000002",
  accounts: ["210000000101", "210000000111"],
  trailArn,
};
const ofOrganisation = { "aws:SourceOrgID": "o-a1b2c3d4e5" };
const acl = { "s3:x-amz-acl": "bucket-owner-full-control" };
const vended = (Sid: string, Resource: string, arns: string[]): Statement => ({
  Sid,
  Effect: "Allow",
  Principal: { Service: "delivery.logs.amazonaws.com" },
  Action: "s3:PutObject",
  Resource,
  Condition: { StringEquals: { ...acl, ...ofOrganisation }, ArnLike: { "aws:SourceArn": arns } },
});

function statements(services: readonly LogServiceKey[], changes: Partial<DeliveryScope> = {}): Statement[] {
  return deliveryStatements(
    services.map((service) => logServices[service]),
    { ...scope, ...changes },
  );
}

/** Every service's own statement, word for word. */
const writes: Readonly<Record<LogServiceKey, Statement>> = {
  vpcFlowLogs: vended("VpcFlowLogsWrites", "arn:aws:s3:::b/vpc-flow-logs/AWSLogs/*", [
    "arn:aws:logs:eu-west-2:*:*",
  ]),
  resolverQueryLogs: vended("ResolverQueryLogsWrites", "arn:aws:s3:::b/resolver-query-logs/AWSLogs/*", [
    "arn:aws:logs:eu-west-2:*:*",
  ]),
  distributions: vended("DistributionsWrites", "arn:aws:s3:::b/cloudfront/*", [
    "arn:aws:logs:us-east-1:*:delivery-source:*",
  ]),
  webAcls: vended("WebAclsWrites", "arn:aws:s3:::b/AWSLogs/*", [
    "arn:aws:logs:eu-west-2:*:*",
    "arn:aws:logs:us-east-1:*:*",
  ]),
  networkLoadBalancers: vended("NetworkLoadBalancersWrites", "arn:aws:s3:::b/load-balancers/AWSLogs/*", [
    "arn:aws:logs:eu-west-2:*:*",
  ]),
  loadBalancers: {
    Sid: "LoadBalancersWrites",
    Effect: "Allow",
    Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: [
      "arn:aws:s3:::b/load-balancers/AWSLogs/210000000101/*",
      "arn:aws:s3:::b/load-balancers/AWSLogs/210000000111/*",
    ],
  },
  buckets: {
    Sid: "BucketsWrites",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: "arn:aws:s3:::b/s3/*",
    Condition: {
      StringEquals: { "aws:SourceAccount": "210000000002" },
      ArnLike: { "aws:SourceArn": ["arn:aws:s3:::*"] },
    },
  },
  configuration: {
    Sid: "ConfigurationWrites",
    Effect: "Allow",
    Principal: { Service: "config.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: "arn:aws:s3:::b/config/AWSLogs/*/Config/*",
    Condition: { StringEquals: { ...acl, ...ofOrganisation } },
  },
  organizationTrail: {
    Sid: "OrganizationTrailWrites",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: [
      "arn:aws:s3:::b/cloudtrail/AWSLogs/210000000001/*",
      "arn:aws:s3:::b/cloudtrail/AWSLogs/o-a1b2c3d4e5/*",
    ],
    Condition: { StringEquals: { ...acl, "aws:SourceArn": trailArn } },
  },
};

/** What a principal may look at before it writes; the first service of each gives the statement its name. */
const checks: ReadonlyArray<readonly [LogServiceKey, Statement | undefined]> = [
  [
    "vpcFlowLogs",
    {
      Sid: "VpcFlowLogsChecks",
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: "arn:aws:s3:::b",
      Condition: {
        StringEquals: ofOrganisation,
        ArnLike: { "aws:SourceArn": ["arn:aws:logs:eu-west-2:*:*"] },
      },
    },
  ],
  [
    "configuration",
    {
      Sid: "ConfigurationChecks",
      Effect: "Allow",
      Principal: { Service: "config.amazonaws.com" },
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: "arn:aws:s3:::b",
      Condition: { StringEquals: ofOrganisation },
    },
  ],
  [
    "organizationTrail",
    {
      Sid: "OrganizationTrailChecks",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: ["s3:GetBucketAcl"],
      Resource: "arn:aws:s3:::b",
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    },
  ],
  ["loadBalancers", undefined],
  ["buckets", undefined],
];

describe("what log services may do in a bucket", () => {
  for (const [service, expected] of Object.entries(writes)) {
    it(`${logServices[service as LogServiceKey].writes}: below its prefix, for the organisation`, () => {
      assert.deepEqual(statements([service as LogServiceKey])[0], expected);
    });
  }

  for (const [service, expected] of checks) {
    it(`${logServices[service].writes}: ${expected ? "looks at the bucket" : "looks at nothing"}`, () => {
      assert.deepEqual(statements([service])[1], expected);
    });
  }

  it("services of one principal look through one statement, with the sources of all", () => {
    const [check] = statements(["vpcFlowLogs", "distributions"]).filter(({ Sid }) => Sid.endsWith("Checks"));
    assert.deepEqual(check?.Condition?.ArnLike, {
      "aws:SourceArn": ["arn:aws:logs:eu-west-2:*:*", "arn:aws:logs:us-east-1:*:delivery-source:*"],
    });
  });

  it("load balancers: the service's principal in every Region, an account in China", () => {
    const writer = (region: string, partition: string): unknown =>
      statements(["loadBalancers"], { region, partition })[0]?.Principal;
    for (const region of ["eu-west-2", "us-east-1", "il-central-1"])
      assert.deepEqual(writer(region, "aws"), { Service: "logdelivery.elasticloadbalancing.amazonaws.com" });
    assert.deepEqual(writer("cn-north-1", "aws-cn"), { AWS: "arn:aws-cn:iam::638102146993:root" });
    assert.deepEqual(writer("cn-northwest-1", "aws-cn"), { AWS: "arn:aws-cn:iam::037604701340:root" });
  });

  it("no account with load balancers: nobody writes their logs", () => {
    assert.deepEqual(statements(["loadBalancers"], { accounts: [] }), []);
  });

  it("web ACLs in CloudFront's own Region have one source, not two", () => {
    assert.deepEqual(statements(["webAcls"], { region: "us-east-1" })[0]?.Condition?.ArnLike, {
      "aws:SourceArn": ["arn:aws:logs:us-east-1:*:*"],
    });
  });

  it("a bucket for the trail cannot be made without the trail's ARN", () => {
    assert.throws(() => statements(["organizationTrail"], { trailArn: undefined }), /trail's ARN/);
  });
});

describe("archives", () => {
  const locked: ReadonlyArray<keyof typeof archiveContents> = ["environment", "organization", "webAcls"];
  for (const [archive, services] of Object.entries(archiveContents)) {
    const isLocked = (locked as readonly string[]).includes(archive);
    it(`${archive}: ${isLocked ? "locked and under a key" : "neither lock nor key"}, as its services can bear`, () => {
      for (const key of services) {
        const service: LogService = logServices[key];
        if (!isLocked) continue;
        assert.equal(service.objectLock, "yes", `${key} and object lock`);
        assert.equal(service.encryption, "SSE-S3 or SSE-KMS", `${key} and a key`);
      }
    });
  }

  it("what could be locked is locked, except what shares a prefix with what could not", () => {
    const unlocked = Object.entries(archiveContents)
      .filter(([archive]) => !(locked as readonly string[]).includes(archive))
      .flatMap(([, services]) => services);
    for (const key of new Set(unlocked)) assert.notEqual(logServices[key].objectLock, "yes", key);
  });

  it("prefixes that share a bucket do not lie in each other, unless they are the same", () => {
    for (const services of Object.values(archiveContents)) {
      const prefixes = [...new Set(services.map((key) => `${logServices[key].prefix}/`))];
      for (const one of prefixes)
        for (const other of prefixes)
          assert.ok(one === other || !one.startsWith(other), `${one} lies in ${other}`);
    }
  });
});

describe("the policy of a bucket of logs", () => {
  interface Document {
    readonly Statement: readonly Statement[];
  }
  const policyOf = (
    services: readonly LogServiceKey[],
    roleArns: readonly string[] = [],
    changes: Partial<DeliveryScope> = {},
  ): readonly Statement[] =>
    (
      JSON.parse(
        logBucketPolicy({
          ...scope,
          ...changes,
          services: services.map((key) => logServices[key]),
          roleArns,
          breakGlassRoleArn: "arn:aws:iam::210000000002:role/LandingZoneBreakGlass",
        }),
      ) as Document
    ).Statement;
  const onlyWriters = (list: readonly Statement[]): Statement["Condition"] =>
    list.find(({ Sid }) => Sid === "OnlyLogServicesWrite")?.Condition;

  it("denies writing to all but its services", () => {
    assert.deepEqual(onlyWriters(policyOf(archiveContents.environmentDelivery)), {
      StringNotEqualsIfExists: {
        "aws:PrincipalServiceName": [
          "logdelivery.elasticloadbalancing.amazonaws.com",
          "delivery.logs.amazonaws.com",
          "logging.s3.amazonaws.com",
          "config.amazonaws.com",
        ],
      },
    });
  });

  it("lets a role write besides, and ELB's account where it writes itself", () => {
    assert.deepEqual(onlyWriters(policyOf(["vpcFlowLogs"], ["arn:aws:iam::210000000002:role/r"])), {
      StringNotEqualsIfExists: { "aws:PrincipalServiceName": ["delivery.logs.amazonaws.com"] },
      ArnNotEquals: { "aws:PrincipalArn": ["arn:aws:iam::210000000002:role/r"] },
    });
    assert.deepEqual(
      onlyWriters(policyOf(["loadBalancers"], [], { region: "cn-north-1", partition: "aws-cn" })),
      {
        StringNotEqualsIfExists: {
          "aws:PrincipalServiceName": ["logdelivery.elasticloadbalancing.amazonaws.com"],
          "aws:PrincipalAccount": ["638102146993"],
        },
      },
    );
  });

  it("is never over S3's 20 KB, with as many accounts as a hub can peer with", () => {
    const accounts = Array.from({ length: 126 }, (_, index) => String(210000000000 + index));
    const long = "arn:aws:s3:::" + "b".repeat(63);
    const services = archiveContents.environmentDelivery.map((key) => logServices[key]);
    const text = logBucketPolicy({
      ...scope,
      accounts,
      bucketArn: long,
      services,
      roleArns: [],
      breakGlassRoleArn: "arn:aws:iam::210000000002:role/LandingZoneBreakGlass",
    });
    assert.ok(Buffer.byteLength(text) <= 20_480, `${Buffer.byteLength(text)} bytes`);
  });

  it("allows no service but its own, nothing outside a prefix, and nothing without a hold on the organisation", () => {
    const all = Object.keys(logServices) as LogServiceKey[];
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...all), { minLength: 1 }), (keys) => {
        const chosen = keys.map((key): LogService => logServices[key]);
        const allows = policyOf(keys).filter(({ Effect }) => Effect === "Allow");
        for (const { Principal, Action, Resource, Condition, Sid } of allows) {
          const { Service } = Principal as { Service: string };
          assert.ok(chosen.some(({ principal }) => principal === Service));
          if (Action === "s3:PutObject") {
            const owner = chosen.find(({ name }) => Sid === `${name}Writes`)!;
            for (const object of [Resource].flat())
              assert.ok(
                object.startsWith([scope.bucketArn, owner.prefix].filter((part) => part !== "").join("/")),
              );
            if (owner.heldBy === "account in the path")
              assert.ok([Resource].flat().every((object) => /\/AWSLogs\/\d{12}\/\*$/.test(object)));
            else assert.match(JSON.stringify(Condition), /aws:Source(OrgID|Account|Arn)/);
          } else assert.match(JSON.stringify(Condition), /aws:Source(OrgID|Arn)/);
        }
        assert.equal(new Set(policyOf(keys).map(({ Sid }) => Sid)).size, policyOf(keys).length);
      }),
    );
  });
});
