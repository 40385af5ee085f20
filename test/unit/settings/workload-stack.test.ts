import assert from "node:assert/strict";
import { withoutSecrets } from "../../../settings/environment-reference";
import { loadCompleteSettings } from "../../../settings/load";
import { type Problem, SettingsError } from "../../../settings/problems";
import { type EnvironmentSettings } from "../../../settings/schema/environment";
import { type WorkloadStackSettings } from "../../../settings/schema/workload-stack";
import { forWorkloads } from "../../../stacks/environment/workload-stacks";
import { devWith, problemsOf, rawConfig } from "../settings-of";

const { deployment: _deployment, ...settings } = devWith({
  "workloads[2].ownStack": true,
}) as EnvironmentSettings;
const parts = {
  archive: { bucketArn: "arn:aws:s3:::archive", deliveryBucket: "delivery", logStreamArn: "arn:aws:logs:x" },
  hub: { vpcId: "vpc-1", tables: { "shared-a": "rtb-1" } },
  names: { zones: {}, rules: {} },
};
const offered = { forWorkloads: { settings, parts } };
const own = {
  stack: "workload",
  environmentStack: "dev",
  workload: "reports",
  deployment: { roleName: "LandingZoneDeployment", externalId: "landing-zone-dev" },
};

async function load(
  changes: Readonly<Record<string, unknown>> = {},
  outputs: Record<string, unknown> | "not deployed" = offered,
): Promise<WorkloadStackSettings> {
  const written = Object.fromEntries(
    Object.entries({ ...own, ...changes }).filter(([, value]) => value !== undefined),
  );
  const loaded = await loadCompleteSettings(
    { project: "landing-zone", stack: "dev-reports" },
    rawConfig(written),
    (stack, { setting, names }) => {
      assert.deepEqual([stack, setting, names], [own.environmentStack, "environmentStack", ["forWorkloads"]]);
      return Promise.resolve(outputs === "not deployed" ? undefined : outputs);
    },
  );
  return loaded as WorkloadStackSettings;
}

async function problems(...given: Parameters<typeof load>): Promise<readonly Problem[]> {
  try {
    await load(...given);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

const paths = (found: readonly Problem[]): string[] => found.map(({ path }) => path);

describe("the settings of a workload's own stack", () => {
  it("are those of its environment, with a deployment of its own", async () => {
    const { environment, workload } = await load();
    assert.equal(workload, "reports");
    assert.deepEqual(environment.settings, {
      ...settings,
      deployment: { ...own.deployment, sessionName: "landing-zone" },
    });
    assert.deepEqual(environment.parts, parts);
  });

  it("say at once what is missing, and what to deploy first", async () => {
    const found = await problems({ deployment: undefined }, "not deployed");
    assert.deepEqual(paths(found).sort(), ["landing-zone:deployment", "landing-zone:environment"]);
    const missing = found.find(({ path }) => path === "landing-zone:environment");
    assert.match(missing!.found, /stack "dev" has not been deployed/);
    assert.match(missing!.allowed, /`pulumi up --stack dev` before this stack/);
  });

  it("tell an environment without such workloads", async () => {
    const [problem, ...more] = await problems({}, { workloads: {} });
    assert.deepEqual(more, []);
    assert.match(problem!.found, /offers nothing to stacks of workloads/);
    assert.match(problem!.allowed, /`ownStack: true` in Pulumi\.dev\.yaml/);
  });

  it("refuse a workload that its environment deploys itself, or does not have", async () => {
    for (const workload of ["booking", "unheard-of"]) {
      const [problem, ...more] = await problems({ workload });
      assert.deepEqual(more, []);
      assert.equal(problem!.path, "landing-zone:workload");
      assert.match(problem!.allowed, /as it was deployed last: reports$/);
    }
  });

  it("refuse what the environment's settings alone may say", async () => {
    assert.deepEqual(paths(await problems({ environment: "dev" })), ["landing-zone:environment"]);
    assert.deepEqual(paths(await problems({ cidr: "10.0.0.0/16" })), ["landing-zone:cidr"]);
  });
});

describe("a workload with a stack of its own", () => {
  it("shares its account with no other, as two stacks would both set it up", () => {
    const found = problemsOf({
      sharedAccounts: true,
      "workloads[1].accountId": "210000000113",
      "workloads[2].ownStack": true,
    });
    assert.deepEqual(paths(found), ["landing-zone:workloads[2].accountId"]);
    assert.match(found[0]!.found, /which other workloads share/);
  });
});

describe("settings in an output", () => {
  it("are what an environment offers: neither its keys nor how it is deployed", () => {
    const secret = "s3cret_s3cret_s3cret";
    const given = devWith({
      "hybrid.vpn[0].tunnels[0].preSharedKey": secret,
      "workloads[2].ownStack": true,
    });
    assert.match(JSON.stringify(given), new RegExp(secret));
    const text = JSON.stringify(forWorkloads(given, parts));
    assert.match(text, /"ownStack":true/);
    assert.doesNotMatch(text, new RegExp(secret));
    assert.doesNotMatch(text, /externalId/);
    assert.equal(forWorkloads(devWith({}), parts), undefined);
  });

  it("are without what is secret, at any depth", () => {
    const given = {
      hybrid: {
        vpn: [{ tunnels: [{ insideCidr: "169.254.10.0/30", preSharedKey: "s3cret_s3cret" }] }],
        directConnect: { interfaces: [{ vlan: 1, authKey: "another-s3cret" }] },
      },
    };
    const text = JSON.stringify(withoutSecrets(given));
    assert.doesNotMatch(text, /s3cret/);
    assert.deepEqual(withoutSecrets(given), {
      hybrid: {
        vpn: [{ tunnels: [{ insideCidr: "169.254.10.0/30" }] }],
        directConnect: { interfaces: [{ vlan: 1 }] },
      },
    });
  });
});
