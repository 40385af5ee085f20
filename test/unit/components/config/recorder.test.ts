import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Provider } from "@pulumi/aws/provider";
import { ConfigAggregator } from "../../../../components/config/aggregator";
import { OrganizationConfigRules } from "../../../../components/config/organization-config";
import { planOrganizationConfig } from "../../../../components/config/organization-plan";
import { ConfigRecorder, type ConfigRecorderArgs } from "../../../../components/config/recorder";
import { planRecorders } from "../../../../components/config/recorder-plan";
import { deliveryPolicy, recorderTrustPolicy } from "../../../../components/config/recorder-role";
import { organizationRules, packRules } from "../../../../components/config/rules";
import { type Registered, record } from "../recorder";

const accountId = "210000000111";

function recorderWith(changes: Partial<ConfigRecorderArgs>): () => void {
  return () => {
    const provider = new Provider("account", { region: "eu-west-2" });
    new ConfigRecorder(
      "dev-booking-config",
      {
        accountId,
        partition: "aws",
        recorders: planRecorders("eu-west-2", ["us-east-1"]),
        role: "serviceLinked",
        delivery: { bucket: "archive-delivery", prefix: "config", readyWhen: [] },
        retentionDays: 2557,
        ...changes,
      },
      { providers: [provider] },
    );
  };
}

const of = (resources: readonly Registered[], type: string): Registered[] =>
  resources.filter((resource) => resource.type === type);

describe("a configuration recorder", () => {
  it("records all types in each Region, IAM at home only, and keeps what it recorded", async () => {
    const resources = await record(recorderWith({}));
    assert.deepEqual(
      of(resources, "aws:cfg/recorder:Recorder").map(({ name, inputs }) => ({ name, ...inputs })),
      [
        {
          name: "default",
          roleArn: "arn:aws:mock:eu-west-2:210000000000:dev-booking-config",
          recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
          recordingMode: { recordingFrequency: "CONTINUOUS" },
        },
        {
          name: "default",
          region: "us-east-1",
          roleArn: "arn:aws:mock:eu-west-2:210000000000:dev-booking-config",
          recordingGroup: { allSupported: true, includeGlobalResourceTypes: false },
          recordingMode: { recordingFrequency: "CONTINUOUS" },
        },
      ],
    );
    assert.deepEqual(
      of(resources, "aws:cfg/retentionConfiguration:RetentionConfiguration").map(({ inputs }) => inputs),
      [{ retentionPeriodInDays: 2557 }, { retentionPeriodInDays: 2557, region: "us-east-1" }],
    );
    assert.deepEqual(
      of(resources, "aws:cfg/recorderStatus:RecorderStatus").map(({ name, inputs }) => [
        name,
        inputs.isEnabled,
      ]),
      [
        ["dev-booking-config", true],
        ["dev-booking-config-us-east-1", true],
      ],
    );
    assert.equal(of(resources, "aws:iam/serviceLinkedRole:ServiceLinkedRole").length, 1);
  });

  it("delivers to the archive once a day, under a key where there is one", async () => {
    const plain = of(await record(recorderWith({})), "aws:cfg/deliveryChannel:DeliveryChannel");
    assert.equal(plain[0]!.inputs.s3BucketName, "archive-delivery");
    assert.equal(plain[0]!.inputs.s3KeyPrefix, "config");
    assert.deepEqual(plain[0]!.inputs.snapshotDeliveryProperties, { deliveryFrequency: "TwentyFour_Hours" });
    assert.equal(plain[0]!.inputs.s3KmsKeyArn, undefined);
    const keyArn = `arn:aws:kms:eu-west-2:210000000002:key/1`;
    const encrypted = of(
      await record(
        recorderWith({ delivery: { bucket: "archive-delivery", prefix: "config", keyArn, readyWhen: [] } }),
      ),
      "aws:cfg/deliveryChannel:DeliveryChannel",
    );
    assert.equal(encrypted[0]!.inputs.s3KmsKeyArn, keyArn);
  });

  it("takes the service-linked role that is there, or makes one of its own", async () => {
    const existing = await record(recorderWith({ role: "existing" }));
    assert.equal(existing.filter(({ type }) => type.startsWith("aws:iam/")).length, 0);
    assert.equal(
      of(existing, "aws:cfg/recorder:Recorder")[0]!.inputs.roleArn,
      `arn:aws:iam::${accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    );
    const custom = await record(recorderWith({ role: "custom" }));
    const [role] = of(custom, "aws:iam/role:Role");
    assert.match(String(role!.inputs.namePrefix), /^LandingZone/);
    assert.equal(
      of(custom, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")[0]!.inputs.policyArn,
      "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole",
    );
  });

  it("has a role that AWS Config takes for this account only, and that writes below the account's prefix only", () => {
    const trust = JSON.parse(recorderTrustPolicy(accountId)) as { Statement: Array<Record<string, unknown>> };
    assert.deepEqual(trust.Statement[0]!.Condition, { StringEquals: { "aws:SourceAccount": accountId } });
    const { Statement } = JSON.parse(
      deliveryPolicy({ bucketArn: "arn:aws:s3:::archive", prefix: "config", accountId, keyArn: "arn:key" }),
    ) as { Statement: Array<{ Action: string | string[]; Resource: string }> };
    assert.deepEqual(
      Statement.map(({ Action, Resource }) => [Action, Resource]),
      [
        ["s3:PutObject", `arn:aws:s3:::archive/config/AWSLogs/${accountId}/*`],
        ["s3:GetBucketAcl", "arn:aws:s3:::archive"],
        [["kms:Decrypt", "kms:GenerateDataKey"], "arn:key"],
      ],
    );
  });
});

describe("the organisation's Config", () => {
  it("is gathered from all Regions and judged by the planned rules, except in accounts without a recorder", async () => {
    const plan = planOrganizationConfig({
      name: "landing-zone",
      home: "eu-west-2",
      others: ["us-east-1"],
      rules: organizationRules,
      pack: packRules,
      without: [],
      with: [],
    });
    const resources = await record(() => {
      const provider = new Provider("security", { region: "eu-west-2" });
      const opts = { providers: [provider] };
      new ConfigAggregator("organization", { partition: "aws" }, opts);
      new OrganizationConfigRules(
        "organization",
        { plan, excludedAccounts: pulumi.output(["210000000111"]) },
        opts,
      );
    });
    const rules = of(resources, "aws:cfg/organizationManagedRule:OrganizationManagedRule");
    assert.equal(rules.length, plan.rules.length);
    for (const { inputs } of rules) assert.deepEqual(inputs.excludedAccounts, ["210000000111"]);
    const ssh = rules.find(({ name }) => name === "restricted-ssh")!;
    assert.equal(ssh.inputs.ruleIdentifier, "INCOMING_SSH_DISABLED");
    assert.deepEqual(ssh.inputs.resourceTypesScopes, ["AWS::EC2::SecurityGroup"]);
    assert.equal(ssh.inputs.region, undefined);
    const password = rules.find(({ name }) => name === "iam-password-policy")!;
    assert.equal(
      (JSON.parse(String(password.inputs.inputParameters)) as Record<string, string>).MinimumPasswordLength,
      "14",
    );
    const packs = of(resources, "aws:cfg/organizationConformancePack:OrganizationConformancePack");
    assert.deepEqual(
      packs.map(({ name, inputs }) => [name, inputs.region, inputs.excludedAccounts]),
      [
        ["landing-zone-baseline", undefined, ["210000000111"]],
        ["landing-zone-baseline-us-east-1", "us-east-1", ["210000000111"]],
      ],
    );
    assert.match(String(packs[1]!.inputs.templateBody), /CLOUDFRONT_ASSOCIATED_WITH_WAF/);
    const [aggregator] = of(resources, "aws:cfg/configurationAggregator:ConfigurationAggregator");
    assert.deepEqual(aggregator!.inputs.organizationAggregationSource, {
      allRegions: true,
      roleArn: "arn:aws:mock:eu-west-2:210000000000:organization",
    });
  });
});
