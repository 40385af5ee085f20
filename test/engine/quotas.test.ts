import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { type Model, modelOfState } from "../../policy-pack/analysis";
import { type QuotaName } from "../../policy-pack/lib/facts/quotas";
import { growthOf } from "../../review/quotas/growth";
import { defaultLimits, limitsOf } from "../../review/quotas/limits";
import { growthText, tableOf } from "../../review/quotas/show";
import { fullest, usagesOf } from "../../review/quotas/usage";
import { resize } from "../../tools/bench/workloads";
import { root } from "../../tools/lib/paths";
import { deployedStacks, type DeployedStacks, success, withSandbox } from "./harness";

describe("quotas of the deployed stacks", () => {
  let deployed: DeployedStacks;
  before(async function () {
    this.timeout(600_000);
    deployed = await deployedStacks();
  });

  const configOf = (stack: string): string =>
    fs.readFileSync(path.join(root, `policy-pack/config/${stack}.json`), "utf8");
  const modelOf = (stack: string): Model => modelOfState(JSON.stringify(deployed.get(stack)));
  const usages = (stack: string) => usagesOf(modelOf(stack), limitsOf(configOf(stack)));

  for (const stack of ["org", "dev", "prod"]) {
    it(`${stack} keeps all of them, and leaves nothing to be told after the deployment`, () => {
      const bad = usages(stack).filter(
        ({ amount, limit }) => amount.least > limit || amount.most !== amount.least,
      );
      assert.deepEqual(bad, []);
    });
  }

  /** The most that anything uses of some quotas. */
  const most = (stack: string, quotas: readonly QuotaName[]) =>
    Object.fromEntries(
      quotas.map((quota) => [
        quota,
        Math.max(...usages(stack).flatMap((one) => (one.quota === quota ? [one.amount.least] : []))),
      ]),
    );

  it("prod uses what its networks, ways to the outside and log groups take", () => {
    const expected = {
      // Hub and three spokes, an account each; four VPC attachments, two VPNs and Direct Connect.
      vpcsPerRegion: 1,
      attachmentsPerTgw: 7,
      routeTablesPerTgw: 4,
      vpnConnectionsPerRegion: 2,
      virtualInterfacesPerDirectGateway: 2,
      transitGatewaysPerDirectGateway: 1,
      prefixesPerTransitAssociation: 1,
      interfaceEndpointsPerVpc: 14,
      // One zone an endpoint, and the public one; each private one for four VPCs.
      hostedZonesPerAccount: 15,
      vpcsPerPrivateZone: 4,
      authorizationsPerZone: 3,
      // To the search domain and to the archive.
      subscriptionFiltersPerGroup: 2,
      recordersPerRegion: 1,
      targetsPerRule: 1,
      insightRulesPerRegion: 9,
    };
    assert.deepEqual(most("prod", Object.keys(expected) as QuotaName[]), expected);
  });

  it("org has its accounts and the management account, and units two deep", () => {
    const expected = {
      accountsPerOrganisation: 12,
      unitsPerOrganisation: 6,
      unitDepth: 2,
      trailsPerRegion: 1,
    };
    assert.deepEqual(most("org", Object.keys(expected) as QuotaName[]), expected);
  });

  it("is what dev with more workloads really takes of what they share", async function () {
    this.timeout(600_000);
    const sized = (count: number): Promise<Model> =>
      withSandbox(async (sandbox) => {
        sandbox.editConfig("dev", (config) => resize(config, count));
        success(await sandbox.up("dev", { pack: false, checkpointAtEnd: true }));
        return modelOfState(JSON.stringify(await sandbox.export("dev")));
      });
    const [few, more] = [await sized(2), await sized(5)];
    const growth = growthOf(few, defaultLimits);
    assert.ok(growth);
    const after = usagesOf(more, defaultLimits);
    const wrong = growth.rooms.flatMap(({ usage, each }) => {
      // By the name: a bucket's is another in each sandbox, and the subject's key with it.
      const found = after.find(
        ({ quota, where, place }) =>
          quota === usage.quota && where === usage.where && place.key === usage.place.key,
      );
      const expected = usage.amount.least + 3 * each;
      return found?.amount.least === expected
        ? []
        : [`${usage.quota} of ${usage.where}: ${String(found?.amount.least)}, expected ${expected}`];
    });
    assert.deepEqual(wrong, []);
    // And nothing else that was there before has grown in an account that workloads share.
    const known = new Set(growth.rooms.map(({ usage }) => usage.key));
    const grown = usagesOf(few, defaultLimits).filter(({ quota, where, place, key, amount }) => {
      const later = after.find(
        (one) => one.quota === quota && one.where === where && one.place.key === place.key,
      );
      return !known.has(key) && later !== undefined && later.amount.least > amount.least;
    });
    assert.deepEqual(
      grown.map(({ quota, where }) => `${quota} of ${where}`),
      [],
    );
    assert.equal(growth.rooms[0]?.usage.quota, "peeringsPerVpc");
    assert.equal(growth.rooms[0]?.more, 48);
  });

  it("docs/quotas.md shows prod as it is deployed", () => {
    const page = fs.readFileSync(path.join(root, "docs/quotas.md"), "utf8");
    const indented = (lines: string): string => lines.replace(/^(?=.)/gm, "    ");
    const lines = fullest(usages("prod")).map((usage) => ({ usage }));
    assert.ok(page.includes(indented(tableOf(lines, { near: 80, all: false }))), "the table");
    const growth = growthOf(modelOf("prod"), limitsOf(configOf("prod")));
    assert.ok(growth && page.includes(indented(growthText(growth))), "the room for more");
  });
});
