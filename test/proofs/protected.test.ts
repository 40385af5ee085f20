import * as assert from "node:assert/strict";
import { checksOf } from "./checks";
import { harmsTo, harmsToAccount } from "./harm";
import { allPlaces, placesOf, readLeftOpen } from "./left-open";
import { kinds } from "./model/kinds";
import type { AccessModel } from "./model/model";
import type { Resource } from "./model/resources";
import { Simulator } from "./model/simulate";
import { accessModel } from "./proven";

/** Parts of networks: what is done to them by hand has cases of its own, in `attacks-network.json`. */
const NETWORKS = ["endpoint", "flow-log", "vpc"];

/** Services that record and watch: in a member account all of each is the platform's. */
const WATCHING = ["access-analyzer", "cloudtrail", "config", "guardduty", "securityhub"];

describe("what the platform is made of, against an administrator of the account that it is in", function () {
  this.timeout(600_000);
  const leftOpen = readLeftOpen();
  const used = new Set<string>();
  let model: AccessModel;
  let simulator: Simulator;

  before("deploys the stacks, unless that has been done", async () => {
    model = await accessModel();
    simulator = new Simulator(model);
  });

  /** Whether an administrator of the account may do something, that no reason leaves open. */
  async function isOpen(what: string, action: string, account: string, where: string): Promise<boolean> {
    const row = {
      who: `administrator@${account}`,
      does: [action],
      where,
      why: "It belongs to the platform.",
      expect: "denied" as const,
    };
    const answers = await Promise.all(checksOf(model, row).map(({ request }) => simulator.judge(request)));
    if (!answers.some(({ allowed }) => allowed)) return false;
    const places = leftOpen.flatMap((entry) => placesOf(entry, what, action));
    for (const place of places) used.add(place);
    return places.length === 0;
  }

  /**
   * Resources with their accounts, one of those that differ in nothing but the workload whose account they are in. None of the management
   * account: no guardrail binds it, few people enter it, and `trail.json` says who may do what there.
   */
  function unlike(resources: readonly Resource[]): [string, Resource][] {
    const found = new Map<string, [string, Resource]>();
    for (const resource of resources) {
      const account = model.organization.accountOf(resource.accountId);
      if (!account || account.isManagement) continue;
      const likeness = [account.path, resource.region, resource.name.replaceAll(account.name, "")].join(" ");
      if (!found.has(likeness)) found.set(likeness, [account.name, resource]);
    }
    return [...found.values()];
  }

  for (const kind of Object.keys(kinds).filter((one) => !NETWORKS.includes(one))) {
    it(`protects every ${kind}`, async () => {
      const open: string[] = [];
      for (const [account, resource] of unlike(model.resources.ofKind(kind))) {
        const what = `${kind}:${account}:${resource.name}`;
        for (const { action, rest } of await harmsTo(resource)) {
          if (await isOpen(what, action, account, `${kind}:${resource.name}${rest}`)) {
            open.push(`${action} on ${what}`);
          }
        }
      }
      assert.equal(open.length, 0, `nothing denies, and no reason leaves open:\n  ${open.join("\n  ")}`);
    });
  }

  for (const account of ["prod-booking", "dev-network", "security"]) {
    it(`protects what records and watches ${account}`, async () => {
      const open: string[] = [];
      for (const service of WATCHING) {
        for (const action of await harmsToAccount(service)) {
          if (await isOpen(`account:${account}`, action, account, `any@${account}`)) open.push(action);
        }
      }
      assert.equal(open.length, 0, `nothing denies, and no reason leaves open:\n  ${open.join("\n  ")}`);
    });
  }

  it("is left open nowhere without need", () => {
    const needless = leftOpen.flatMap((entry) => allPlaces(entry).filter((place) => !used.has(place)));
    assert.deepEqual(needless, [], "take these off unguarded.json: something denies them now");
  });
});
