import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { loadSettings } from "../../../settings/load";
import { type Problem } from "../../../settings/problems";
import { unpack } from "../../../settings/read";
import { workload } from "../../../settings/schema/workload";
import { type Changes, devWith, load, problemsOf, written } from "../settings-of";

const at = (path: string, found: string, allowed: string): Problem => ({
  path: `landing-zone:${path}`,
  found,
  allowed,
});

const regionZones = "eu-west-2a, eu-west-2b, eu-west-2c";
const accountForm = 'an account id: 12 digits in quotes, such as "123456789012"';
const retention =
  "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";
const workloadFields = Object.keys(workload.unwrap().shape).join(", ");
const rule = { tier: "app", fromPort: 9000, toPort: 9010, cidr: "172.20.0.0/16", description: "Metrics" };
const portForm = "a TCP port, 1 to 65535";

/** Every kind of mistake: the one problem it gives. */
const mistakes: Array<[title: string, changes: Changes, problem: Problem]> = [
  [
    "a block that overlaps another workload's",
    { "workloads[1].cidr": "10.32.16.0/20" },
    at(
      "workloads[1].cidr",
      '"10.32.16.0/20" of workload casework, which overlaps 10.32.16.0/20 of workload booking (workloads[0].cidr)',
      "a block of its own; 10.32.48.0/20 is free",
    ),
  ],
  [
    "a block inside the hub's",
    { "workloads[2].cidr": "10.32.0.0/23" },
    at(
      "workloads[2].cidr",
      '"10.32.0.0/23" of workload reports, which overlaps 10.32.0.0/20 of the hub (network.hub.cidr)',
      "a block of its own; 10.32.32.0/23 is free",
    ),
  ],
  [
    "an on-premises network inside the address space",
    { "network.onPremises[0].cidr": "10.40.0.0/16" },
    at(
      "network.onPremises[0].cidr",
      '"10.40.0.0/16" of on-premises head-office, which overlaps 10.32.0.0/12 of this environment\'s address space (network.addressSpace)',
      "a block of its own",
    ),
  ],
  [
    "another environment around this one",
    { "network.otherEnvironments[0].cidr": "172.20.0.0/14" },
    at(
      "network.otherEnvironments[0].cidr",
      '"172.20.0.0/14" of environment prod, which overlaps 172.20.0.0/16 of on-premises head-office (network.onPremises[0].cidr)',
      "a block of its own",
    ),
  ],
  [
    "a block that is not aligned",
    { "workloads[0].cidr": "10.32.17.0/20" },
    at(
      "workloads[0].cidr",
      '"10.32.17.0/20"',
      "a block that starts at its own first address, here 10.32.16.0/20",
    ),
  ],
  [
    "a block that is too small",
    { "workloads[2].cidr": "10.32.32.0/24" },
    at(
      "workloads[2].cidr",
      '"10.32.32.0/24"',
      "a block from /16 to /23; its subnets would be smaller than AWS's /28",
    ),
  ],
  [
    "a block that is too large",
    { "workloads[1].cidr": "10.34.0.0/15" },
    at("workloads[1].cidr", '"10.34.0.0/15"', "a block from /16 to /23; AWS takes no larger VPC"),
  ],
  [
    "a block outside the address space",
    { "workloads[2].cidr": "10.48.0.0/23" },
    at("workloads[2].cidr", '"10.48.0.0/23"', "a block inside network.addressSpace, 10.32.0.0/12"),
  ],
  [
    "a zone of another Region",
    { "network.availabilityZones[1]": "eu-west-1a" },
    at("network.availabilityZones[1]", '"eu-west-1a"', `a zone of eu-west-2: ${regionZones}`),
  ],
  [
    "a workload's zone of another Region",
    { "workloads[0].availabilityZones": ["eu-west-2a", "us-east-1a"] },
    at("workloads[0].availabilityZones[1]", '"us-east-1a"', `a zone of eu-west-2: ${regionZones}`),
  ],
  [
    "a workload's zone that the environment does not use",
    { "workloads[0].availabilityZones": ["eu-west-2a", "eu-west-2c"] },
    at(
      "workloads[0].availabilityZones[1]",
      '"eu-west-2c"',
      "a zone of network.availabilityZones: eu-west-2a, eu-west-2b",
    ),
  ],
  [
    "a zone twice",
    { "network.availabilityZones": ["eu-west-2a", "eu-west-2a"] },
    at("network.availabilityZones[1]", '"eu-west-2a", a second time', "each zone once"),
  ],
  [
    "a single zone",
    { "network.availabilityZones": ["eu-west-2a"] },
    at(
      "network.availabilityZones",
      '["eu-west-2a"]',
      "at least 2 Availability Zones: one alone is no high availability",
    ),
  ],
  [
    "an unknown field of a workload",
    { "workloads[1].bukets": ["example"] },
    at(
      "workloads[1].bukets",
      'an unknown field, ["example"]',
      `did you mean buckets? the fields here are ${workloadFields}`,
    ),
  ],
  [
    "an unknown field that resembles none",
    { "workloads[1].tiers.cache": { port: 6379 } },
    at("workloads[1].tiers.cache", 'an unknown field, {"port":6379}', "the fields here are web, app, data"),
  ],
  [
    "two workloads of one name",
    { "workloads[2].name": "booking" },
    at("workloads[2].name", '"booking", already the name of workloads[0]', "a name of its own"),
  ],
  [
    "two on-premises networks of one name",
    { "network.onPremises[1]": { name: "head-office", cidr: "172.21.0.0/16" } },
    at(
      "network.onPremises[1].name",
      '"head-office", already the name of network.onPremises[0]',
      "a name of its own",
    ),
  ],
  ...["hub", "log-archive", "network"].map((name): [string, Changes, Problem] => [
    `a workload named ${name}`,
    { "workloads[0].name": name },
    at("workloads[0].name", `"${name}"`, "a name other than hub, log-archive, network"),
  ]),
  [
    "a name with a capital",
    { "workloads[0].name": "Booking" },
    at(
      "workloads[0].name",
      '"Booking"',
      "a name: lower-case letters, digits and single hyphens, 2 to 24 characters, first a letter",
    ),
  ],
  [
    "an account id of 11 digits",
    { "workloads[0].accountId": "21000000011" },
    at("workloads[0].accountId", '"21000000011"', accountForm),
  ],
  [
    "an account id without quotes",
    { "accounts.network": 210000000101 },
    at("accounts.network", "210000000101", accountForm),
  ],
  [
    "two workloads in one account",
    { "workloads[2].accountId": "210000000112" },
    at(
      "workloads[2].accountId",
      '"210000000112", the account of workloads[1]',
      "an account of its own, or sharedAccounts: true",
    ),
  ],
  [
    "a workload in a platform account",
    { "workloads[2].accountId": "210000000002", sharedAccounts: true },
    at(
      "workloads[2].accountId",
      '"210000000002", which is accounts.logArchive',
      "an account that is the workload's own",
    ),
  ],
  [
    "a retention that CloudWatch does not know",
    { "logs.retentionDays": 31 },
    at("logs.retentionDays", "31", `a period CloudWatch Logs takes, in days: ${retention}`),
  ],
  [
    "an archive that expires while it is locked",
    { "logs.archive.expireDays": 29 },
    at("logs.archive.expireDays", "29", "at least logs.archive.lockDays (30): a locked object cannot expire"),
  ],
  [
    "an owner without an e-mail address",
    { "workloads[0].owner.email": undefined },
    at("workloads[0].owner.email", "nothing", "an e-mail address"),
  ],
  ["no security mailbox", { securityEmail: undefined }, at("securityEmail", "nothing", "an e-mail address")],
  [
    "a slip in a choice",
    { "workloads[0].dataClassification": "confidental" },
    at(
      "workloads[0].dataClassification",
      '"confidental"',
      "did you mean confidential? one of public, internal, confidential, restricted",
    ),
  ],
  ["no workloads at all", { workloads: undefined }, at("workloads", "nothing", "a list of workloads")],
  [
    "a port out of range",
    { "workloads[0].tiers.app.port": 0 },
    at("workloads[0].tiers.app.port", "0", portForm),
  ],
  [
    "a service port twice",
    { "network.hub.servicePorts": [443, 6514, 443] },
    at("network.hub.servicePorts[2]", "443, a second time", "each port once"),
  ],
  [
    "an interface endpoint twice",
    { "network.hub.interfaceEndpoints": ["kms", "kms"] },
    at("network.hub.interfaceEndpoints[1]", '"kms", a second time', "each service once"),
  ],
  [
    "a rule whose ports are the wrong way round",
    { "workloads[0].additionalIngress": [{ ...rule, toPort: 8999 }] },
    at("workloads[0].additionalIngress[0].toPort", "8999", "at least fromPort, 9000"),
  ],
  [
    "a rule for a tier that is not there",
    { "workloads[2].additionalIngress": [{ ...rule, tier: "data" }] },
    at("workloads[2].additionalIngress[0].tier", '"data"', "a tier that the workload has"),
  ],
  [
    "more rules than an ACL holds",
    { "workloads[0].additionalIngress": Array(11).fill(rule) },
    at(
      "workloads[0].additionalIngress",
      `${JSON.stringify(Array(11).fill(rule)).slice(0, 77)}...`,
      "at most 10 rules: each is an entry of its tier's network ACL, which holds 20 a direction",
    ),
  ],
  [
    "an unknown kind of stack",
    { stack: "enviroment" },
    at(
      "stack",
      '"enviroment"',
      "did you mean environment? what the stack is: environment, organization, workload",
    ),
  ],
  [
    "a kind of stack that is a word of the language",
    { stack: "toString" },
    at("stack", '"toString"', "what the stack is: environment, organization, workload"),
  ],
];

describe("settings", () => {
  for (const stack of ["dev", "prod"]) {
    it(`loads Pulumi.${stack}.yaml`, () => {
      const settings = load(written(stack), stack);
      assert.equal(settings.environment, stack);
      assert.deepEqual(
        settings.workloads.map(({ name, tiers }) => [name, tiers.web.port]),
        [
          ["booking", 443],
          ["casework", 443],
          ["reports", 443],
        ],
      );
    });
  }

  it("takes two workloads in one account when asked to", () =>
    assert.equal(
      devWith({ "workloads[2].accountId": "210000000112", sharedAccounts: true }).sharedAccounts,
      true,
    ));

  it("takes the project's settings out of a configuration, lists and flags as what they are", () =>
    assert.deepEqual(
      unpack(
        {
          "aws:region": "eu-west-1",
          "landing-zone:list": '["a"]',
          "landing-zone:flag": "false",
          "landing-zone:number": "12",
          "landing-zone:broken": "{a",
        },
        "landing-zone",
      ),
      { list: ["a"], flag: false, number: "12", broken: "{a" },
    ));

  describe("one mistake, one problem", () => {
    for (const [title, changes, problem] of mistakes) {
      it(title, () => assert.deepEqual(problemsOf(changes), [problem]));
    }

    it("a stack without settings", () =>
      assert.throws(() => loadSettings({ project: "landing-zone", stack: "staging" }, {}), {
        name: "SettingsError",
        message: [
          "Pulumi.staging.yaml: 1 setting is wrong; nothing was registered.",
          "  landing-zone:stack",
          '    found:   no setting at all: stack "staging" is unknown, or its file is missing',
          "    allowed: what the stack is: environment, organization, workload",
        ].join("\n"),
      }));
  });

  describe("several mistakes, all reported", () => {
    const pathsOf = (changes: Changes): string[] =>
      problemsOf(changes).map(({ path }) => path.replace("landing-zone:", ""));

    it("of the schema", () =>
      assert.deepEqual(
        pathsOf({
          region: "eu-west-9",
          "logs.retentionDays": 31,
          "workloads[0].accountId": "1",
          "workloads[2].owner.email": "nobody",
        }),
        ["region", "logs.retentionDays", "workloads[0].accountId", "workloads[2].owner.email"],
      ));

    it("of the checks", () =>
      assert.deepEqual(
        pathsOf({
          "network.availabilityZones[1]": "eu-west-1b",
          "workloads[1].cidr": "10.32.16.0/20",
          "workloads[1].name": "booking",
          "workloads[1].accountId": "210000000111",
          "logs.archive.expireDays": 1,
        }),
        [
          "network.availabilityZones[1]",
          "workloads[1].cidr",
          "workloads[1].name",
          "workloads[1].accountId",
          "logs.archive.expireDays",
        ],
      ));

    it("of both, under the places that they have in the file", () =>
      assert.deepEqual(
        problemsOf({
          "workloads[0].accountId": "21000000011",
          "workloads[1].bukets": [],
          "workloads[2].name": "casework",
          "workloads[2].cidr": "10.32.64.0/23",
        }).filter(({ path }) => !path.endsWith("bukets")),
        [
          at("workloads[0].accountId", '"21000000011"', accountForm),
          at(
            "workloads[2].cidr",
            '"10.32.64.0/23" of workload casework, which overlaps 10.32.64.0/18 of workload casework (workloads[1].cidr)',
            "a block of its own; 10.32.32.0/23 is free",
          ),
          at("workloads[2].name", '"casework", already the name of workloads[1]', "a name of its own"),
        ],
      ));

    it("of the schema alone when too little is left to check", () =>
      assert.deepEqual(pathsOf({ region: undefined, "workloads[1].name": "booking" }), ["region"]));
  });
});

describe("Pulumi.yaml", () => {
  const { config } = parse(fs.readFileSync(path.join(__dirname, "../../../Pulumi.yaml"), "utf8")) as {
    config: Record<string, { default?: unknown; type?: string }>;
  };
  for (const [key, declared] of Object.entries(config)) {
    if (!key.startsWith("landing-zone:")) continue;
    // Without one the engine would refuse each stack of another kind, and hide all other problems behind the first.
    it(`gives ${key} an empty default`, () =>
      assert.deepEqual(declared.default, declared.type === "object" ? {} : ""));
  }

  it("has the defaults taken as not set", () =>
    assert.deepEqual(
      unpack({ "landing-zone:a": "", "landing-zone:b": "{}", "landing-zone:c": "[]" }, "landing-zone"),
      {
        c: [],
      },
    ));
});
