import * as assert from "node:assert/strict";
import { OrganizationTrail } from "../../../../components/logging/trail";
import { SubscriptionLimitError } from "../../../../components/logging/subscription-slots";
import { type EnvironmentSettings } from "../../../../settings/schema/environment";
import { EnvironmentLogs } from "../../../../stacks/environment/logs";
import { EnvironmentProviders } from "../../../../stacks/spoke/providers";
import { devWith } from "../../settings-of";
import { type Registered, record } from "../recorder";

const BUCKET = "aws:s3/bucket:Bucket";
const settings = devWith({}) as EnvironmentSettings;
const [booking] = settings.workloads;

function named(resources: readonly Registered[], type: string): readonly string[] {
  return resources
    .filter((resource) => resource.type === type)
    .map(({ name }) => name)
    .sort();
}

function inputsOf(resources: readonly Registered[], type: string, name: string): Registered["inputs"] {
  const found = resources.find((resource) => resource.type === type && resource.name === name);
  assert.ok(found, `${type} ${name}; there are ${named(resources, type).join(", ")}`);
  return found.inputs;
}

async function withLogs(
  work: (logs: EnvironmentLogs, providers: EnvironmentProviders) => void,
): Promise<Registered[]> {
  return record(() => {
    const providers = new EnvironmentProviders(settings);
    work(new EnvironmentLogs(settings, providers), providers);
  });
}

describe("the logs of an environment", function () {
  this.timeout(60_000);

  it("are a locked bucket and one beside it, and nothing that nobody asked for", async () => {
    const resources = await withLogs(() => undefined);
    assert.deepEqual(named(resources, BUCKET), ["dev-log-archive", "dev-log-archive-delivery"]);
    assert.equal(inputsOf(resources, BUCKET, "dev-log-archive").objectLockEnabled, true);
    assert.equal(inputsOf(resources, BUCKET, "dev-log-archive-delivery").objectLockEnabled, false);
    assert.deepEqual(named(resources, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"), [
      "dev-log-archive",
    ]);
    assert.deepEqual(named(resources, "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"), []);
    const logging = inputsOf(resources, "aws:s3/bucketLogging:BucketLogging", "dev-log-archive");
    assert.equal(logging.targetBucket, "dev-log-archive-delivery-id");
    assert.equal(logging.targetPrefix, "s3/");
    assert.deepEqual(logging.targetObjectKeyFormat, {
      partitionedPrefix: { partitionDateSource: "EventTime" },
    });
  });

  it("encrypt with the archive's key what can bear it, and the rest by S3", async () => {
    const resources = await withLogs(() => undefined);
    const type = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    const algorithm = (name: string): unknown =>
      (
        inputsOf(resources, type, name).rules as Array<{
          applyServerSideEncryptionByDefault: { sseAlgorithm: string };
        }>
      )[0]?.applyServerSideEncryptionByDefault.sseAlgorithm;
    assert.equal(algorithm("dev-log-archive"), "aws:kms");
    assert.equal(algorithm("dev-log-archive-delivery"), "AES256");
  });

  it("make WAF's bucket, CloudFront's destination and an account's bucket once each, when they are asked for", async () => {
    const resources = await withLogs((logs, providers) => {
      for (const name of ["dev-booking", "dev-booking-again"]) {
        const access = logs.accessLogs(name, booking!.accountId, providers.workload(booking!));
        assert.equal(access.loadBalancers.prefix, "load-balancers");
        assert.ok(access.webAcls.bucketArn);
        assert.ok(access.distributions.deliveryDestinationArn);
        assert.equal(access.buckets.prefix, "s3/");
      }
    });
    assert.deepEqual(named(resources, BUCKET), [
      "aws-waf-logs-dev",
      "dev-booking-bucket-logs",
      "dev-log-archive",
      "dev-log-archive-delivery",
    ]);
    assert.equal(inputsOf(resources, BUCKET, "aws-waf-logs-dev").objectLockEnabled, true);
    assert.equal(inputsOf(resources, BUCKET, "dev-booking-bucket-logs").objectLockEnabled, false);
    const [destination, ...rest] = resources.filter(
      ({ type }) => type === "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
    );
    assert.deepEqual(rest, []);
    assert.equal(destination?.inputs.region, "us-east-1");
    assert.match(destination.provider, /::dev-log-archive::/);
  });

  it("guard every bucket by its policy", async () => {
    const resources = await withLogs((logs, providers) => {
      assert.ok(logs.accessLogs("dev-booking", booking!.accountId, providers.workload(booking!)).buckets);
    });
    const policies = resources.filter(({ type }) => type === "aws:s3/bucketPolicy:BucketPolicy");
    assert.equal(policies.length, 3);
    for (const { name, inputs } of policies) {
      const text = String(inputs.policy);
      for (const sid of ["OnlyOverTls", "NobodyDeletesOrShortens", "OnlyLogServicesWrite"])
        assert.ok(text.includes(`"Sid":"${sid}"`), `${name} lacks ${sid}`);
    }
  });

  it("send a workload's host logs to the archive, and leave one place in each group", async () => {
    const resources = await withLogs((logs, providers) => {
      const hosts = logs.hosts("dev-booking", booking!, providers.workload(booking!));
      const { slot } = hosts.groups.auth;
      assert.deepEqual(logs.slots.subscribersOf(slot), ["archive"]);
      logs.slots.take(slot, "search");
      assert.throws(() => logs.slots.take(slot, "a third"), SubscriptionLimitError);
    });
    const filters = resources.filter(
      ({ type }) => type === "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
    );
    assert.deepEqual(
      filters.map(({ inputs }) => [inputs.logGroup, inputs.filterPattern]),
      [
        ["dev-booking-auth-group", ""],
        ["dev-booking-application-group", ""],
      ],
    );
    const stream = inputsOf(
      resources,
      "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
      "dev-log-stream",
    );
    const to = stream.extendedS3Configuration as Record<string, unknown>;
    assert.match(String(to.bucketArn), /dev-log-archive-delivery$/);
    const policy = String(
      inputsOf(resources, "aws:s3/bucketPolicy:BucketPolicy", "dev-log-archive-delivery").policy,
    );
    const roleName = String(inputsOf(resources, "aws:iam/role:Role", "dev-log-stream").name);
    assert.ok(policy.includes(`:role/${roleName}"`), "the stream's role may not write");
    for (const group of resources.filter(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup")) {
      assert.equal(group.inputs.skipDestroy, true, group.name);
      assert.equal(group.inputs.retentionInDays, 365, group.name);
      assert.match(String(group.inputs.kmsKeyId), /dev-booking-logs$/, group.name);
    }
    assert.equal(
      named(resources, "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy").length,
      2,
    );
    assert.deepEqual(named(resources, "aws:ssm/parameter:Parameter"), ["dev-booking"]);
  });
});

describe("the organisation's trail as it is declared", function () {
  this.timeout(60_000);

  it("is whole: every account and Region, validated, encrypted, with insights, to archive and log group", async () => {
    const resources = await record(
      () =>
        new OrganizationTrail(
          "organization-trail",
          {
            name: "landing-zone",
            managementAccountId: "210000000001",
            partition: "aws",
            region: "eu-west-2",
            organizationId: "o-a1b2c3d4e5",
            archive: { bucketName: "archive", keyArn: "arn:aws:kms:eu-west-2:210000000002:key/k" },
            bucketPrefixes: ["organization-log-archive"],
            retentionDays: 365,
          },
          {},
        ),
    );
    const trail = inputsOf(resources, "aws:cloudtrail/trail:Trail", "organization-trail");
    assert.deepEqual(
      {
        organization: trail.isOrganizationTrail,
        regions: trail.isMultiRegionTrail,
        global: trail.includeGlobalServiceEvents,
        validated: trail.enableLogFileValidation,
        on: trail.enableLogging,
        bucket: trail.s3BucketName,
        prefix: trail.s3KeyPrefix,
        key: trail.kmsKeyId,
        insights: trail.insightSelectors,
      },
      {
        organization: true,
        regions: true,
        global: true,
        validated: true,
        on: true,
        bucket: "archive",
        prefix: "cloudtrail",
        key: "arn:aws:kms:eu-west-2:210000000002:key/k",
        insights: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }],
      },
    );
    assert.match(String(trail.cloudWatchLogsGroupArn), /:\*$/);
    const group = inputsOf(resources, "aws:cloudwatch/logGroup:LogGroup", "organization-trail");
    assert.equal(group.name, "CloudTrail/DefaultLogGroup");
    assert.equal(group.skipDestroy, true);
    assert.equal(group.retentionInDays, 365);
  });
});
