import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import { type Config, type Sandbox, success, withSandbox } from "./harness";

interface CloudFile {
  resources: Array<{ type: string; id: string; account: string; properties: Record<string, unknown> }>;
}

interface Outputs {
  organizationId: string;
  accounts: Record<string, string>;
  units: Record<string, string>;
}

const ACCOUNT = "aws:organizations/account:Account";

function cloudOf(sandbox: Sandbox): CloudFile {
  return JSON.parse(fs.readFileSync(sandbox.cloud, "utf8")) as CloudFile;
}

function oneWorkload(config: Config): void {
  config["landing-zone:workloads"] = (config["landing-zone:workloads"] as unknown[]).slice(0, 1);
}

/**
 * An organisation as somebody made it before: with a service and a policy type of its own, and an account of another name that is in
 * no unit and has no tags.
 */
const EXISTING = `
  const organizations = require("@pulumi/aws/organizations");
  const { Provider } = require("@pulumi/aws/provider");
  const provider = new Provider("management", { region: "eu-west-2" });
  const organization = new organizations.Organization(
    "old",
    {
      featureSet: "ALL",
      awsServiceAccessPrincipals: ["backup.amazonaws.com", "sso.amazonaws.com"],
      enabledPolicyTypes: ["TAG_POLICY"],
    },
    { provider },
  );
  const root = organization.roots.apply(([first]) => first.id);
  const unit = new organizations.OrganizationalUnit("old", { name: "Security", parentId: root }, { provider });
  const account = new organizations.Account(
    "old",
    { name: "Logs", email: "aws+log-archive@example.org", parentId: root },
    { provider },
  );
  module.exports = { organization: organization.id, root, unit: unit.id, account: account.id };
`;

/** What an environment's search has for the trail, as far as a subscription meets it. */
const destinationIn = (account: string): string => `
  const cloudwatch = require("@pulumi/aws/cloudwatch");
  const { Provider } = require("@pulumi/aws/provider");
  const provider = new Provider("network", {
    region: "eu-west-2",
    allowedAccountIds: ["${account}"],
    assumeRoles: [{ roleArn: "arn:aws:iam::${account}:role/LandingZoneDeployment" }],
  });
  new cloudwatch.LogDestination(
    "trail",
    {
      name: "LandingZoneTrail-prod",
      roleArn: "arn:aws:iam::210000009999:role/feed",
      targetArn: "arn:aws:kinesis:eu-west-2:210000009999:stream/feed",
    },
    { provider },
  );
`;

function entry(config: Config, list: string, name: string): Record<string, unknown> {
  const found = (config[`landing-zone:${list}`] as Array<Record<string, unknown>>).find(
    (one) => one.name === name,
  );
  assert.ok(found, `${list} has no ${name}`);
  return found;
}

function setId(parent: Record<string, unknown>, key: string, id: string | undefined): void {
  if (id === undefined) delete parent[key];
  else parent[key] = id;
}

describe("the organisation under Pulumi's own engine", function () {
  this.timeout(300_000);

  it("lives: up under the pack, no change at the second time, and environments read it", () =>
    withSandbox(async (sandbox) => {
      sandbox.link();
      sandbox.editConfig("dev", oneWorkload);
      const unknown = await sandbox.preview("dev", { pack: false, checkpointAtEnd: true });
      assert.notEqual(unknown.code, 0);
      assert.match(unknown.text, /StackReference \(organizationStack\):\s+error: .*unknown stack ".*\/org"/);
      await sandbox.init("org");
      const early = await sandbox.preview("dev", { pack: false, checkpointAtEnd: true });
      assert.notEqual(early.code, 0);
      assert.match(early.text, /accounts\.network\s+found: +nothing, and stack "org" has not been deployed/);

      const up = success(await sandbox.up("org", { preview: true, checkpointAtEnd: true }));
      assert.deepEqual(
        up.policyViolations.filter(({ level }) => level === "mandatory"),
        [],
      );
      assert.ok(up.policies.length > 0, "the pack was not evaluated");
      const again = success(await sandbox.preview("org", { args: ["--expect-no-changes"] }));
      assert.deepEqual(again.changed, []);

      const { accounts, organizationId } = (await sandbox.outputs("org")) as unknown as Outputs;
      const made = cloudOf(sandbox).resources.filter(({ type }) => type === ACCOUNT);
      assert.deepEqual(accounts, Object.fromEntries(made.map(({ id, properties }) => [properties.name, id])));

      success(await sandbox.up("dev", { pack: false, checkpointAtEnd: true }));
      const { resources = [] } = (await sandbox.export("dev")).deployment;
      const entered = resources
        .filter(({ type }) => type === "pulumi:providers:aws")
        .map(({ inputs }) => String(inputs?.allowedAccountIds));
      assert.deepEqual(
        [...new Set(entered)].sort(),
        ["dev-booking", "dev-network", "log-archive"].map((name) => JSON.stringify([accounts[name]])).sort(),
      );
      const documents = JSON.stringify(resources);
      assert.ok(documents.includes(organizationId), "the environment's policies name another organisation");
    }));

  it("refuses a wrong setting with the message that mends it, and nothing beside it", () =>
    withSandbox(async (sandbox) => {
      sandbox.editConfig("org", (config) => {
        config["landing-zone:trail"] = { searchedFrom: "prd" };
      });
      const { code, text, errors } = await sandbox.preview("org", { pack: false });
      assert.notEqual(code, 0);
      assert.equal(errors.length, 1, text);
      assert.match(errors[0] ?? "", /Pulumi\.org\.yaml: 1 setting is wrong[^]*trail\.searchedFrom/);
      // What Node says of a promise that was left alone for a while.
      assert.doesNotMatch(text, /Warning|rejection/i);
    }));

  it("sends the trail to an environment's search, and says what to do while there is none", () =>
    withSandbox(async (sandbox) => {
      const filter = "organization-trail-search";
      sandbox.editConfig("org", (config) => {
        config["landing-zone:trail"] = { searchedFrom: "prod" };
      });
      const early = await sandbox.up("org", { pack: false });
      assert.notEqual(early.code, 0);
      assert.match(
        early.text,
        /trail\.searchedFrom: the search domain of prod takes no records .* Deploy the environment first/,
      );
      const { resources = [] } = (await sandbox.export("org")).deployment;
      assert.ok(!resources.some(({ custom, urn }) => custom && urn.endsWith(`::${filter}`)));

      const network = resources.find(({ urn, type }) => type === ACCOUNT && urn.endsWith("::prod-network"));
      assert.ok(network?.id, "the network account of prod");
      success(await sandbox.program("search", { "index.js": destinationIn(network.id) }).up("prod"));
      const whole = success(await sandbox.up("org"));
      assert.deepEqual(
        whole.policyViolations.filter(({ level }) => level === "mandatory"),
        [],
      );
      const made = whole.changed.filter(({ op, urn }) => op === "create" && urn.endsWith(`::${filter}`));
      assert.ok(made.length > 0, "the subscription was made");
      const again = success(await sandbox.preview("org", { pack: false, args: ["--expect-no-changes"] }));
      assert.deepEqual(again.changed, []);
    }));

  it("takes over what exists as it is, replaces nothing, and then makes it as the settings say", () =>
    withSandbox(
      async (sandbox) => {
        const existing = sandbox.program("existing", { "index.js": EXISTING });
        success(await existing.up("dev"));
        const ids = (await existing.outputs("dev")) as Record<string, string>;
        sandbox.editConfig("org", (config) => {
          const organization = config["landing-zone:organization"] as Record<string, unknown>;
          Object.assign(organization, {
            trustedServices: ["backup.amazonaws.com"],
            policyTypes: ["TAG_POLICY"],
          });
          setId(organization, "id", ids.organization);
          setId(entry(config, "units", "Security"), "id", ids.unit);
          setId(entry(config, "accounts", "log-archive"), "id", ids.account);
        });
        const taken = success(await sandbox.up("org", { preview: true, checkpointAtEnd: true }));
        const imported = taken.changed.filter(({ op }) => op === "import").map(({ name }) => name);
        assert.deepEqual([...new Set(imported)].sort(), ["Security", "log-archive", "organization"]);
        // Nothing but what the landing zone needs is added, and that in place.
        const others = taken.changed.filter(({ op }) => !["create", "import"].includes(op));
        assert.deepEqual(
          [...new Set(others.map(({ op, name, diffs }) => `${op} ${name}: ${diffs.join(", ")}`))],
          ["update organization: awsServiceAccessPrincipals, enabledPolicyTypes"],
        );
        const { properties: now } = cloudOf(sandbox).resources.find(({ id }) => id === ids.organization)!;
        assert.ok((now.awsServiceAccessPrincipals as string[]).includes("backup.amazonaws.com"));
        assert.ok((now.enabledPolicyTypes as string[]).includes("TAG_POLICY"));
        const account = () => cloudOf(sandbox).resources.find(({ id }) => id === ids.account)?.properties;
        assert.equal(account()?.parentId, ids.root, "the account was moved");
        success(await sandbox.preview("org", { args: ["--expect-no-changes"] }));

        sandbox.editConfig("org", (config) => {
          setId(config["landing-zone:organization"] as Record<string, unknown>, "id", undefined);
          setId(entry(config, "units", "Security"), "id", undefined);
          setId(entry(config, "accounts", "log-archive"), "id", undefined);
        });
        const made = success(await sandbox.up("org", { checkpointAtEnd: true }));
        assert.deepEqual(made.changed.map(({ op, name }) => `${op} ${name}`).sort(), [
          "update Security",
          "update log-archive",
        ]);
        assert.equal(account()?.parentId, ids.unit);
        assert.equal((await sandbox.outputs("org")).organizationId, ids.organization);
        success(await sandbox.preview("org", { args: ["--expect-no-changes"] }));
      },
      { SANDBOX_ACCOUNT: "210000000001" },
    ));
});
