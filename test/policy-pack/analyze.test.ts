import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import Ajv from "ajv";
import { stateOf } from "../../policy-pack/bench/state";
import { readConfigFile } from "../../policy-pack/lib/config-file";
import { PRESETS, onPreset, presetConfig } from "../../policy-pack/lib/presets";
import { policies } from "../../policy-pack/policies";
import { root } from "../../tools/lib/paths";

const BIN = path.join(root, "policy-pack/dist/analyze.js");
const PROVIDER = "urn:pulumi:dev::x::pulumi:providers:aws::p";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const SSH = "no-remote-administration-from-anywhere";
const RETENTION = "log-group-retention";

type Props = Record<string, unknown>;

/** A stored resource. */
const stored = (type: string, name: string, inputs: Props, outputs: Props = inputs): object => ({
  urn: `urn:pulumi:dev::x::${type}::${name}`,
  custom: true,
  type,
  id: name,
  inputs,
  outputs,
  provider: `${PROVIDER}::1`,
});
const ssh = (cidrIpv4: unknown): Props => ({
  ipProtocol: "tcp",
  fromPort: 22,
  toPort: 22,
  cidrIpv4,
  description: "administration",
});
const stateWith = (...resources: object[]): string =>
  JSON.stringify({
    version: 3,
    deployment: {
      resources: [
        {
          urn: PROVIDER,
          custom: true,
          type: "pulumi:providers:aws",
          id: "1",
          inputs: { region: "eu-west-2" },
        },
        ...resources,
      ],
    },
  });

/** One mandatory violation, one that is advice, and one that cannot be judged. */
const three = stateWith(
  { ...stored(RULE, "ssh", ssh("0.0.0.0/0")), sourcePosition: "project:///stacks/my%20edge.ts#12,3" },
  stored(RULE, "later", ssh("04da6b54-80e4-46f7-96ec-b56ff0331ba9")),
  stored(GROUP, "g", { retentionInDays: 7 }),
);
const CONFIG = { all: "disabled", [SSH]: "mandatory", [RETENTION]: "advisory" };

interface Document {
  readonly stack: string;
  readonly project: string;
  readonly preset: string;
  readonly summary: Readonly<Record<string, number>>;
  readonly policies: Readonly<Record<string, { readonly remedy: string; readonly url: string }>>;
  readonly results: readonly {
    policy: string;
    level: string;
    urn: string;
    type: string;
    name: string;
    failed: boolean;
    found: string[];
  }[];
}

describe("landing-zone-analyze", function () {
  this.timeout(120_000);
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "analyze-"))));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, content: string | object): string => {
    const place = path.join(folder, name);
    fs.writeFileSync(place, typeof content === "string" ? content : JSON.stringify(content));
    return place;
  };
  const run = (
    args: readonly string[],
    { input, env }: { input?: string; env?: NodeJS.ProcessEnv } = {},
  ): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [BIN, ...args], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      // No Pulumi CLI and no credentials: none is needed.
      env: { PATH: "", ...env },
      ...(input === undefined ? {} : { input }),
    });
  const judged = (args: readonly string[], options: { input?: string } = {}): Document => {
    const { status, stdout, stderr } = run([...args, "--format", "json"], options);
    assert.notEqual(status, 2, stderr);
    return JSON.parse(stdout) as Document;
  };
  const said = ({ results }: Document): string[] =>
    results.map(({ policy, name, level }) => `${policy} ${name} ${level}`);

  it("tells people what is wrong, by level, with remedy and page once, and ends with 1", () => {
    const { status, stdout } = run([file("three.json", three), "--config", file("c.json", CONFIG)]);
    assert.equal(status, 1);
    const policy = policies.find(({ name }) => name === SSH);
    const retention = policies.find(({ name }) => name === RETENTION);
    assert.ok(policy && retention);
    assert.equal(
      stdout,
      [
        `[mandatory] ${SSH} (critical)`,
        `  ${policy.description}`,
        `  - ssh (${RULE}) at stacks/my edge.ts:12`,
        "      The rule admits TCP 22 from 0.0.0.0/0.",
        `  Remedy: ${policy.remediationSteps}`,
        `  See ${policy.url}`,
        "",
        `[advisory] ${RETENTION} (${retention.severity})`,
        `  ${retention.description}`,
        `  - g (${GROUP})`,
        "      It keeps events for 7 days; the least is 365.",
        `  Remedy: ${retention.remediationSteps}`,
        `  See ${retention.url}`,
        "",
        `[not judged yet] ${SSH} (critical)`,
        `  ${policy.description}`,
        `  - later (${RULE})`,
        "      not known now: the rule's source, protocol or ports",
        `  Remedy: ${policy.remediationSteps}`,
        `  See ${policy.url}`,
        "",
        "dev: 2 policies over 4 resources at preset production: 1 mandatory violation, 1 advisory, 1 not judged yet",
        "",
      ].join("\n"),
    );
  });

  it("shows what is mandatory alone when asked to be quiet, with all numbers", () => {
    const args = [file("three.json", three), "--config", file("c.json", CONFIG), "-q"];
    const { stdout } = run(args);
    assert.match(stdout, /\[mandatory\]/);
    assert.doesNotMatch(stdout, /\[advisory\]|\[not judged yet\]/);
    assert.match(stdout, /1 mandatory violation, 1 advisory, 1 not judged yet\n$/);
    const document = judged(args);
    assert.deepEqual(said(document), [`${SSH} ssh mandatory`]);
    assert.equal(document.summary["advisory"], 1);
  });

  it("writes one JSON document", () => {
    const document = judged([file("three.json", three), "--config", file("c.json", CONFIG)]);
    assert.deepEqual(
      [document.stack, document.project, document.preset, document.summary],
      ["dev", "x", "production", { policies: 2, resources: 4, mandatory: 1, advisory: 1, notJudgedYet: 1 }],
    );
    assert.deepEqual(said(document), [
      `${SSH} ssh mandatory`,
      `${RETENTION} g advisory`,
      `${SSH} later notJudgedYet`,
    ]);
    assert.deepEqual(document.results[0], {
      policy: SSH,
      level: "mandatory",
      severity: "critical",
      urn: `urn:pulumi:dev::x::${RULE}::ssh`,
      type: RULE,
      name: "ssh",
      declared: { file: "stacks/my edge.ts", line: 12 },
      failed: false,
      found: ["The rule admits TCP 22 from 0.0.0.0/0."],
    });
    assert.deepEqual(Object.keys(document.policies).sort(), [RETENTION, SSH].sort());
    assert.match(document.policies[SSH]?.url ?? "", /^https:/);
  });

  describe("as SARIF", () => {
    interface Physical {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    }
    interface Sarif {
      readonly runs: readonly {
        readonly automationDetails: { readonly id: string };
        readonly tool: {
          readonly driver: {
            readonly name: string;
            readonly version: string;
            readonly rules: readonly {
              id: string;
              helpUri: string;
              help: { text: string; markdown: string };
              properties: Readonly<Record<string, unknown>>;
            }[];
          };
        };
        readonly results: readonly {
          ruleId: string;
          ruleIndex: number;
          level: string;
          message: { text: string };
          relatedLocations?: readonly { id: number; physicalLocation: Physical }[];
          partialFingerprints: Readonly<Record<string, string>>;
          locations: readonly {
            physicalLocation: Physical;
            logicalLocations: readonly { fullyQualifiedName: string; properties: { type: string } }[];
          }[];
        }[];
      }[];
    }
    const sarif = (...args: string[]): Sarif => {
      const { stdout, stderr } = run([...args, "--format", "sarif"]);
      assert.equal(stderr, "");
      return JSON.parse(stdout) as Sarif;
    };
    const runOf = ({ runs: [only] }: Sarif): Sarif["runs"][number] => {
      assert.ok(only);
      return only;
    };

    it("holds to the published schema", () => {
      const place = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
      const { $schema: _, ...schema } = JSON.parse(fs.readFileSync(place, "utf8")) as Props;
      const validate = new Ajv({ schemaId: "id", unknownFormats: "ignore", logger: false }).compile(schema);
      const whole = sarif(file("three.json", three));
      assert.ok(runOf(whole).results.length > 5);
      for (const log of [whole, sarif(file("none.json", stateWith()))])
        assert.ok(validate(log), JSON.stringify(validate.errors, null, 2));
      // A validator that lets everything pass would say nothing.
      assert.ok(!validate({ ...whole, version: "2.0.0" }));
      assert.ok(!validate({ ...whole, runs: [{ ...runOf(whole), results: [{ message: "text" }] }] }));
    });

    it("gives every result a rule, a level, the settings file that GitHub wants, and the resource", () => {
      const { tool, results, automationDetails } = runOf(
        sarif(file("three.json", three), "--config", file("c.json", CONFIG)),
      );
      const manifest = JSON.parse(fs.readFileSync(path.join(root, "policy-pack/package.json"), "utf8")) as {
        name: string;
        version: string;
      };
      assert.deepEqual([tool.driver.name, tool.driver.version], [manifest.name, manifest.version]);
      assert.equal(automationDetails.id, "landing-zone-policy-pack/dev/");
      assert.deepEqual(
        results.map(({ ruleId, level, message, locations: [place] }) => [
          ruleId,
          level,
          message.text,
          place?.physicalLocation.artifactLocation.uri,
          place?.physicalLocation.region.startLine,
          place?.logicalLocations[0]?.fullyQualifiedName,
          place?.logicalLocations[0]?.properties.type,
        ]),
        [
          [
            SSH,
            "error",
            "ssh: The rule admits TCP 22 from 0.0.0.0/0. [Where it is declared](1).",
            "Pulumi.dev.yaml",
            1,
            `urn:pulumi:dev::x::${RULE}::ssh`,
            RULE,
          ],
          [
            RETENTION,
            "warning",
            "g: It keeps events for 7 days; the least is 365.",
            "Pulumi.dev.yaml",
            1,
            `urn:pulumi:dev::x::${GROUP}::g`,
            GROUP,
          ],
          [
            SSH,
            "note",
            "later: Not judged yet: the rule's source, protocol or ports is not known now.",
            "Pulumi.dev.yaml",
            1,
            `urn:pulumi:dev::x::${RULE}::later`,
            RULE,
          ],
        ],
      );
      const [declared, ...none] = results.map(({ relatedLocations }) => relatedLocations);
      assert.deepEqual(none, [undefined, undefined]);
      assert.equal(declared?.[0]?.id, 1);
      assert.equal(declared[0].physicalLocation.artifactLocation.uri, "stacks/my%20edge.ts");
      assert.equal(declared[0].physicalLocation.region.startLine, 12);
      for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
    });

    it("describes every rule: remedy, page, a number for its severity, at most ten tags", () => {
      const { rules } = runOf(sarif(file("three.json", three))).tool.driver;
      assert.deepEqual(rules.map(({ id }) => id).sort(), policies.map(({ name }) => name).sort());
      const numbers = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };
      for (const { id, help, helpUri, properties } of rules) {
        const policy = policies.find(({ name }) => name === id);
        assert.ok(policy);
        assert.equal(helpUri, policy.url);
        for (const text of [help.text, help.markdown]) assert.ok(text.includes(policy.remediationSteps), id);
        assert.equal(properties["security-severity"], numbers[policy.severity]);
        const tags = properties["tags"] as string[];
        assert.ok(tags.includes("security") && tags.includes(policy.concern) && tags.length <= 10, id);
      }
    });

    it("has a fingerprint for each, the same in every run, whatever is found", () => {
      const prints = (log: Sarif): string[] =>
        runOf(log).results.map(
          ({ ruleId, partialFingerprints, locations }) =>
            `${ruleId} ${locations[0]?.logicalLocations[0]?.fullyQualifiedName ?? ""} ` +
            String(partialFingerprints["primaryLocationLineHash"]),
        );
      const first = prints(sarif(file("three.json", three)));
      assert.equal(new Set(first.map((line) => line.split(" ").at(-1))).size, first.length);
      const worse = three.replace('"0.0.0.0/0"', '"0.0.0.0/1"').replaceAll(":7}", ":3}");
      assert.notEqual(worse, three);
      const { resources } = (JSON.parse(worse) as { deployment: { resources: object[] } }).deployment;
      const turned = { version: 3, deployment: { resources: [...resources].reverse() } };
      assert.deepEqual(prints(sarif(file("turned.json", turned))).sort(), first.sort());
    });
  });

  describe("levels", () => {
    const state = stateWith(stored(GROUP, "g", { retentionInDays: 7 }));
    const levelOf = (args: readonly string[], env: NodeJS.ProcessEnv = {}): string | undefined => {
      const { stdout, stderr } = run([file("g.json", state), "--format", "json", ...args], { env });
      assert.equal(stderr, "");
      return (JSON.parse(stdout) as Document).results.find(({ policy }) => policy === RETENTION)?.level;
    };

    it("are the preset's, of the command line before the environment", () => {
      assert.equal(levelOf([]), "mandatory");
      assert.equal(levelOf(["--preset", "development"]), "advisory");
      assert.equal(levelOf([], { LANDING_ZONE_POLICY_PRESET: "development" }), "advisory");
      assert.equal(
        levelOf(["--preset", "organisation"], { LANDING_ZONE_POLICY_PRESET: "development" }),
        "mandatory",
      );
    });

    it("come with the preset's parameters, which a configuration may set otherwise", () => {
      for (const preset of PRESETS) {
        const written = JSON.stringify(presetConfig(preset, policies));
        assert.deepEqual(
          onPreset(preset, policies, new Map()),
          readConfigFile(written, policies).given,
          preset,
        );
      }
      const name = "within-quotas";
      const properties = (own: Props): Props | undefined =>
        onPreset("organisation", policies, new Map([[name, { properties: own }]])).get(name)?.properties;
      assert.deepEqual(properties({ vpcsPerRegion: 9 }), { accountsPerOrganisation: 30, vpcsPerRegion: 9 });
      assert.deepEqual(properties({ accountsPerOrganisation: 50 }), { accountsPerOrganisation: 50 });
    });

    it("of a configuration outweigh the preset's, and repairs are reported as mandatory", () => {
      const withConfig = (config: object): string | undefined =>
        levelOf(["--preset", "development", "--config", file("own.json", config)]);
      assert.equal(withConfig({ all: "mandatory" }), "mandatory");
      assert.equal(withConfig({ all: "mandatory", [RETENTION]: "advisory" }), "advisory");
      assert.equal(withConfig({ [RETENTION]: { enforcementLevel: "remediate" } }), "mandatory");
      assert.equal(withConfig({ [RETENTION]: "disabled" }), undefined);
      assert.equal(withConfig({ [RETENTION]: { days: 7 } }), undefined);
    });

    it("hold but for what is exempted, and exemptions that have expired or match nothing are told", () => {
      const exemption = { reason: "moving", owner: "a@example.org", expires: "2099-12-31" };
      const config = {
        all: "disabled",
        "pack-health": "advisory",
        [RETENTION]: {
          enforcementLevel: "mandatory",
          exemptions: [
            { ...exemption, urn: "*::g" },
            { ...exemption, urn: "*::gone" },
            { ...exemption, urn: "*::g", expires: "2020-01-31" },
          ],
        },
      };
      const { status, stdout } = run([file("g.json", state), "--config", file("e.json", config)]);
      assert.equal(status, 0, stdout);
      assert.match(stdout, /\*::gone \(moving; a@example\.org\) matches no resource/);
      assert.match(stdout, /expired on 2020-01-31/);
      // Told of the stack itself, which this state does not hold.
      assert.match(stdout, /- x-dev \(pulumi:pulumi:Stack\)/);
      const { results } = judged([file("g.json", state), "--config", file("e.json", config)]);
      assert.deepEqual(
        results.map(({ policy, level, urn }) => [policy, level, urn]),
        Array(2).fill(["pack-health", "advisory", "urn:pulumi:dev::x::pulumi:pulumi:Stack::x-dev"]),
      );
    });
  });

  describe("of a state", () => {
    it("reads standard input", () => {
      const { status, stdout } = run(["-", "--format", "json"], { input: three });
      assert.equal(status, 1);
      assert.ok((JSON.parse(stdout) as Document).results.length > 3);
    });

    it("ends with 0 when there is nothing to say against it", () => {
      const good = stateWith(stored(RULE, "ssh", ssh("10.0.0.0/8")));
      const { status, stdout } = run([file("good.json", good), "--config", file("c.json", CONFIG)]);
      assert.equal(status, 0);
      assert.equal(
        stdout,
        "dev: 2 policies over 2 resources at preset production: 0 mandatory violations, 0 advisory, 0 not judged yet\n",
      );
    });

    it("judges single resources by their inputs, as the engine does, and leaves what waits for deletion", () => {
      const state = stateWith(
        stored(RULE, "as-deployed", ssh("10.0.0.0/8"), ssh("0.0.0.0/0")),
        stored(RULE, "as-asked", ssh("0.0.0.0/0"), ssh("10.0.0.0/8")),
        { ...stored(RULE, "going", ssh("0.0.0.0/0")), delete: true },
      );
      assert.deepEqual(said(judged([file("forms.json", state), "--config", file("c.json", CONFIG)])), [
        `${SSH} as-asked mandatory`,
      ]);
    });

    it("does not judge what an encrypted secret or a preview's [secret] hides, and judges one in the clear", () => {
      const mark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
      const state = stateWith(
        stored(RULE, "encrypted", ssh({ ...mark, ciphertext: "v1:abc" })),
        stored(RULE, "hidden", ssh("[secret]")),
        stored(RULE, "clear", ssh({ ...mark, plaintext: '"0.0.0.0/0"' })),
      );
      assert.deepEqual(said(judged([file("secret.json", state), "--config", file("c.json", CONFIG)])), [
        `${SSH} clear mandatory`,
        `${SSH} encrypted notJudgedYet`,
        `${SSH} hidden notJudgedYet`,
      ]);
    });

    it("of a stack that was never deployed has nothing to judge", () => {
      const state = { version: 3, deployment: { manifest: { time: "2026-01-01T00:00:00Z" } } };
      const { status, stdout } = run([file("never.json", state)]);
      assert.equal(status, 0);
      assert.match(stdout, /^\d+ policies over 0 resources at preset production: 0 mandatory/);
    });

    it("of ten thousand resources is judged whole", () => {
      const state = file("large.json", stateOf(10_000));
      for (const format of ["json", "sarif", "text"]) {
        const { status, stdout, stderr } = run([state, "--format", format, "--preset", "development"]);
        assert.equal(stderr, "");
        assert.ok(status === 0 || status === 1);
        if (format === "json") assert.equal((JSON.parse(stdout) as Document).summary["resources"], 10_000);
      }
    });
  });

  describe("of a state and a preview", () => {
    const step = (op: string, resource: object): object => ({
      op,
      urn: (resource as { urn: string }).urn,
      ...(op === "delete" ? { oldState: resource } : { newState: { ...resource, outputs: undefined } }),
    });
    const preview = (...steps: object[]): string => file("preview.json", { config: {}, steps });
    const config = (): string => file("c.json", CONFIG);

    it("judges what will be: what is new, changed and gone, beside what stays", () => {
      const state = file(
        "before.json",
        stateWith(
          stored(RULE, "stays", ssh("0.0.0.0/0")),
          stored(RULE, "goes", ssh("0.0.0.0/0")),
          stored(RULE, "mended", ssh("0.0.0.0/0")),
          stored(RULE, "broken", ssh("10.0.0.0/8")),
        ),
      );
      const change = preview(
        step("delete", stored(RULE, "goes", ssh("0.0.0.0/0"))),
        step("update", stored(RULE, "mended", ssh("10.0.0.0/8"))),
        step("update", stored(RULE, "broken", ssh("0.0.0.0/0"))),
        step("create", stored(RULE, "new", ssh("0.0.0.0/0"))),
        step("create", stored(RULE, "later", ssh("04da6b54-80e4-46f7-96ec-b56ff0331ba9"))),
      );
      assert.deepEqual(said(judged([state, change, "--config", config()])), [
        `${SSH} stays mandatory`,
        `${SSH} broken mandatory`,
        `${SSH} new mandatory`,
        `${SSH} later notJudgedYet`,
      ]);
    });

    it("keeps what the provider computed, drops what the program withdrew, and knows not what it will compute", () => {
      const BUCKET = "aws:s3/bucket:Bucket";
      const versioned = { versioning: { enabled: true } };
      const state = file(
        "buckets.json",
        stateWith(
          stored(BUCKET, "kept", { bucket: "kept" }, { bucket: "kept", ...versioned }),
          stored(BUCKET, "withdrawn", versioned, versioned),
        ),
      );
      const change = preview(
        step("update", stored(BUCKET, "kept", { bucket: "kept", tags: { a: "b" } })),
        step("update", stored(BUCKET, "withdrawn", { tags: { a: "b" } })),
        step("create", stored(BUCKET, "new", { bucket: "new" })),
      );
      const only = file("v.json", { all: "disabled", "bucket-versioned": "mandatory" });
      assert.deepEqual(said(judged([state, "--config", only])), []);
      assert.deepEqual(said(judged([state, change, "--config", only])), [
        "bucket-versioned withdrawn mandatory",
        "bucket-versioned new notJudgedYet",
      ]);
    });

    it("follows a resource to its new URN, and keeps what took the place of one that waits for deletion", () => {
      const [former, renamed] = ["former", "renamed"].map((name) => stored(RULE, name, ssh("0.0.0.0/0")));
      assert.ok(former && renamed);
      const successor = stored(RULE, "successor", ssh("0.0.0.0/0"));
      const waits = { ...successor, delete: true };
      const state = file("aliases.json", stateWith(former, successor, waits));
      const change = preview(
        { ...step("update", renamed), oldState: former },
        step("same", successor),
        step("delete", waits),
      );
      assert.deepEqual(said(judged([state, change, "--config", config()])), [
        `${SSH} successor mandatory`,
        `${SSH} renamed mandatory`,
      ]);
    });

    it("takes a preview alone too", () => {
      const change = preview(step("create", stored(RULE, "new", ssh("0.0.0.0/0"))));
      assert.deepEqual(said(judged([change, "--config", config()])), [`${SSH} new mandatory`]);
    });
  });

  describe("refuses with 2 and every problem", () => {
    const refused = (args: readonly string[], ...says: RegExp[]): void => {
      const { status, stdout, stderr } = run(args);
      assert.equal(status, 2, stdout + stderr);
      assert.equal(stdout, "");
      for (const pattern of says) assert.match(stderr, pattern);
    };

    it("no state", () => refused([], /STATE: is missing/, /landing-zone-analyze STATE \[PREVIEW\]/));

    it("wrong options, all at once", () =>
      refused(
        [
          ...["a.json", "b.json", "c.json", "--formt", "json", "--preset", "prodution", "--format=yaml"],
          ...["--quiet=yes", "--config", "--quiet"],
        ],
        /--formt: there is no such option \(did you mean "format"\?\)/,
        /--preset: no preset "prodution" \(did you mean "production"\?\)/,
        /--format: found "yaml", expected one of text, json, sarif/,
        /--config: has no value/,
        /beyond STATE and PREVIEW/,
      ));

    it("an option twice, and standard input twice", () =>
      refused(
        ["-", "-", "--preset", "production", "--preset", "development"],
        /--preset: is given twice/,
        /"-": only one file can be standard input/,
      ));

    it("a preset of the environment that there is not", () => {
      const { status, stderr } = run([file("three.json", three)], {
        env: { LANDING_ZONE_POLICY_PRESET: "prod" },
      });
      assert.equal(status, 2);
      assert.match(stderr, /LANDING_ZONE_POLICY_PRESET: no preset "prod"/);
    });

    it("files that are not there or not what they should be, with every problem of the configuration, each with its file", () => {
      const bad = file("bad.json", {
        "log-group-retentio": "mandatory",
        [RETENTION]: { dayz: 3, exemptions: [{ urn: "*" }] },
        [SSH]: "strict",
      });
      refused(
        [file("no.json", "{"), file("state.json", three), "--config", bad],
        /no\.json: the state is not JSON/,
        /state\.json: the preview has no list of steps/,
        /bad\.json: log-group-retentio: no such policy \(did you mean "log-group-retention"\?\)/,
        /bad\.json: log-group-retention\.dayz: the policy has no such parameter/,
        /bad\.json: log-group-retention\.exemptions\[0\]\.reason: is missing/,
        /bad\.json: no-remote-administration-from-anywhere\.enforcementLevel: found "strict"/,
      );
      refused(
        [path.join(folder, "nowhere.json"), "--config", path.join(folder, "nor-this.json")],
        /nowhere\.json: ENOENT/,
        /nor-this\.json: ENOENT/,
      );
      refused([file("list.json", "[]")], /list\.json: the state has no list of resources/);
    });
  });

  it("explains itself", () => {
    const { status, stdout } = run(["--help"]);
    assert.equal(status, 0);
    assert.match(stdout, /Exit codes: 0/);
  });

  it("is a command of the checkout", () => {
    const { status, stdout, stderr } = spawnSync(
      "npm",
      ["run", "--silent", "analyze", "--", file("three.json", three), "--config", file("c.json", CONFIG)],
      { cwd: root, encoding: "utf8" },
    );
    assert.equal(status, 1, stderr);
    assert.match(stdout, /1 mandatory violation, 1 advisory, 1 not judged yet/);
  });
});
