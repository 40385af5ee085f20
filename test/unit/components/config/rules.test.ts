import * as assert from "node:assert/strict";
import { parse } from "yaml";
import {
  ConformancePackError,
  conformancePackTemplate,
} from "../../../../components/config/conformance-pack";
import { configLimits } from "../../../../components/config/limits";
import { planOrganizationConfig } from "../../../../components/config/organization-plan";
import { globalRegion, planRecorders } from "../../../../components/config/recorder-plan";
import {
  isOffered,
  type ManagedRule,
  organizationRules,
  packRules,
  rulesByName,
} from "../../../../components/config/rules";
import { withoutGlobalRecording } from "../../../../settings/facts/config-recording";
import { regions } from "../../../../settings/facts/regions";

const all = [...organizationRules, ...packRules];

/** The controls that the organisation's rules have to watch, each with the identifiers that do. */
const required: Readonly<Record<string, readonly string[]>> = {
  "restricted SSH": ["INCOMING_SSH_DISABLED", "VPC_SG_PORT_RESTRICTION_CHECK"],
  "restricted RDP": ["RESTRICTED_INCOMING_TRAFFIC", "VPC_SG_PORT_RESTRICTION_CHECK"],
  "flow logs on": ["VPC_FLOW_LOGS_ENABLED"],
  "trail enabled": ["CLOUD_TRAIL_ENABLED", "MULTI_REGION_CLOUD_TRAIL_ENABLED"],
  "trail encrypted": ["CLOUD_TRAIL_ENCRYPTION_ENABLED"],
  "trail validated": ["CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED"],
  "S3 public access": [
    "S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC",
    "S3_BUCKET_PUBLIC_READ_PROHIBITED",
    "S3_BUCKET_PUBLIC_WRITE_PROHIBITED",
  ],
  "S3 logging": ["S3_BUCKET_LOGGING_ENABLED"],
  "S3 TLS": ["S3_BUCKET_SSL_REQUESTS_ONLY"],
  "default security group closed": ["VPC_DEFAULT_SECURITY_GROUP_CLOSED"],
  "network ACL SSH and RDP": ["NACL_NO_UNRESTRICTED_SSH_RDP"],
  "EBS encryption": ["ENCRYPTED_VOLUMES", "EC2_EBS_ENCRYPTION_BY_DEFAULT"],
  "RDS encryption": ["RDS_STORAGE_ENCRYPTED"],
  "SNS encryption": ["SNS_ENCRYPTED_KMS"],
  "log group encryption": ["CLOUDWATCH_LOG_GROUP_ENCRYPTED"],
  "IAM root": ["ROOT_ACCOUNT_MFA_ENABLED", "IAM_ROOT_ACCESS_KEY_CHECK"],
  "IAM MFA": ["MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS"],
  "IAM password": ["IAM_PASSWORD_POLICY"],
  "ELB logging": ["ELB_LOGGING_ENABLED"],
  "CloudFront logging": ["CLOUDFRONT_ACCESSLOGS_ENABLED"],
  "API logging": ["API_GW_EXECUTION_LOGGING_ENABLED", "API_GWV2_ACCESS_LOGS_ENABLED"],
  "WAF attached": ["ALB_WAF_ENABLED", "CLOUDFRONT_ASSOCIATED_WITH_WAF", "API_GW_ASSOCIATED_WITH_WAF"],
  "VPN tunnels up": ["VPC_VPN_2_TUNNELS_UP"],
};

function plan(
  home: string,
  others: readonly string[] = [],
  more: Partial<{ without: string[]; with: string[] }> = {},
) {
  return planOrganizationConfig({
    name: "landing-zone",
    home,
    others,
    rules: organizationRules,
    pack: packRules,
    without: more.without ?? [],
    with: more.with ?? [],
  });
}

describe("the rules of AWS Config", () => {
  for (const [control, identifiers] of Object.entries(required)) {
    it(`have an organisation rule for: ${control}`, () => {
      const known = organizationRules.map(({ identifier }) => identifier);
      for (const identifier of identifiers) assert.ok(known.includes(identifier), `${identifier} is missing`);
    });
  }

  it("stand once each, be it as a rule or in the pack", () => {
    assert.equal(rulesByName.size, all.length);
    assert.equal(new Set(all.map(({ identifier }) => identifier)).size, all.length);
  });

  it("are within what AWS takes", () => {
    assert.ok(organizationRules.length <= configLimits.organizationRules);
    for (const rule of all) {
      assert.match(rule.name, /^[a-z0-9]+(-[a-z0-9]+)+$/);
      assert.match(rule.identifier, /^[A-Z0-9_]{3,256}$/);
      // Auto-naming adds eight characters, another Region its name.
      assert.ok(`${rule.name}-us-east-1-1234567`.length <= configLimits.ruleNameCharacters, rule.name);
      assert.ok(rule.means.length <= configLimits.descriptionCharacters, rule.name);
      const parameters = JSON.stringify(rule.parameters ?? {});
      assert.ok(parameters.length <= configLimits.inputParametersCharacters, rule.name);
    }
  });

  it("name types of resources exactly when a change triggers them, and Regions that exist", () => {
    for (const { name, types, trigger, notIn = [], onlyIn = [] } of all) {
      assert.equal(types.length > 0, trigger !== "periodic", name);
      for (const type of types) assert.match(type, /^AWS::\w+::\w+$/);
      for (const region of [...notIn, ...onlyIn]) assert.ok(regions.has(region), `${name}: ${region}`);
    }
  });

  it("say why, when they are off by themselves", () => {
    const off = all.filter(({ off }) => off !== undefined);
    assert.deepEqual(
      off.map(({ name }) => name),
      ["cloudfront-accesslogs-enabled"],
    );
  });
});

describe("the plan of the organisation's rules", () => {
  /** Names of all rules of a Region, by themselves or in its pack. */
  const names = (planned: ReturnType<typeof plan>, region: string): string[] => [
    ...planned.packs
      .filter((pack) => pack.region === region)
      .flatMap(({ home, template }) => [
        ...(home ? planned.rules.map(({ name }) => name) : []),
        ...[...template.matchAll(/ConfigRuleName: "(.+)"/g)].map(([, name]) => name!),
      ]),
  ];

  it("has every rule at home that is on and is there", () => {
    const expected = all.filter((rule) => rule.off === undefined && isOffered(rule, "eu-west-2"));
    assert.deepEqual(
      names(plan("eu-west-2"), "eu-west-2"),
      expected.map(({ name }) => name),
    );
    assert.ok(!names(plan("eu-west-2"), "eu-west-2").includes("cloudfront-associated-with-waf"));
  });

  it("has CloudFront's rules in us-east-1 and those about the account at home only", () => {
    const planned = plan("eu-west-2", ["us-east-1"]);
    const away = names(planned, "us-east-1");
    assert.ok(away.includes("cloudfront-associated-with-waf"));
    assert.ok(away.includes("restricted-ssh"));
    for (const { name, place } of all)
      if (place === "global") assert.ok(!away.includes(name), `${name} would say the same twice`);
    assert.deepEqual(
      planned.packs.map(({ key }) => key),
      ["landing-zone-baseline", "landing-zone-baseline-us-east-1"],
    );
    assert.deepEqual(planned.rules, plan("eu-west-2").rules, "another Region is another pack, no more rules");
  });

  it("asks IAM's rules where IAM is recorded, when home does not", () => {
    const planned = plan("eu-central-2", ["eu-west-1"]);
    assert.ok(!names(planned, "eu-central-2").includes("iam-password-policy"));
    assert.ok(names(planned, "eu-west-1").includes("iam-password-policy"));
  });

  it("leaves out what it is told to, and puts in what is off by itself", () => {
    const planned = plan("us-east-1", [], {
      without: ["vpc-vpn-2-tunnels-up", "efs-encrypted-check"],
      with: ["cloudfront-accesslogs-enabled"],
    });
    assert.ok(!names(planned, "us-east-1").includes("vpc-vpn-2-tunnels-up"));
    assert.ok(names(planned, "us-east-1").includes("cloudfront-accesslogs-enabled"));
    assert.doesNotMatch(planned.packs[0]!.template, /EFS_ENCRYPTED_CHECK/);
  });

  it("refuses the name of a rule that there is not", () =>
    assert.throws(
      () => plan("eu-west-2", [], { without: ["restricted-shh"] }),
      /restricted-shh; there are .*restricted-ssh/,
    ));

  it("never plans a rule for a Region that does not have it, nor more than a pack takes", () => {
    for (const region of regions.keys()) {
      const planned = plan(region === "us-east-1" ? "eu-west-2" : "us-east-1", [region]);
      for (const name of names(planned, region))
        assert.ok(isOffered(rulesByName.get(name)!, region), `${name} in ${region}`);
    }
  });
});

describe("the conformance pack", () => {
  interface Template {
    readonly Resources: Readonly<
      Record<
        string,
        {
          Type: string;
          Properties: {
            ConfigRuleName: string;
            Description: string;
            InputParameters?: Record<string, unknown>;
            Scope?: { ComplianceResourceTypes: string[] };
            Source: { Owner: string; SourceIdentifier: string };
          };
        }
      >
    >;
  }
  const read = (rules: readonly ManagedRule[]): Template => parse(conformancePackTemplate(rules)) as Template;

  it("says of every rule what the table says", () => {
    const resources = Object.values(read(packRules).Resources);
    assert.deepEqual(
      resources.map(
        ({ Type, Properties: { ConfigRuleName, Description, Source, Scope, InputParameters } }) => ({
          Type,
          name: ConfigRuleName,
          means: Description,
          identifier: Source.SourceIdentifier,
          owner: Source.Owner,
          types: Scope?.ComplianceResourceTypes ?? [],
          parameters: InputParameters ?? {},
        }),
      ),
      packRules.map(({ name, means, identifier, types, parameters }) => ({
        Type: "AWS::Config::ConfigRule",
        name,
        means,
        identifier,
        owner: "AWS",
        types,
        parameters: parameters ?? {},
      })),
    );
  });

  it("keeps text that YAML would read otherwise", () => {
    const [rule] = Object.values(
      read([
        {
          ...packRules[0]!,
          means: 'yes: "no" # {not} a comment',
          parameters: { MinRetentionTime: "0365", flag: "true" },
        },
      ]).Resources,
    );
    assert.equal(rule!.Properties.Description, 'yes: "no" # {not} a comment');
    assert.deepEqual(rule!.Properties.InputParameters, { MinRetentionTime: "0365", flag: "true" });
  });

  it("is well below the bytes that AWS takes, and refused above", () => {
    assert.ok(Buffer.byteLength(conformancePackTemplate(packRules)) < configLimits.templateBytes / 2);
    assert.throws(
      () => conformancePackTemplate(packRules.map((rule) => ({ ...rule, means: "é".repeat(2_000) }))),
      (error) => error instanceof ConformancePackError && /51200 bytes/.test(error.message),
    );
    const many = Array.from({ length: 131 }, (_, index) => ({ ...packRules[0]!, name: `rule-${index}` }));
    assert.throws(() => conformancePackTemplate(many), /131 rules/);
  });
});

describe("the plan of recorders", () => {
  it("is one a Region, and IAM is recorded once, at home", () => {
    assert.deepEqual(planRecorders("eu-west-2", ["us-east-1", "us-east-1", "eu-west-2"]), [
      { region: "eu-west-2", home: true, recordsGlobalTypes: true },
      { region: "us-east-1", home: false, recordsGlobalTypes: false },
    ]);
  });

  it("records IAM in the first Region that can", () => {
    for (const home of regions.keys()) {
      const recorders = planRecorders(home, ["eu-west-1", "us-east-1"]);
      const [where, ...more] = recorders.filter(({ recordsGlobalTypes }) => recordsGlobalTypes);
      assert.equal(more.length, 0);
      assert.equal(where!.region, withoutGlobalRecording.has(home) ? "eu-west-1" : home);
    }
    assert.equal(globalRegion("eu-south-2", ["eu-central-2"]), undefined);
  });
});
