import * as assert from "node:assert/strict";
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

for (const { environment, workloads, tables } of [
  {
    environment: "dev",
    workloads: ["booking", "reports"],
    tables: [...tablesOf("dev-booking", true), ...tablesOf("dev-reports", false)],
  },
  {
    environment: "prod",
    workloads: ["booking", "casework"],
    tables: [...tablesOf("prod-booking", true), ...tablesOf("prod-casework", false)],
  },
]) {
  describe(`workloads of ${environment} in stacks of their own`, function () {
    this.timeout(600_000);

    it("are what the environment's stack would make of them, joined with it, and pass the policies", async () => {
      const inline = await withSandbox(async (sandbox) => {
        sandbox.editConfig(environment, only(workloads));
        success(await sandbox.up(environment, { checkpointAtEnd: true, pack: false }));
        return deployedIn(sandbox, environment);
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
        assert.deepEqual(sorted(made.filter(isNoTable)), sorted(inline.filter(isNoTable)));
        // What lists the ids of workloads is a table of each stack, with the queries that read it.
        assert.deepEqual(
          sorted(apart.filter((place) => !isNoTable(place)).map((place) => place.split("::")[1] ?? "")),
          sorted(tables),
        );
        const again = success(
          await sandbox.preview(`${environment}-${workloads[0]}`, { args: ["--expect-no-changes"] }),
        );
        assert.deepEqual(again.changed, []);
      });
    });
  });
}
