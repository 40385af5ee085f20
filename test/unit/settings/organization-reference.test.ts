import assert from "node:assert/strict";
import { loadCompleteSettings } from "../../../settings/load";
import { type Problem, SettingsError } from "../../../settings/problems";
import { type EnvironmentSettings } from "../../../settings/schema/environment";
import { type Changes, changed, inFile, rawConfig } from "../settings-of";

const eventBusArn = "arn:aws:events:eu-west-2:310000000002:event-bus/landing-zone";
const outputs = {
  organizationId: "o-zzzzzzzzzz",
  accounts: {
    "log-archive": "310000000001",
    security: "310000000002",
    "dev-network": "310000000003",
    "dev-booking": "310000000004",
    "dev-casework": "310000000005",
    "dev-reports": "310000000006",
  },
  eventBusArn,
  managementAccountId: "310000000009",
};

async function load(
  changes: Changes,
  ofOrg: Record<string, unknown> | undefined = outputs,
): Promise<EnvironmentSettings> {
  const config = rawConfig(changed(inFile("dev"), changes));
  const settings = await loadCompleteSettings({ project: "landing-zone", stack: "dev" }, config, (stack) => {
    assert.equal(stack, "org");
    return Promise.resolve(ofOrg);
  });
  return settings as EnvironmentSettings;
}

async function problemsOf(changes: Changes, ofOrg?: Record<string, unknown>): Promise<readonly Problem[]> {
  try {
    await load(changes, ofOrg);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

describe("settings completed from the organisation stack", () => {
  it("takes the organisation, the accounts and what the organisation offers from its outputs", async () => {
    const { organizationId, accounts, workloads, organization } = await load({ organization: undefined });
    assert.equal(organizationId, "o-zzzzzzzzzz");
    assert.deepEqual(accounts, {
      network: "310000000003",
      logArchive: "310000000001",
      security: "310000000002",
    });
    assert.deepEqual(
      workloads.map(({ name, accountId }) => [name, accountId]),
      [
        ["booking", "310000000004"],
        ["casework", "310000000005"],
        ["reports", "310000000006"],
      ],
    );
    assert.equal(organization.eventBusArn, eventBusArn);
    assert.equal(organization.managementAccountId, "310000000009");
  });

  it("lets what the settings say win", async () => {
    const { organizationId, accounts, workloads } = await load({
      organizationId: "o-a1b2c3d4e5",
      accounts: { security: "210000000003" },
      "workloads[1].accountId": "210000000112",
    });
    assert.equal(organizationId, "o-a1b2c3d4e5");
    assert.deepEqual(accounts, {
      network: "310000000003",
      logArchive: "310000000001",
      security: "210000000003",
    });
    assert.deepEqual(
      workloads.map(({ accountId }) => accountId),
      ["310000000004", "210000000112", "310000000006"],
    );
  });

  it("does without outputs that the organisation has not got, where the settings do", async () => {
    const { eventBusArn: _bus, managementAccountId: _account, ...fewer } = outputs;
    assert.deepEqual((await load({ organization: undefined, detection: false }, fewer)).organization, {});
  });

  it("names the setting and the account that the organisation lacks", async () => {
    const { "dev-casework": _casework, security: _security, ...accounts } = outputs.accounts;
    assert.deepEqual(await problemsOf({}, { ...outputs, accounts }), [
      {
        path: "landing-zone:accounts.security",
        found: 'nothing, and no account security in stack "org"',
        allowed:
          "an account id in this file, or an account security in Pulumi.org.yaml and `pulumi up --stack org`",
      },
      {
        path: "landing-zone:workloads[1].accountId",
        found: 'nothing, and no account dev-casework in stack "org"',
        allowed:
          "an account id in this file, or an account dev-casework in Pulumi.org.yaml and `pulumi up --stack org`",
      },
    ]);
  });

  it("says of each setting that it waits for an organisation that is not deployed", async () => {
    const config = rawConfig(inFile("dev"));
    await assert.rejects(
      loadCompleteSettings({ project: "landing-zone", stack: "dev" }, config, () =>
        Promise.resolve(undefined),
      ),
      (error: SettingsError) => {
        assert.deepEqual(
          error.problems.map(({ path, found }) => [path.replace("landing-zone:", ""), found]),
          [
            "organizationId",
            "accounts.network",
            "accounts.logArchive",
            "accounts.security",
            "workloads[0].accountId",
            "workloads[1].accountId",
            "workloads[2].accountId",
          ].map((path) => [path, 'nothing, and stack "org" has not been deployed']),
        );
        return true;
      },
    );
  });

  it("leaves what is wrong to the checks, and reports it with the rest", async () =>
    assert.deepEqual(
      (
        await problemsOf({
          accounts: ["210000000101"],
          "workloads[0].name": 12,
          "workloads[2].accountId": "1",
          region: "eu",
        })
      ).map(({ path }) => path.replace("landing-zone:", "")),
      ["region", "accounts", "workloads[0].name", "workloads[0].accountId", "workloads[2].accountId"],
    ));

  it("asks no stack when the settings refer to none", async () => {
    const config = rawConfig(changed(inFile("org"), {}));
    const settings = await loadCompleteSettings({ project: "landing-zone", stack: "org" }, config, () =>
      Promise.reject(new Error("asked")),
    );
    assert.equal(settings.stack, "organization");
  });
});
