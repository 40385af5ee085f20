import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generated } from "../../policy-pack/generate";
import { Model } from "../../policy-pack/analysis/model";
import { type GivenConfig, ConfigError } from "../../policy-pack/lib/config";
import { configFileProblems } from "../../policy-pack/lib/config-file";
import { configSchemaOf } from "../../policy-pack/lib/config-schema";
import { Evaluation } from "../../policy-pack/lib/evaluation";
import { allOf, compliant, notApplicable, unknown, violation } from "../../policy-pack/lib/outcome";
import { type ResourcePolicy, type StackPolicy } from "../../policy-pack/lib/policy";
import { PRESETS, levelIn, presetNamed } from "../../policy-pack/lib/presets";
import { packHealth, policies } from "../../policy-pack/policies";
import { U, modelOf, resourceOf, urnOf } from "./harness";

const VPC = "aws:ec2/vpc:Vpc";
const about = {
  concern: "network",
  description: "It holds.",
  severity: "high",
  level: "mandatory",
  controls: {},
  tags: ["x"],
  remediationSteps: "Do it.",
  url: "https://example.org",
} as const;

function policyOf(
  name: string,
  check: ResourcePolicy["check"],
  more: Partial<ResourcePolicy> = {},
): ResourcePolicy {
  return { kind: "resource", name, ...about, types: [VPC], check, ...more };
}

function stackPolicyOf(name: string, check: StackPolicy["check"]): StackPolicy {
  return { kind: "stack", name, ...about, check };
}

const config = (entries: Readonly<Record<string, GivenConfig>>): ReadonlyMap<string, GivenConfig> =>
  new Map(Object.entries(entries));
const vpc = resourceOf(VPC, {});
const exemption = {
  urn: urnOf(VPC, "subject"),
  reason: "moving",
  owner: "a@example.org",
  expires: "2026-06-30",
};
const noon = (day: string) => (): Date => new Date(`${day}T12:00:00Z`);

describe("outcomes", () => {
  it("weigh violation over unknown over compliant over not applicable", () => {
    assert.equal(allOf(compliant, unknown("a"), violation("b"), notApplicable("c")).status, "violation");
    assert.deepEqual(allOf(unknown("a"), unknown("a"), compliant), unknown("a"));
    assert.equal(allOf(notApplicable("c"), compliant).status, "compliant");
    assert.equal(allOf(notApplicable("c"), notApplicable("d")).status, "notApplicable");
  });
});

describe("evaluation", () => {
  it("reports under the policy's own name, with what was found, a remedy and where to read on", () => {
    const evaluation = new Evaluation([policyOf("p", () => violation("It is open."))], packHealth);
    const [report] = evaluation.checkResource(vpc);
    assert.equal(report?.policy.name, "p");
    assert.equal(report.level, "mandatory");
    assert.match(report.message, /It holds\.\nIt is open\.\nRemedy: Do it\.\nSee https:\/\/example\.org/);
  });

  it("reports an unknown as advice that says it was not judged, whatever the level", () => {
    const evaluation = new Evaluation([policyOf("p", () => unknown("cidrBlock"))], packHealth);
    const [report] = evaluation.checkResource(vpc);
    assert.equal(report?.level, "advisory");
    assert.match(report.message, /^Not judged yet: cidrBlock .* mandatory .*pulumi up/);
  });

  it("never calls a policy with a type it does not list", () => {
    const evaluation = new Evaluation([policyOf("p", () => violation("x"))], packHealth);
    assert.deepEqual(evaluation.checkResource(resourceOf("aws:ec2/subnet:Subnet", {})), []);
    assert.equal(evaluation.hasPoliciesFor("aws:ec2/subnet:Subnet"), false);
    for (const policy of policies) {
      if (policy.kind !== "resource") continue;
      const own = new Evaluation([policy], packHealth);
      assert.deepEqual(own.checkResource(resourceOf("random:index/randomId:RandomId", {})), []);
    }
  });

  it("lets one failing policy hide none of the others, and none of its own level", () => {
    const fails = (): never => {
      throw new TypeError("broken");
    };
    const evaluation = new Evaluation(
      [
        policyOf("first", fails),
        policyOf("second", () => violation("x")),
        stackPolicyOf("third", fails),
        stackPolicyOf("fourth", (model) =>
          model.resources.map((resource) => ({ resource, outcome: violation("y") })),
        ),
      ],
      packHealth,
    );
    const reports = [...evaluation.checkResource(vpc), ...evaluation.checkStack(new Model([vpc]))];
    assert.deepEqual(
      reports.map(({ policy, level }) => `${policy.name} ${level}`),
      ["first mandatory", "second mandatory", "third mandatory", "fourth mandatory"],
    );
    assert.match(reports[0]?.message ?? "", /TypeError: broken/);
  });

  it("keeps to configured levels", () => {
    const evaluation = new Evaluation(
      [policyOf("p", () => violation("x")), policyOf("q", () => violation("x"))],
      packHealth,
    );
    evaluation.configure(
      config({ p: { level: "disabled", properties: {} }, q: { level: "advisory", properties: {} } }),
    );
    assert.deepEqual(
      evaluation.checkResource(vpc).map(({ policy, level }) => [policy.name, level]),
      [["q", "advisory"]],
    );
    evaluation.configure(
      config({ all: { level: "advisory", properties: {} }, p: { level: "remediate", properties: {} } }),
    );
    assert.deepEqual(
      evaluation.checkResource(vpc).map(({ policy, level }) => [policy.name, level]),
      [
        ["p", "mandatory"],
        ["q", "advisory"],
      ],
    );
  });
});

describe("exemptions", () => {
  const violating = policyOf("p", () => violation("x"));
  const evaluated = (day: string, exemptions: readonly object[]): Evaluation => {
    const evaluation = new Evaluation([packHealth, violating], packHealth, noon(day));
    evaluation.configure(config({ p: { properties: { exemptions } } }));
    return evaluation;
  };

  it("free what matches, through their last day", () => {
    assert.deepEqual(evaluated("2026-06-30", [exemption]).checkResource(vpc), []);
    assert.deepEqual(
      evaluated("2026-06-30", [{ ...exemption, urn: "*::aws:ec2/vpc:Vpc::sub*" }]).checkResource(vpc),
      [],
    );
    assert.equal(evaluated("2026-06-30", [{ ...exemption, urn: "*::other" }]).checkResource(vpc).length, 1);
  });

  it("that expired free nothing and are reported themselves", () => {
    const evaluation = evaluated("2026-07-01", [exemption]);
    assert.equal(evaluation.checkResource(vpc).length, 1);
    const [report] = evaluation.checkStack(new Model([vpc]));
    assert.equal(report?.policy.name, "pack-health");
    assert.match(report.message, /p: The exemption of urn:.*moving; a@example\.org.*expired on 2026-06-30/);
  });

  it("that match nothing are reported", () => {
    const evaluation = evaluated("2026-06-01", [{ ...exemption, urn: "*::gone" }]);
    assert.match(evaluation.checkStack(new Model([vpc]))[0]?.message ?? "", /matches no resource/);
    assert.deepEqual(evaluated("2026-06-01", [exemption]).checkStack(new Model([vpc])), []);
  });
});

describe("configuration", () => {
  const evaluation = new Evaluation(policies, packHealth);
  const problems = (entries: Readonly<Record<string, GivenConfig>>): readonly string[] => {
    try {
      evaluation.configure(config(entries));
      return [];
    } catch (error) {
      assert.ok(error instanceof ConfigError);
      assert.ok(error.problems.every((problem) => error.message.includes(problem)));
      return error.problems;
    }
  };

  it("that is good is taken", () => {
    assert.deepEqual(
      problems({
        all: { level: "advisory", properties: {} },
        "required-tags": { level: "mandatory", properties: { tags: ["a"], exemptions: [exemption] } },
        "log-group-retention": { properties: { days: 30 } },
        "vpc-endpoint-policy-narrow": { properties: { allowNoPolicy: true } },
      }),
      [],
    );
  });

  it("that is bad is refused with all problems, each with what was meant or is allowed", () => {
    const found = problems({
      "vpc-flow-log-enabled": { properties: {} },
      "required-tags": {
        properties: {
          tag: ["a"],
          tags: "owner",
          exemptions: [{ urn: "u", owner: "o", expiry: "2026-01-01" }],
        },
      },
      "log-group-retention": { properties: { days: "x", exemptions: "all" } },
      "rds-backed-up": { properties: { days: 99, exemptions: [{ ...exemption, expires: "2026-02-30" }] } },
      "peering-no-foreign-account": { properties: { accountIds: ["123"] } },
      "vpc-endpoint-policy-narrow": { properties: { allowNoPolicy: "yes" } },
      "within-quotas": { properties: { routesPerTable: 5000 } },
      "internet-ingress-only-on-web-ports": { properties: { tcpPorts: ["443"] } },
      "peering-only-hub-spoke": { properties: { roleTag: 7 } },
    });
    const expected = [
      /^vpc-flow-log-enabled: no such policy \(did you mean "vpc-flow-logs-enabled"\?\)/,
      /^required-tags\.tag: .*did you mean "tags"/,
      /^required-tags\.tags: found "owner", expected a list of texts/,
      /^required-tags\.exemptions\[0\]\.expiry: .*did you mean "expires"/,
      /^required-tags\.exemptions\[0\]\.reason: is missing/,
      /^required-tags\.exemptions\[0\]\.expires: is missing/,
      /^log-group-retention\.days: found "x", expected a whole number from 1/,
      /^log-group-retention\.exemptions: found "all", expected a list of \{ urn, reason, owner, expires \}/,
      /^rds-backed-up\.days: found 99, expected a whole number from 1 to 35/,
      /^rds-backed-up\.exemptions\[0\]\.expires: found "2026-02-30", expected a day/,
      /^peering-no-foreign-account\.accountIds: found \["123"\], expected a list of texts like/,
      /^vpc-endpoint-policy-narrow\.allowNoPolicy: found "yes", expected true or false/,
      /^within-quotas\.routesPerTable: found 5000, expected a whole number from 1 to 1000/,
      /^internet-ingress-only-on-web-ports\.tcpPorts: found \["443"\], expected a list of whole numbers/,
      /^peering-only-hub-spoke\.roleTag: found 7, expected text/,
    ];
    for (const pattern of expected)
      assert.ok(
        found.some((problem) => pattern.test(problem)),
        `${pattern}\n${found.join("\n")}`,
      );
    assert.equal(found.length, expected.length, found.join("\n"));
  });

  it("files are checked before the engine sees them, levels and names alike", () => {
    const found = configFileProblems(
      JSON.stringify({
        environments: ["a/b"],
        "required-tag": "mandatory",
        "trail-enabled": "mandatry",
        "rds-kept": 3,
      }),
      policies,
    );
    assert.equal(found.length, 3);
    assert.ok(
      found.some((problem) =>
        /trail-enabled\.enforcementLevel: found "mandatry".*did you mean "mandatory"/.test(problem),
      ),
    );
    assert.ok(found.some((problem) => /required-tag: no such policy.*"required-tags"/.test(problem)));
    assert.ok(found.some((problem) => /rds-kept: found 3/.test(problem)));
    assert.deepEqual(configFileProblems("{", policies).length, 1);
    assert.deepEqual(configFileProblems("[]", policies), ["the file must hold an object"]);
  });

  it("has a schema with a default and a description for every parameter, and room for exemptions", () => {
    for (const policy of policies) {
      const schema = configSchemaOf(policy);
      assert.deepEqual(Object.keys(schema.properties), [
        ...Object.keys(policy.parameters ?? {}),
        "exemptions",
      ]);
      for (const [name, property] of Object.entries(schema.properties)) {
        assert.ok(
          property.description !== undefined && property.default !== undefined,
          `${policy.name}.${name}`,
        );
      }
      // The defaults themselves must pass the check.
      const properties = Object.fromEntries(
        Object.entries(schema.properties).map(([name, { default: value }]) => [name, value]),
      );
      assert.deepEqual(problems({ [policy.name]: { properties } }), []);
    }
  });
});

describe("presets", () => {
  it("grow stricter from development to organisation", () => {
    const mandatory = PRESETS.map(
      (preset) => policies.filter((policy) => levelIn(preset, policy) === "mandatory").length,
    );
    assert.ok(
      (mandatory[0] ?? 0) < (mandatory[1] ?? 0) && (mandatory[1] ?? 0) <= (mandatory[2] ?? 0),
      mandatory.join(),
    );
  });

  it("are known by name", () => {
    assert.equal(presetNamed("production"), "production");
    assert.throws(
      () => presetNamed("prodution"),
      /did you mean "production".*development, production, organisation/,
    );
  });
});

describe("generated files", () => {
  for (const [path, text] of generated()) {
    it(`${path} says what the policies say`, () => {
      const found = readFileSync(join(__dirname, "..", "..", "policy-pack", path), "utf8");
      assert.equal(found, text, "run `npm run generate --workspace policy-pack`");
    });
  }

  it("configuration files are good configuration", () => {
    for (const [path, text] of generated()) {
      if (path.endsWith(".json")) assert.deepEqual(configFileProblems(text, policies), []);
    }
  });
});

describe("the model", () => {
  it("finds references by edges, by ids, and leaves the rest open", () => {
    const model = modelOf([
      { type: VPC, name: "a" },
      { type: VPC, name: "b", props: { id: "vpc-2" } },
      { type: "aws:ec2/subnet:Subnet", name: "s1", props: { vpcId: U }, edges: { vpcId: ["a"] } },
      { type: "aws:ec2/subnet:Subnet", name: "s2", props: { vpcId: "vpc-2" } },
      { type: "aws:ec2/subnet:Subnet", name: "s3", props: { vpcId: U } },
      { type: "aws:ec2/subnet:Subnet", name: "s4", props: { vpcId: "vpc-elsewhere" } },
    ]);
    const answers = model.ofType("aws:ec2/subnet:Subnet").map((subnet) => {
      const { targets, unresolved } = model.references(subnet, "vpcId", [VPC]);
      return [...targets.map(({ name }) => name), ...(unresolved ? ["?"] : [])].join();
    });
    assert.deepEqual(answers, ["a", "b", "?", ""]);
  });
});
