import * as assert from "node:assert/strict";
import * as path from "node:path";
import { modelOfText } from "../../policy-pack/analysis";
import { joined } from "../../review/paths/change";
import { flowsOf } from "../../review/paths/flows";
import { networkOf } from "../../review/paths/read";
import { tableOf } from "../../review/paths/show";
import { moveToOwnStack } from "../../tools/change/own-stack";
import { planChange } from "../../tools/change/plan";
import { root } from "../../tools/lib/paths";
import { packArguments } from "../../tools/lib/stacks";
import { type Config, type Sandbox, success, withSandbox } from "./harness";

interface Workload {
  name: string;
  [setting: string]: unknown;
}

const workloadsOf = (config: Config): Workload[] => config["landing-zone:workloads"] as Workload[];

/** Settings of an environment cut down to some of its workloads, changed. */
const only =
  (names: readonly string[], change: (workload: Workload) => void = () => undefined) =>
  (config: Config): void => {
    const workloads = workloadsOf(config).filter(({ name }) => names.includes(name));
    workloads.forEach(change);
    config["landing-zone:workloads"] = workloads;
  };

const externalId = (environment: string): string => `landing-zone-${environment}`;

/** A stack's own settings for a workload of an environment. */
const stackOf =
  (environment: string, workload: string) =>
  (config: Config): void => {
    config["landing-zone:stack"] = "workload";
    config["landing-zone:environmentStack"] = environment;
    config["landing-zone:workload"] = workload;
    config["landing-zone:deployment"] = {
      roleName: "LandingZoneDeployment",
      externalId: externalId(environment),
    };
    config["pulumi:disable-default-providers"] = ["*"];
  };

/** Type and name of what a stack has deployed, but for what each stack has of its own: itself, its providers, what it reads. */
async function deployedIn(sandbox: Sandbox, stack: string): Promise<string[]> {
  const { deployment } = await sandbox.export(stack);
  return (deployment.resources ?? [])
    .map(({ urn }) => urn.split("::").slice(2).join("::"))
    .map((place) => place.replace(/^pulumi:pulumi:Stack\$/, ""))
    .filter((place) => !/^pulumi:(providers|pulumi):/.test(place));
}

/** Tables over the archive and saved queries depend on what else is in the stack. */
const isNoTable = (place: string): boolean => !/catalogTable|namedQuery/.test(place);

const tablesOf = (workload: string, edge: boolean): string[] => [
  ...(edge
    ? [
        `${workload}-cloudfront_requests`,
        `${workload}-cloudfront-errors`,
        `${workload}-web_acl_requests`,
        `${workload}-web-acl-blocked`,
      ]
    : []),
  `${workload}-dns_queries`,
  `${workload}-names-asked-for`,
  `${workload}-names-not-found`,
];

/** The network paths of a stack, with those of others beside it. */
async function pathsIn(sandbox: Sandbox, stack: string, beside: readonly string[] = []): Promise<string> {
  const [state, ...others] = await Promise.all(
    [stack, ...beside].map(async (name) => JSON.stringify(await sandbox.export(name))),
  );
  const network = networkOf(joined(modelOfText(state!), others));
  return tableOf(flowsOf(network), network.protocols);
}

for (const { environment, workloads, tables } of [
  { environment: "dev", workloads: ["booking"], tables: tablesOf("dev-booking", true) },
  { environment: "prod", workloads: ["reports"], tables: tablesOf("prod-reports", false) },
]) {
  describe(`workloads of ${environment} in stacks of their own`, function () {
    this.timeout(600_000);

    it("are what the environment's stack would make of them, joined with it, and pass the policies", async () => {
      const inline = await withSandbox(async (sandbox) => {
        sandbox.editConfig(environment, only(workloads));
        success(await sandbox.up(environment, { checkpointAtEnd: true, pack: false }));
        return { places: await deployedIn(sandbox, environment), paths: await pathsIn(sandbox, environment) };
      });
      await withSandbox(async (sandbox) => {
        sandbox.editConfig(
          environment,
          only(workloads, (workload) => (workload.ownStack = true)),
        );
        success(await sandbox.up(environment, { checkpointAtEnd: true }));
        const hub = await deployedIn(sandbox, environment);
        const { forWorkloads } = await sandbox.outputs(environment);
        assert.ok(forWorkloads, "the environment offers nothing");
        assert.ok(
          !JSON.stringify(forWorkloads).includes(externalId(environment)),
          "an external id is no output",
        );
        const apart: string[] = [];
        for (const workload of workloads) {
          const stack = `${environment}-${workload}`;
          sandbox.editConfig(stack, stackOf(environment, workload));
          await sandbox.init(stack);
          const plan = await planChange({
            project: root,
            env: sandbox.environment,
            stack,
            configFile: sandbox.configFile(stack),
            args: packArguments(environment),
            joined: [environment],
            plans: path.join(sandbox.home, "plans"),
          });
          assert.match(plan, new RegExp(`between VPCs:[^]*${stack}/app +${environment}-hub/shared`));
          const up = success(await sandbox.up(stack, { checkpointAtEnd: true }));
          assert.ok(up.policies.length > 0, "the pack was not evaluated");
          assert.deepEqual(
            up.policyViolations.filter(({ level }) => level === "mandatory"),
            [],
          );
          apart.push(...(await deployedIn(sandbox, stack)));
        }
        const sorted = (places: readonly string[]): string[] => [...new Set(places)].sort();
        assert.deepEqual(
          apart.filter((place) => hub.includes(place)),
          [],
          "deployed twice",
        );
        const made = [...hub, ...apart];
        assert.deepEqual(sorted(made.filter(isNoTable)), sorted(inline.places.filter(isNoTable)));
        // What lists the ids of workloads is a table of each stack, with the queries that read it.
        assert.deepEqual(
          sorted(apart.filter((place) => !isNoTable(place)).map((place) => place.split("::")[1] ?? "")),
          sorted(tables),
        );
        const stacks = workloads.map((workload) => `${environment}-${workload}`);
        assert.deepEqual(await pathsIn(sandbox, environment, stacks), inline.paths);
        assert.notDeepEqual(
          await pathsIn(sandbox, environment),
          inline.paths,
          "the hub alone knows no spoke",
        );
        const again = success(
          await sandbox.preview(`${environment}-${workloads[0]}`, { args: ["--expect-no-changes"] }),
        );
        assert.deepEqual(again.changed, []);
      });
    });
  });
}

describe("a workload that its environment's stack has deployed", function () {
  this.timeout(600_000);

  it("moves into a stack of its own with nothing of it created, changed or deleted", () =>
    withSandbox(async (sandbox) => {
      const from = (): Parameters<typeof moveToOwnStack>[0]["from"] => ({
        project: root,
        env: sandbox.environment,
        stack: "dev",
        configFile: sandbox.configFile("dev"),
      });
      const move = { to: "dev-reports", name: "dev-reports" };
      sandbox.editConfig("dev", only(["reports"]));
      success(await sandbox.up("dev", { checkpointAtEnd: true, pack: false }));
      await assert.rejects(
        moveToOwnStack({ ...move, from: from() }),
        /Nothing of dev-reports is to be moved/,
      );

      sandbox.editConfig(
        "dev",
        only(["reports"], (workload) => (workload.ownStack = true)),
      );
      await assert.rejects(
        moveToOwnStack({ ...move, from: from(), name: "dev-other" }),
        /more than dev-other[^]*Nothing was moved[^]*::dev-reports/,
      );
      sandbox.editConfig("dev-reports", stackOf("dev", "reports"));
      await sandbox.init("dev-reports");
      const before = await deployedIn(sandbox, "dev");
      const moved = await moveToOwnStack({ ...move, from: from() });
      assert.ok(moved > 100, `${moved} resources`);
      assert.deepEqual(
        [...(await deployedIn(sandbox, "dev")), ...(await deployedIn(sandbox, "dev-reports"))].sort(),
        before.sort(),
      );

      const hub = success(await sandbox.up("dev", { pack: false }));
      assert.deepEqual(
        hub.changed.filter(({ type }) => !type.startsWith("pulumi:")).map(({ op, name }) => [op, name]),
        // One VPC fewer is in the list of its partitions.
        [["update", "dev_logs-dns_queries"]],
      );
      const own = success(await sandbox.up("dev-reports"));
      assert.deepEqual(
        own.changed
          .filter(({ type }) => !type.startsWith("pulumi:"))
          .map(({ op, name }) => `${op} ${name}`)
          .sort(),
        tablesOf("dev-reports", false)
          .map((name) => `create ${name}`)
          .sort(),
      );
    }));
});
