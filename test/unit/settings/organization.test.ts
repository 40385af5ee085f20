import assert from "node:assert/strict";
import { type Problem } from "../../../settings/problems";
import { placeUnits } from "../../../settings/units";
import { type Changes, orgProblemsOf, orgWith } from "../settings-of";

const at = (path: string, found: string, allowed: string): Problem => ({
  path: `landing-zone:${path}`,
  found,
  allowed,
});

const units = [
  "Security",
  "Infrastructure",
  "Workloads",
  "Suspended",
  "Workloads/Production",
  "Workloads/Development",
].join(", ");
const address =
  "an address of its own, for instance with +ACCOUNT before the @: AWS takes each once, whatever its case";

const own = {
  sid: "NoUsers",
  why: "People sign in elsewhere.",
  denies: "Make IAM users",
  actions: ["iam:CreateUser"],
  units: ["Workloads"],
};

const mistakes: Array<[title: string, changes: Changes, problem: Problem]> = [
  [
    "a guardrail's type of policies, delegated",
    { "organization.delegatedPolicyTypes": ["SERVICE_CONTROL_POLICY"] },
    at(
      "organization.delegatedPolicyTypes[0]",
      '"SERVICE_CONTROL_POLICY", of which the guardrails are made',
      "another type: an account that changes guardrails is bound by none",
    ),
  ],
  [
    "a type of policies delegated that is not enabled",
    {
      "organization.policyTypes": ["TAG_POLICY"],
      "organization.delegatedPolicyTypes": ["TAG_POLICY", "S3_POLICY"],
    },
    at(
      "organization.delegatedPolicyTypes[1]",
      '"S3_POLICY", which is not enabled',
      "one of organization.policyTypes",
    ),
  ],
  [
    "an account's address used twice",
    { "accounts[1].email": "aws+log-archive@example.org" },
    at("accounts[1].email", '"aws+log-archive@example.org", already the address of accounts[0]', address),
  ],
  [
    "an account's address used twice, written otherwise",
    { "accounts[3].email": "AWS+Security@example.org" },
    at("accounts[3].email", '"AWS+Security@example.org", already the address of accounts[1]', address),
  ],
  [
    "an address longer than AWS takes",
    { "accounts[3].email": `${"a".repeat(60)}@example.org` },
    at(
      "accounts[3].email",
      `"${"a".repeat(60)}@example.org"`,
      "an e-mail address of 6 to 64 characters, which is what AWS takes for an account",
    ),
  ],
  [
    "two accounts of one name",
    { "accounts[3].name": "dev-network" },
    at("accounts[3].name", '"dev-network", already the name of accounts[2]', "a name of its own"),
  ],
  [
    "an unknown unit",
    { "accounts[4].unit": "Workloads/Developmnt" },
    at(
      "accounts[4].unit",
      '"Workloads/Developmnt"',
      `did you mean Workloads/Development? a unit of these settings: ${units}`,
    ),
  ],
  [
    "no account named security",
    { "accounts[1].name": "audit" },
    at("accounts", "no account named security", "the platform's own accounts too: log-archive, security"),
  ],
  [
    "an unknown parent of a unit",
    { "units[5].parent": "Workload" },
    at(
      "units[5].parent",
      '"Workload"',
      "did you mean Workloads? a unit of these settings: Security, Infrastructure, Workloads, Production, Development, Suspended",
    ),
  ],
  [
    "a trail searched from an environment of another name",
    { "trail.searchedFrom": "prd" },
    at(
      "trail.searchedFrom",
      '"prd"',
      "did you mean prod? an environment that has an account ENVIRONMENT-network in accounts: dev, prod",
    ),
  ],
  [
    "a trail searched from an account",
    { "trail.searchedFrom": "210000000201" },
    at(
      "trail.searchedFrom",
      '"210000000201"',
      "a name: lower-case letters, digits and single hyphens, 2 to 24 characters, first a letter",
    ),
  ],
  [
    "a slip in a setting of the trail",
    { trail: { searchFrom: "prod" } },
    at(
      "trail.searchFrom",
      'an unknown field, "prod"',
      "did you mean searchedFrom? the fields here are searchedFrom",
    ),
  ],
  [
    "a unit that is its own parent",
    { "units[5].parent": "Suspended" },
    at(
      "units[5].parent",
      '"Suspended", which lies below "Suspended" itself',
      "a unit from which the parents lead up to the root",
    ),
  ],
  [
    "two units of one name",
    { "units[6]": { name: "Security", parent: "Workloads" } },
    at(
      "units[6].name",
      '"Security", already the name of units[0]',
      "a name of its own: accounts and other units refer to it",
    ),
  ],
  [
    "a unit's name with a slash",
    { "units[6]": { name: "Work/loads" } },
    at(
      "units[6].name",
      '"Work/loads"',
      "the name of an organisational unit: 1 to 128 characters, no slash, no blank at its ends",
    ),
  ],
  [
    "units of six levels",
    {
      "units[6]": { name: "L3", parent: "Production" },
      "units[7]": { name: "L4", parent: "L3" },
      "units[8]": { name: "L5", parent: "L4" },
      "units[9]": { name: "L6", parent: "L5" },
    },
    at(
      "units[9].parent",
      '"L5", which puts Workloads/Production/L3/L4/L5/L6 on level 6',
      "at most 5 levels below the root, which is what AWS takes",
    ),
  ],
  [
    "an organisation's id that is none",
    { "organization.id": "o-ABC" },
    at("organization.id", '"o-ABC"', "the organisation's id: o- and 10 to 32 lower-case letters or digits"),
  ],
  [
    "a unit's id that is none",
    { "units[0].id": "r-ab12" },
    at(
      "units[0].id",
      '"r-ab12"',
      "the unit's id: ou-, the root's 4 to 32 letters or digits, -, 8 to 32 more",
    ),
  ],
  [
    "an account's id without quotes",
    { "accounts[0].id": 210000000002 },
    at("accounts[0].id", "210000000002", 'an account id: 12 digits in quotes, such as "123456789012"'),
  ],
  [
    "an account's id used twice",
    { "accounts[0].id": "210000000002", "accounts[1].id": "210000000002" },
    at("accounts[1].id", '"210000000002", already the id of accounts[0]', "an id of its own"),
  ],
  [
    "the management account among the members",
    { "accounts[2].id": "210000000001" },
    at(
      "accounts[2].id",
      '"210000000001", which is organization.managementAccountId',
      "a member account: the management account cannot be moved or managed as one",
    ),
  ],
  [
    "regions without the home Region",
    { regions: ["us-east-1"] },
    at("regions", '["us-east-1"]', "a list with eu-west-2, the home Region (region)"),
  ],
  [
    "regions without that of the global services",
    { regions: ["eu-west-2"] },
    at("regions", '["eu-west-2"]', "a list with us-east-1, the Region in which the global services report"),
  ],
  [
    "a Region twice",
    { regions: ["eu-west-2", "us-east-1", "eu-west-2"] },
    at("regions[2]", '"eu-west-2", a second time', "each Region once"),
  ],
  [
    "a Region of another partition",
    { "regions[2]": "us-gov-west-1" },
    at("regions[2]", '"us-gov-west-1"', "a Region of the same partition as eu-west-2, aws"),
  ],
  [
    "a home Region without a service",
    { region: "il-central-1", "regions[0]": "il-central-1" },
    at(
      "regions[0]",
      '"il-central-1", where Security Hub\'s cross-Region aggregation as home Region does not exist',
      "a Region with Security Hub's cross-Region aggregation as home Region: one policy of Security Hub for all accounts and Regions",
    ),
  ],
  [
    "guardrails that forbid a Region in use",
    { guardrails: { regions: ["eu-west-2"] } },
    at("guardrails.regions", '["eu-west-2"]', "a list with us-east-1, which is in use (regions[1])"),
  ],
  [
    "a guardrail for a unit that is not there",
    { guardrails: { additional: [{ ...own, units: ["Workload"] }] } },
    at(
      "guardrails.additional[0].units[0]",
      '"Workload"',
      `did you mean Workloads? a unit of these settings: ${units}`,
    ),
  ],
  [
    "two guardrails of one name",
    { guardrails: { additional: [own, own] } },
    at(
      "guardrails.additional[1].sid",
      '"NoUsers", already the name of guardrails.additional[0]',
      "a name of its own",
    ),
  ],
  [
    "a guardrail that denies nothing in particular",
    { guardrails: { additional: [{ ...own, actions: undefined }] } },
    at(
      "guardrails.additional[0].actions",
      "neither actions nor notActions",
      "either the actions that it denies, or those that it does not (notActions)",
    ),
  ],
  [
    "a guardrail with something that is no action",
    { guardrails: { additional: [{ ...own, actions: ["CreateUser"] }] } },
    at(
      "guardrails.additional[0].actions[0]",
      '"CreateUser"',
      "an action or a pattern of actions, such as s3:Put*, or *",
    ),
  ],
  [
    "a guardrail that leaves out somebody else",
    { guardrails: { additional: [{ ...own, exempt: ["bootstrap"] }] } },
    at("guardrails.additional[0].exempt[0]", '"bootstrap"', "one of deployment, breakGlass, remediation"),
  ],
  [
    "an account that is closed and calls out",
    { guardrails: { internet: { closed: ["dev-reports"], outboundOnly: ["dev-reports"] } } },
    at(
      "guardrails.internet.outboundOnly[0]",
      '"dev-reports", which is closed too',
      "a unit or an account in one of the two lists",
    ),
  ],
  [
    "log groups kept shorter than the legal minimum",
    { "logs.retentionDays": 180 },
    at("logs.retentionDays", "180", "at least logs.legalMinimumDays (365)"),
  ],
  [
    "an archive locked shorter than the legal minimum",
    { "logs.archive.lockDays": 364 },
    at("logs.archive.lockDays", "364", "at least logs.legalMinimumDays (365)"),
  ],
  [
    "an archive that expires before the legal minimum",
    {
      "logs.legalMinimumDays": 366,
      "logs.retentionDays": 400,
      "logs.archive.lockDays": 366,
      "logs.archive.expireDays": 365,
    },
    // It is shorter than the lock too.
    at(
      "logs.archive.expireDays",
      "365",
      "at least logs.archive.lockDays (366): a locked object cannot expire",
    ),
  ],
  [
    "nobody to break the glass",
    { "breakGlass.principals": [] },
    at(
      "breakGlass.principals",
      "[]",
      "at least one IAM user or role: nobody could change the archive's policy otherwise",
    ),
  ],
  [
    "a whole account to break the glass",
    { "breakGlass.principals[0]": "arn:aws:iam::210000000001:root" },
    at(
      "breakGlass.principals[0]",
      '"arn:aws:iam::210000000001:root"',
      "the ARN of one IAM user or role: arn:aws:iam::123456789012:user/NAME",
    ),
  ],
  [
    "a setting of an environment",
    { production: true },
    at(
      "production",
      "an unknown field, true",
      `the fields here are ${[
        "stack, region, regions, owner, securityEmail, deployment, organization, units, accounts, breakGlass, logs, guardrails,",
        "detection, awsConfig, query, trail, services",
      ].join(" ")}`,
    ),
  ],
];

describe("settings of an organisation", () => {
  it("loads Pulumi.org.yaml", () => {
    const { accounts, services, guardrails } = orgWith({});
    assert.deepEqual(
      accounts.slice(0, 3).map(({ name, production }) => [name, production]),
      [
        ["log-archive", true],
        ["security", true],
        ["dev-network", false],
      ],
    );
    assert.ok(services.guardDutyFeatures.length > 0);
    assert.deepEqual(guardrails, {
      trustedAccounts: [],
      internet: { closed: ["Security", "Suspended", "dev-reports", "prod-reports"], outboundOnly: [] },
      additional: [],
    });
  });

  it("takes a Region that lacks only what the home Region needs", () =>
    assert.deepEqual(orgWith({ "regions[2]": "il-central-1" }).regions, [
      "eu-west-2",
      "us-east-1",
      "il-central-1",
    ]));

  it("has the usual units when none are given", () =>
    assert.deepEqual(
      placeUnits(orgWith({ units: undefined }).units).placed.map(({ path }) => path),
      [
        "Security",
        "Infrastructure",
        "Workloads",
        "Suspended",
        "Workloads/Production",
        "Workloads/Development",
      ],
    ));

  describe("one mistake, one problem", () => {
    for (const [title, changes, problem] of mistakes) {
      it(title, () => assert.deepEqual(orgProblemsOf(changes)[0], problem));
      it(`${title}: nothing else`, () => {
        const others = orgProblemsOf(changes).filter(({ path }) => path !== problem.path);
        assert.deepEqual(others, []);
      });
    }
  });

  it("says of each unit of a cycle that it is in one, and nothing of what hangs below", () =>
    assert.deepEqual(
      orgProblemsOf({ "units[2].parent": "Production" }).map(({ path, found }) => [
        path.replace("landing-zone:", ""),
        found,
      ]),
      [
        ["units[2].parent", '"Production", which lies below "Workloads" itself'],
        ["units[3].parent", '"Workloads", which lies below "Production" itself'],
      ],
    ));

  it("reports what is wrong with accounts and with everything else together, under the places in the file", () =>
    assert.deepEqual(
      orgProblemsOf({
        "accounts[1].email": "nobody",
        "accounts[2].unit": "Nowhere",
        "accounts[3].email": "aws+log-archive@example.org",
        "logs.retentionDays": 180,
        "regions[1]": "eu-west-1",
      }).map(({ path }) => path.replace("landing-zone:", "")),
      ["accounts[1].email", "regions", "accounts[2].unit", "accounts[3].email", "logs.retentionDays"],
    ));
});
